package dev.lanewise.report;

import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** Places and labels of ticks on a logarithmic scale. */
final class Ticks {

    private static final int MOST = 9;
    /** Fewer tell too little about a scale. */
    private static final int FEWEST = 3;

    /** Room of a label in the charts' font, with a gap. */
    private static final double LABEL_HEIGHT = 16;

    private static final double LABEL_WIDTH = 44;

    private static final int[][] DIGITS = {{1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 5}, {1}};

    private Ticks() {}

    /**
     * Returns powers of ten, with their multiples where there is room, or equal steps where the range is too short for three of these.
     *
     * @param low lower end, positive
     * @param high upper end, larger
     * @param room how many labels the axis has room for, one beside the other
     */
    static double[] of(double low, double high, double room) {
        for (int[] digits : DIGITS) {
            double[] some = multiples(low, high, digits);
            if (some.length >= FEWEST && some.length <= MOST && fit(some, StrictMath.log(high / low) / room)) {
                return some;
            }
        }
        int most = (int) Math.clamp(room / 2, FEWEST, MOST);
        if (high < 10 * low) {
            return equal(low, high, most);
        }
        double[] tens = multiples(low, high, DIGITS[2]);
        int each = Math.ceilDiv(tens.length, most);
        return Arrays.stream(tens)
                .filter(v -> Math.floorMod(Math.round(StrictMath.log10(v)), each) == 0)
                .toArray();
    }

    private static boolean fit(double[] ticks, double least) {
        for (int i = 1; i < ticks.length; i++) {
            if (StrictMath.log(ticks[i] / ticks[i - 1]) < least) {
                return false;
            }
        }
        return true;
    }

    private static double[] multiples(double low, double high, int[] digits) {
        List<Double> all = new ArrayList<>();
        int first = (int) Math.floor(StrictMath.log10(low));
        int last = (int) Math.ceil(StrictMath.log10(high));
        for (int power = first; power <= last; power++) {
            for (int digit : digits) {
                double value = Double.parseDouble(digit + "e" + power);
                if (value >= low && value <= high) {
                    all.add(value);
                }
            }
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] equal(double low, double high, int most) {
        int power = (int) Math.floor(StrictMath.log10((high - low) / most));
        BigDecimal step = BigDecimal.ZERO;
        for (int digit : new int[] {1, 2, 5, 10}) {
            step = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
            if ((high - low) / step.doubleValue() <= most) {
                break;
            }
        }
        List<Double> all = new ArrayList<>();
        long first = (long) Math.ceil(low / step.doubleValue());
        for (long i = first; i * step.doubleValue() <= high; i++) {
            all.add(step.multiply(BigDecimal.valueOf(i)).doubleValue());
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns ticks of JFreeChart, for an axis beside an area. */
    static List<NumberTick> drawn(
            double low, double high, DoubleUnaryOperator place, Rectangle2D area, RectangleEdge edge) {
        boolean upright = RectangleEdge.isLeftOrRight(edge);
        double room = upright ? area.getHeight() / LABEL_HEIGHT : area.getWidth() / LABEL_WIDTH;
        TextAnchor anchor = edge.equals(RectangleEdge.LEFT)
                ? TextAnchor.CENTER_RIGHT
                : edge.equals(RectangleEdge.RIGHT) ? TextAnchor.CENTER_LEFT : TextAnchor.TOP_CENTER;
        List<NumberTick> ticks = new ArrayList<>();
        for (double value : of(low, high, room)) {
            ticks.add(new NumberTick(place.applyAsDouble(value), label(value), anchor, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    /** As few digits as it needs: {@code 0.01}, {@code 1e-9}. */
    static String label(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(12)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size == 0 || (size >= 1e-4 && size < 1e6)) {
            return rounded.toPlainString();
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }
}
