package dev.lanewise.optim;

import dev.lanewise.core.UserException;

/**
 * The small number that keeps a step finite where the root of the squares is near 0.
 *
 * @param value positive
 * @param place where it stands
 */
public record Epsilon(double value, Place place) {

    /** Where epsilon stands. */
    public enum Place {
        /** {@code sqrt(v) + epsilon}, as in PyTorch. */
        OUTSIDE,
        /** {@code sqrt(v + epsilon)}, as in Keras. */
        INSIDE
    }

    /** Checks the value. */
    public Epsilon {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY && (float) value > 0)) {
            throw new UserException("epsilon must be a positive number that a float can hold, not " + value + ".");
        }
    }

    /** What is added under the root. */
    float inner() {
        return place == Place.INSIDE ? (float) value : 0f;
    }

    /** What is added to the root. */
    float outer() {
        return place == Place.OUTSIDE ? (float) value : 0f;
    }
}
