package dev.lanewise.train;

import dev.lanewise.core.UserException;
import dev.lanewise.optim.Range;
import dev.lanewise.schedule.Length;
import java.util.Objects;

/**
 * Whether an average of the weights is judged and kept instead of the last ones. Training itself goes on with the weights as they are.
 *
 * @param kind which average
 * @param decay share of the old average that stays at each step, above 0 and below 1; for {@link Kind#EXPONENTIAL}
 * @param start where averaging starts; for {@link Kind#STOCHASTIC}
 */
public record Averaging(Kind kind, double decay, Length start) {

    /** Averages. */
    public enum Kind {
        /** None. */
        NONE,
        /** {@code average = decay * average + (1 - decay) * w} after every step, from the weights of the first step on. */
        EXPONENTIAL,
        /**
         * The mean of the weights at the end of each epoch after the start (Izmailov et al., Averaging Weights, 2018). Early stopping waits for it, and an
         * epoch before it is never the best one.
         */
        STOCHASTIC
    }

    /** No average. */
    public static final Averaging NONE = new Averaging(Kind.NONE, 0, Length.REST);

    /** Checks the ranges. */
    public Averaging {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(start, "start");
        if (kind == Kind.EXPONENTIAL) {
            Range.INSIDE.check("The decay of the exponential average", decay);
        }
        if (kind == Kind.STOCHASTIC && start.unit() == Length.Unit.REST) {
            throw new UserException(
                    "Stochastic weight averaging needs its start: epochs (5), steps (500s) or a share (75%).");
        }
    }

    /** Returns the exponential moving average; 0.999 is usual. */
    public static Averaging exponential(double decay) {
        return new Averaging(Kind.EXPONENTIAL, decay, Length.REST);
    }

    /** Returns stochastic weight averaging of all epochs that end after a place. */
    public static Averaging stochastic(Length start) {
        return new Averaging(Kind.STOCHASTIC, 0, start);
    }

    /** Returns the average in words, as the command line takes it; empty for none. */
    @Override
    public String toString() {
        return switch (kind) {
            case NONE -> "";
            case EXPONENTIAL -> "ema " + decay;
            case STOCHASTIC -> "swa " + start;
        };
    }
}
