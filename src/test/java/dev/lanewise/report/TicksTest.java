package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;

/** Ticks of logarithmic scales. */
class TicksTest {

    @Test
    void decadesHaveTheirMultiplesWhereThereIsRoom() {
        assertArrayEquals(new double[] {0.01, 0.1, 1, 10}, Ticks.of(0.006, 30, 25));
        assertArrayEquals(new double[] {1, 2, 5, 10, 20, 50}, Ticks.of(1, 60, 25));
        assertArrayEquals(new double[] {2, 3, 4, 5, 6}, Ticks.of(1.5, 6.5, 25));
        assertArrayEquals(tens(1e-5, 1e3), Ticks.of(1e-5, 1e3, 25));
    }

    private static double[] tens(double low, double high) {
        return Arrays.stream(new double[] {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100, 1000})
                .filter(v -> v >= low && v <= high)
                .toArray();
    }

    @Test
    void shortRangesHaveEqualSteps() {
        assertArrayEquals(new double[] {0.6902, 0.6904, 0.6906, 0.6908, 0.691}, Ticks.of(0.6901, 0.6911, 25), 1e-12);
        for (double width : new double[] {1e-5, 1e-3, 0.1, 0.9, 3, 8.9}) {
            double[] ticks = Ticks.of(0.7, 0.7 * (1 + width), 25);
            assertTrue(ticks.length >= 3 && ticks.length <= 9, width + ": " + Arrays.toString(ticks));
            assertEquals(
                    ticks.length,
                    Arrays.stream(ticks).mapToObj(Ticks::label).distinct().count(),
                    "labels differ");
        }
    }

    /** The bar of colours beside a map of one row has room for ten labels; the font is 13 high. */
    @Test
    void labelsHaveRoom() {
        assertArrayEquals(new double[] {0.5, 1, 2}, Ticks.of(0.5, 3, 10));
        assertArrayEquals(new double[] {1, 2, 5}, Ticks.of(0.7, 6.9, 10));
        for (double high : new double[] {1.001, 1.1, 2, 3, 9, 11, 40, 99, 1e3, 1e9, 1e90}) {
            List<NumberTick> ticks =
                    Ticks.drawn(1, high, StrictMath::log10, new Rectangle2D.Double(0, 0, 14, 160), RectangleEdge.RIGHT);
            assertTrue(ticks.size() > 1, high + ": " + ticks.size());
            for (int i = 1; i < ticks.size(); i++) {
                double apart = (ticks.get(i).getValue() - ticks.get(i - 1).getValue()) / StrictMath.log10(high) * 160;
                assertTrue(
                        apart >= 13, high + ": " + apart + " to " + ticks.get(i).getText());
            }
        }
    }

    @Test
    void manyDecadesAreThinned() {
        double[] ticks = Ticks.of(1e-300, 1e300, 25);
        assertTrue(ticks.length >= 5 && ticks.length <= 10, Arrays.toString(ticks));
        assertEquals("1e-67", Ticks.label(1e-67));
        assertEquals("1.5e6", Ticks.label(1.5e6));
        assertEquals("0.0002", Ticks.label(2e-4));
    }
}
