package dev.lanewise.optim;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.UpdateKernels;
import java.util.Map;

/**
 * Momentum (Polyak, 1964): {@code b = beta * b + (1 - dampening) * g}, then {@code w = w - learningRate * b}. The averaged form is {@code b =
 * beta * b + (1 - beta) * g}. Nesterov's form (1983) steps along {@code g + beta * b} instead.
 *
 * @param learningRate positive
 * @param beta share of the old buffer that stays; from 0 to below 1
 * @param dampening share of the gradient that is left out; from 0 to below 1
 * @param averaged whether as much of the gradient is left out as of the buffer stays
 * @param nesterov whether to look ahead
 * @param firstStepCopies whether the first step puts the gradient into the buffer undampened, as PyTorch does; otherwise the buffer starts from 0
 * @param rateInside whether the buffer holds steps ({@code b = beta * b + learningRate * g, w = w - b}), as in Keras; the same as long as the rate does
 * @param weightDecay weight decay
 */
public record Momentum(
        double learningRate,
        double beta,
        double dampening,
        boolean averaged,
        boolean nesterov,
        boolean firstStepCopies,
        boolean rateInside,
        WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("momentum", Momentum.class)
            .formula("b = beta b + g, w = w - rate b")
            .source("Polyak, Some methods of speeding up the convergence of iteration methods, 1964")
            .use("Large networks with a good schedule; often the best final accuracy for images.")
            .known(Convention.PYTORCH, Convention.KERAS, Convention.OPTAX, Convention.ARTICLE)
            .rate(0.01)
            .under(Convention.PYTORCH, 0.001)
            .factor("beta", 0.9, "share of the old buffer that stays")
            .factor("dampening", 0, "share of the gradient that is left out")
            .flag("averaged", false, "the buffer is a mean: b = beta b + (1 - beta) g")
            .under(Convention.ARTICLE, true)
            .flag("nesterov", false, "steps along g + beta b")
            .flag("first-step-copies", false, "the first gradient comes into the buffer whole")
            .under(Convention.PYTORCH, true)
            .flag("rate-inside", false, "the buffer holds steps: b = beta b + rate g, w = w - b")
            .under(Convention.KERAS, true)
            .decay()
            .build();

    static final Rule NESTEROV = RULE.as("nesterov")
            .formula("b = beta b + g, w = w - rate (g + beta b)")
            .source(
                    "Nesterov, 1983; as in Sutskever et al., On the importance of initialization and momentum in deep learning, 2013")
            .use("As momentum, with a little less overshoot.")
            .known(Convention.PYTORCH, Convention.KERAS, Convention.OPTAX)
            .change("nesterov", true)
            .build();

    /** Checks the ranges. */
    public Momentum {
        RULE.check(learningRate, beta, dampening, averaged, nesterov, firstStepCopies, rateInside, weightDecay);
        int asked = (nesterov ? 1 : 0) + (averaged ? 1 : 0) + (dampening != 0 ? 1 : 0);
        if (asked > 1) {
            throw new UserException("Momentum takes one of nesterov, averaged and dampening: leave the others out.");
        }
    }

    /** Returns Lanewise's defaults. */
    public static Momentum defaults() {
        return (Momentum) RULE.standard(Convention.LANEWISE);
    }

    @Override
    public Rule rule() {
        return nesterov ? NESTEROV : RULE;
    }

    @Override
    public OptimizerState start(ParameterGroups groups) {
        return new State(this, groups);
    }

    private static final class State extends ElementState {
        private final Momentum rule;
        private final float[] buffer = slab();
        private float step;
        private float beta;
        private float gain;
        private float keep;
        private float look;

        State(Momentum rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
        }

        @Override
        void prepare(long t) {
            boolean copies = t == 1 && rule.firstStepCopies;
            double stays = momentum(rule.beta);
            double inside = rule.rateInside ? rate : 1;
            step = rule.rateInside ? 1 : (float) rate;
            beta = copies ? 0 : (float) stays;
            gain = (float) (inside * (copies ? 1 : rule.averaged ? 1 - stays : 1 - rule.dampening));
            keep = rule.nesterov ? (float) stays : 1;
            look = rule.nesterov ? (float) inside : 0;
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            kernels.descent().momentum(w, g, buffer, from, to, step, beta, gain, keep, look, scale, decay, shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("momentum", buffer);
        }
    }
}
