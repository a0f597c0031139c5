package dev.lanewise.cli;

import dev.lanewise.core.Decimals;
import java.util.function.DoublePredicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Option values that are numbers: each kind tells its range where a value does not fit. */
final class Numbers {

    private Numbers() {}

    /** Whole numbers from 1. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return count(text, 1);
        }
    }

    /** Whole numbers from 0. */
    static final class CountOrNone implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return count(text, 0);
        }
    }

    /** Lengths of arrays. */
    static final class Elements implements ITypeConverter<Integer> {
        private static final int MOST = 1_000_000_000;

        @Override
        public Integer convert(String text) {
            return (int) whole(text, 1, MOST, "a whole number from 1 to " + MOST);
        }
    }

    /** Numbers of threads. */
    static final class Threads implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) whole(text, 1, 1024, "a whole number from 1 to 1024");
        }
    }

    /** Any whole number of 64 bits. */
    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return whole(text, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number of at most 64 bits");
        }
    }

    /** Numbers from 0 to below 1. */
    static final class Fraction implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(text, value -> value >= 0 && value < 1, "a number from 0 to below 1");
        }
    }

    /** Numbers from 0 to 1. */
    static final class Probability implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(text, value -> value >= 0 && value <= 1, "a number from 0 to 1");
        }
    }

    /** Numbers above 0 and below 1. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(text, value -> value > 0 && value < 1, "a number above 0 and below 1");
        }
    }

    /** Numbers above 0 and below 1, and 0 for none. */
    static final class ShareOrNone implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(text, value -> value >= 0 && value < 1, "0 or a number above 0 and below 1");
        }
    }

    /** Numbers above 0. */
    static final class Positive implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(text, value -> value > 0 && value < Double.POSITIVE_INFINITY, "a number above 0");
        }
    }

    /** Any number. */
    static final class Finite implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(text, Double::isFinite, "a number");
        }
    }

    /** Numbers from 0. */
    static final class NotNegative implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(text, value -> value >= 0 && value < Double.POSITIVE_INFINITY, "0 or a positive number");
        }
    }

    static long whole(String text, long least, long most, String range) {
        try {
            long value = Long.parseLong(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, with the range
        }
        throw refuse(text, range);
    }

    /** A whole number of 32 bits. Its upper end is of interest where it is passed, and nowhere else. */
    private static int count(String text, int least) {
        boolean large = text.strip().matches("\\+?0*[1-9]\\d{9,}");
        return (int) whole(
                text,
                least,
                Integer.MAX_VALUE,
                "a whole number from " + least + (large ? " to " + Integer.MAX_VALUE : ""));
    }

    /** A number that is in its range, also after rounding to float, which is what the engine computes with. */
    private static double number(String text, DoublePredicate inside, String range) {
        double value = Decimals.parse(text.strip());
        if (!inside.test(value)) {
            throw refuse(text, range);
        }
        if (!inside.test((float) value)) {
            throw refuse(text, range + " as a float");
        }
        return value;
    }

    static TypeConversionException refuse(String text, String range) {
        return new TypeConversionException("must be " + range + ", not '" + text + "'.");
    }

    /** Numbers of folds. */
    static final class Folds implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) whole(text, 2, 1000, "a whole number from 2 to 1000");
        }
    }
}
