package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import java.util.List;
import java.util.Map;

/**
 * Adam (Kingma and Ba, 2015): {@code m = beta1 * m + (1 - beta1) * g}, {@code v = beta2 * v + (1 - beta2) * g^2}, then {@code w = w -
 * learningRate * m' / (sqrt(v') + epsilon)} with {@code m' = m / (1 - beta1^t)} and {@code v' = v / (1 - beta2^t)}. With decoupled weight
 * decay it is AdamW.
 *
 * @param learningRate positive
 * @param beta1 share of the old mean of gradients that stays; from 0 to below 1
 * @param beta2 share of the old mean of squares that stays; from 0 to below 1
 * @param epsilon keeps the step finite
 * @param biasCorrected whether the means are corrected for their start at 0
 * @param amsGrad which largest mean of squares stands in the place of the mean
 * @param weightDecay weight decay
 */
public record Adam(
        double learningRate,
        double beta1,
        double beta2,
        Epsilon epsilon,
        boolean biasCorrected,
        AmsGrad amsGrad,
        WeightDecay weightDecay)
        implements Optimizer {

    /** Which largest mean of squares AMSGrad divides by. */
    public enum AmsGrad {
        /** None: plain Adam. */
        NONE,
        /** The largest before bias correction, as in PyTorch and Keras. */
        RAW,
        /** The largest after bias correction, as in Optax. */
        CORRECTED
    }

    static final Rule RULE = Rule.named("adam", Adam.class)
            .formula(
                    "m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, w = w - rate m' / (sqrt(v') + e), m' = m / (1 - b1^t), v' = v / (1 - b2^t)")
            .source("Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015")
            .use("The safe first choice; little tuning.")
            .known(Convention.PYTORCH, Convention.KERAS, Convention.OPTAX, Convention.ARTICLE)
            .rate(0.001)
            .betas(0.9, 0.999)
            .epsilon(1e-8)
            .under(Convention.KERAS, 1e-7)
            .place(Epsilon.Place.OUTSIDE)
            .under(Convention.KERAS, Epsilon.Place.HAT)
            .under(Convention.ARTICLE, Epsilon.Place.INSIDE)
            .flag("bias-corrected", true, "the means are divided by 1 - beta^t")
            .under(Convention.ARTICLE, false)
            .add(Hyper.choice(
                    "ams-grad",
                    AmsGrad.NONE,
                    List.of(AmsGrad.values()),
                    "divides by the largest v so far, before or after bias correction"))
            .decay()
            .build();

    static final Rule AMSGRAD = RULE.as("amsgrad")
            .formula("as adam, with x = max(x, v) in the place of v under the root")
            .source("Reddi, Kale and Kumar, On the Convergence of Adam and Beyond, 2018")
            .use("Where Adam does not settle; the steps never grow again.")
            .known(Convention.PYTORCH, Convention.KERAS, Convention.OPTAX)
            .change("ams-grad", AmsGrad.RAW)
            .under(Convention.OPTAX, AmsGrad.CORRECTED)
            .build();

    static final Rule ADAMW = RULE.as("adamw")
            .formula("as adam, after w = w (1 - rate decay)")
            .source("Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019")
            .use("The default: Adam with a regularisation that does not depend on the gradients' size.")
            .known(Convention.PYTORCH, Convention.KERAS, Convention.OPTAX)
            .change("weight-decay", 0.01)
            .under(Convention.KERAS, 0.004)
            .under(Convention.OPTAX, 1e-4)
            .change("decay-form", WeightDecay.Form.DECOUPLED)
            .build();

    /** Checks the ranges. */
    public Adam {
        RULE.check(learningRate, beta1, beta2, epsilon, biasCorrected, amsGrad, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static Adam defaults() {
        return (Adam) RULE.standard(Convention.LANEWISE);
    }

    @Override
    public Rule rule() {
        return variant();
    }

    @Override
    public OptimizerState start(ParameterGroups groups) {
        return new State(this, groups);
    }

    private Rule variant() {
        boolean decoupled = weightDecay.form() == WeightDecay.Form.DECOUPLED;
        return amsGrad != AmsGrad.NONE ? AMSGRAD : decoupled ? ADAMW : RULE;
    }

    private static final class State extends ElementState {
        private final Adam rule;
        private final AdamScalars a = new AdamScalars();
        private final float[] means = slab();
        private final float[] squares = slab();
        private final float[] largest;
        private float correct;
        private float root;
        private float inner;
        private float outer;

        State(Adam rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            largest = new float[rule.amsGrad == AmsGrad.NONE ? 0 : parameters];
        }

        @Override
        void prepare(long t) {
            a.prepare(momentum(rule.beta1), rule.beta2, rule.epsilon, 0, rule.biasCorrected, t, rate);
            boolean corrected = rule.amsGrad == AmsGrad.CORRECTED;
            boolean hat = rule.epsilon.place() == Epsilon.Place.HAT;
            correct = corrected ? (float) (1 / a.correction2) : 1;
            root = !corrected ? a.root : hat ? (float) Math.sqrt(a.correction2) : 1;
            inner = corrected ? rule.epsilon.inner() : a.inner;
            outer = a.outer;
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            if (rule.amsGrad == AmsGrad.NONE) {
                kernels.adam()
                        .adam(
                                w, g, means, squares, from, to, a.step, a.beta1, a.gain1, a.beta2, a.gain2, root, inner,
                                outer, scale, decay, shrink);
            } else {
                kernels.adam()
                        .amsGrad(
                                w, g, means, squares, largest, from, to, a.step, a.beta1, a.gain1, a.beta2, a.gain2,
                                correct, root, inner, outer, scale, decay, shrink);
            }
        }

        @Override
        public Map<String, float[]> slabs() {
            return rule.amsGrad == AmsGrad.NONE
                    ? named("means", means, "squares", squares)
                    : named("means", means, "squares", squares, "largest", largest);
        }
    }
}
