package dev.lanewise.optim;

import java.util.Objects;

/**
 * Weight decay of every parameter.
 *
 * @param rate strength; 0 for none
 * @param form how it enters the step
 */
public record WeightDecay(double rate, Form form) {

    /** No decay. */
    public static final WeightDecay NONE = new WeightDecay(0, Form.COUPLED);

    /** How decay enters the step. */
    public enum Form {
        /** {@code rate * w} is added to the gradient (L2 regularisation). */
        COUPLED,
        /** The weight is multiplied by {@code 1 - learningRate * rate} (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019). */
        DECOUPLED,
        /** {@code rate * w} is added to the direction of the step, before a norm of it is taken or a mean (LAMB, NovoGrad). */
        UPDATE
    }

    /** Checks the rate. */
    public WeightDecay {
        Range.NOT_NEGATIVE.check("weight-decay", rate);
        Objects.requireNonNull(form, "form");
    }

    /** What is added to the gradient for each unit of weight. */
    float coupled(double factor) {
        return form == Form.COUPLED ? (float) (rate * factor) : 0f;
    }

    /** What is added to the direction of the step for each unit of weight. */
    float pull(double factor) {
        return form == Form.UPDATE ? (float) (rate * factor) : 0f;
    }

    /** The strength of decoupled decay. */
    float decoupled(double factor) {
        return form == Form.DECOUPLED ? (float) (rate * factor) : 0f;
    }

    /** What the weight is multiplied by. */
    float shrink(double learningRate, double factor) {
        return form == Form.DECOUPLED ? (float) (1 - learningRate * rate * factor) : 1f;
    }
}
