package dev.lanewise.cli;

import java.util.Arrays;

/** A curve in one line of text. */
final class Sparkline {

    /** From low to high. */
    static final String BLOCKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

    private static final int MOST = 40;

    private Sparkline() {}

    /**
     * Draws values, on a logarithmic scale where all are positive, as losses are.
     *
     * @return at most {@value #MOST} characters, each the mean of its share of the values; empty where there are not two finite values
     */
    static String of(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length < 2) {
            return "";
        }
        boolean positive = Arrays.stream(finite).allMatch(v -> v > 0);
        double[] means = new double[Math.min(MOST, finite.length)];
        for (int i = 0; i < means.length; i++) {
            int from = (int) ((long) finite.length * i / means.length);
            int to = (int) ((long) finite.length * (i + 1) / means.length);
            double mean = Arrays.stream(finite, from, to).average().orElseThrow();
            means[i] = positive ? StrictMath.log(mean) : mean;
        }
        double low = Arrays.stream(means).min().orElseThrow();
        double high = Arrays.stream(means).max().orElseThrow();
        StringBuilder line = new StringBuilder();
        for (double mean : means) {
            double share = high > low ? (mean - low) / (high - low) : 0;
            line.append(BLOCKS.charAt((int) Math.round(share * (BLOCKS.length() - 1))));
        }
        return line.toString();
    }
}
