package dev.lanewise.optim;

import java.util.Objects;

/**
 * The small number that keeps a step finite where the root of the squares is near 0.
 *
 * @param value 0 or positive; most rules take no 0
 * @param place where it stands
 */
public record Epsilon(double value, Place place) {

    /** Where epsilon stands. */
    public enum Place {
        /** {@code sqrt(v) + epsilon}, after bias correction where there is one, as in PyTorch. */
        OUTSIDE,
        /** {@code sqrt(v + epsilon)}, after bias correction where there is one. */
        INSIDE,
        /** {@code sqrt(v) + epsilon} before bias correction ("epsilon hat"), as in Keras's Adam. */
        HAT
    }

    /** Checks the value. */
    public Epsilon {
        Range.NOT_NEGATIVE.check("epsilon", value);
        Objects.requireNonNull(place, "place");
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
