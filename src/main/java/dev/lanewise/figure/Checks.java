package dev.lanewise.figure;

import java.util.regex.Pattern;

/** What all figures must hold. A figure that does not is a mistake of the program, not of its user. */
final class Checks {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private Checks() {}

    static void figure(String id, String title) {
        require(ID.matcher(id).matches(), "An id is lower case letters, digits and single hyphens, not '" + id + "'.");
        title("The figure '" + id + "'", title);
    }

    static void title(String what, String title) {
        require(!title.isBlank(), what + " has no title.");
    }

    static void length(String what, int length, int wanted) {
        require(length == wanted, what + " has " + length + " elements where " + wanted + " are expected.");
    }

    static void increasing(String what, double[] values) {
        for (int i = 0; i < values.length; i++) {
            require(
                    Double.isFinite(values[i]) && (i == 0 || values[i] > values[i - 1]),
                    what + " must be finite and increase; element " + i + " does not.");
        }
    }

    static void require(boolean held, String message) {
        if (!held) {
            throw new IllegalArgumentException(message);
        }
    }

    static double[][] copy(double[][] values) {
        double[][] copy = new double[values.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i].clone();
        }
        return copy;
    }

    static long[][] copy(long[][] values) {
        long[][] copy = new long[values.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i].clone();
        }
        return copy;
    }
}
