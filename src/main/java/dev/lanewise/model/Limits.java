package dev.lanewise.model;

import dev.lanewise.core.UserException;

/** Refuses settings out of their limits. */
final class Limits {

    private Limits() {}

    static double fraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new UserException(name + " must be from 0 to below 1, not " + value + ".");
        }
        return value;
    }

    static int range(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UserException(name + " must be from " + least + " to " + most + ", not " + value + ".");
        }
        return value;
    }

    static int atLeast(String name, int value, int least) {
        if (value < least) {
            throw new UserException(name + " must be at least " + least + ", not " + value + ".");
        }
        return value;
    }
}
