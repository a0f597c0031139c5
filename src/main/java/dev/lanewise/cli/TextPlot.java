package dev.lanewise.cli;

import java.io.PrintStream;
import java.util.Arrays;

/** A curve in characters. */
final class TextPlot {

    private static final int HEIGHT = 14;
    private static final int AXIS = 11;

    private final char[][] cells;
    private final double low;
    private final double high;

    /**
     * Draws values.
     *
     * @param values a value a column; NaN for none
     * @param top values above are drawn at the top
     */
    TextPlot(double[] values, double top) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Double.isNaN(value) ? least : Math.min(least, value);
            most = Double.isNaN(value) ? most : Math.max(most, Math.min(top, value));
        }
        low = least;
        high = most > least ? most : least + 1;
        cells = new char[HEIGHT][values.length];
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
        for (int c = 0; c < values.length; c++) {
            if (!Double.isNaN(values[c])) {
                double share = (Math.min(high, values[c]) - low) / (high - low);
                cells[(int) Math.round((1 - share) * (HEIGHT - 1))][c] = values[c] > high ? '^' : '*';
            }
        }
    }

    /** Columns of values for a console of some width. */
    static int columns(int width) {
        return Math.clamp(width - AXIS - 2L, 20, 100);
    }

    /** Draws a line from top to bottom. */
    TextPlot mark(int column, char with) {
        for (char[] row : cells) {
            row[column] = row[column] == ' ' ? with : row[column];
        }
        return this;
    }

    /** Prints with the axis of the values, and what stands below, at the left and at the right. */
    void print(PrintStream out, String left, String right) {
        for (int r = 0; r < HEIGHT; r++) {
            boolean labelled = r == 0 || r == HEIGHT - 1 || r == HEIGHT / 2;
            double value = high - (high - low) * r / (HEIGHT - 1);
            String label = labelled ? Text.figure(value) : "";
            out.println((" ".repeat(AXIS - label.length()) + label + " |" + new String(cells[r])).stripTrailing());
        }
        int gap = Math.max(1, cells[0].length - left.length() - right.length());
        out.println(" ".repeat(AXIS + 1) + "+" + "-".repeat(cells[0].length));
        out.println(" ".repeat(AXIS + 2) + left + " ".repeat(gap) + right);
    }
}
