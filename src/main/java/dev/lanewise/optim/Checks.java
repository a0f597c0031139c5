package dev.lanewise.optim;

import dev.lanewise.core.UserException;

/** Ranges of hyper-parameters. */
final class Checks {

    private Checks() {}

    static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new UserException(name + " must be a positive number, not " + value + ".");
        }
    }

    static void notNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new UserException(name + " must be 0 or a positive number, not " + value + ".");
        }
    }

    /** A factor from 0 to below 1. */
    static void factor(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new UserException(name + " must be from 0 to below 1, not " + value + ".");
        }
    }
}
