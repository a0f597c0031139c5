package dev.lanewise.schedule;

/** Ranges of settings. */
final class Checks {

    private Checks() {}

    static void positive(String key, double value) {
        check(key, value, value > 0, "a number above 0");
    }

    static void notNegative(String key, double value) {
        check(key, value, value >= 0, "0 or a positive number");
    }

    static void atLeastOne(String key, double value) {
        check(key, value, value >= 1, "a number from 1");
    }

    /** A share above 0 and up to 1. */
    static void share(String key, double value) {
        check(key, value, value > 0 && value <= 1, "above 0 and at most 1");
    }

    static void check(String key, double value, boolean fits, String range) {
        if (!fits || !Double.isFinite(value)) {
            throw new BadSetting(key, key + " must be " + range + ", not " + Texts.number(value) + ".");
        }
    }

    /** A length of some ticks at least. */
    static void positive(String key, Length length) {
        if (length.amount() == 0 && length.unit() != Length.Unit.REST) {
            throw new BadSetting(key, key + " must be longer than 0; write epochs (5), steps (500s) or a share (5%).");
        }
    }
}
