package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.figure.Contours;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Scale;
import dev.lanewise.figure.Scatter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Thinned series show what the whole ones showed. */
class ThinningTest {

    private static final int N = 100_000;

    private static double[] count() {
        double[] x = new double[N];
        Arrays.setAll(x, i -> i);
        return x;
    }

    private static double[] noise(int series) {
        double[] y = new double[N];
        Arrays.setAll(y, i -> Wave.at(series, i));
        return y;
    }

    @Test
    void peaksGapsAndEndsStay() {
        double[] y = noise(1);
        y[31_415] = 50;
        y[27_182] = -50;
        y[60_000] = Double.NaN;
        Lines.Line thin = Thinning.of(Lines.Line.of("a", count(), y), Scale.LINEAR);
        assertTrue(thin.x().length <= Thinning.MOST_POINTS, thin.x().length + " points");
        assertEquals(50, Arrays.stream(thin.y()).filter(v -> v == v).max().orElseThrow());
        assertEquals(-50, Arrays.stream(thin.y()).filter(v -> v == v).min().orElseThrow());
        assertEquals(1, Arrays.stream(thin.y()).filter(Double::isNaN).count());
        assertEquals(0, thin.x()[0]);
        assertEquals(N - 1, thin.x()[thin.x().length - 1]);
        assertArrayEquals(
                thin.y(),
                Thinning.of(Lines.Line.of("a", count(), y), Scale.LINEAR).y(),
                "the same points each time");
    }

    @Test
    void bandsKeepTheirExtremes() {
        double[] high = noise(2);
        double[] low = noise(3);
        high[777] = 90;
        low[778] = -90;
        Lines.Line thin = Thinning.of(Lines.Line.of("a", count(), noise(1)).withBand(low, high), Scale.LINEAR);
        assertTrue(thin.x().length <= Thinning.MOST_POINTS);
        assertEquals(90, Arrays.stream(thin.high()).max().orElseThrow());
        assertEquals(-90, Arrays.stream(thin.low()).min().orElseThrow());
    }

    /** On a logarithmic axis the first tenth of the steps takes as much room as the last. */
    @Test
    void decadesKeepAsManyPointsEach() {
        double[] x = count();
        double[] y = noise(9);
        y[7] = 70;
        Lines.Line thin = Thinning.of(Lines.Line.of("a", x, y), Scale.LOGARITHMIC);
        assertTrue(thin.x().length <= Thinning.MOST_POINTS);
        for (int i = 0; i < 100; i++) {
            assertEquals(i, thin.x()[i], "all of the first two decades");
        }
        long last = Arrays.stream(thin.x()).filter(v -> v >= 10_000).count();
        long before =
                Arrays.stream(thin.x()).filter(v -> v >= 1_000 && v < 10_000).count();
        assertTrue(last < 1.2 * before, last + " points after " + before);
        assertEquals(70, Arrays.stream(thin.y()).max().orElseThrow());
    }

    @Test
    void shortSeriesStayWhatTheyAre() {
        Lines.Line line = Lines.Line.of("a", new double[] {1, 2}, new double[] {3, 4});
        assertSame(line, Thinning.of(line, Scale.LINEAR));
    }

    @Test
    void outliersOfAScatterStay() {
        double[] y = noise(4);
        y[123] = 8;
        Scatter.Points thin = Thinning.of(new Scatter.Points("a", noise(5), y));
        assertTrue(thin.x().length <= Thinning.MOST_POINTS + 4);
        assertEquals(8, Arrays.stream(thin.y()).max().orElseThrow());
    }

    @Test
    void aPathEndsWhereItDiverges() {
        double[] x = noise(6);
        x[5_000] = Double.POSITIVE_INFINITY;
        Thinning.Walk walk = Thinning.of(new Contours.Path("a", x, noise(7), noise(8)));
        assertEquals(0, walk.steps()[0]);
        assertEquals(4_999, walk.steps()[walk.steps().length - 1]);
        assertEquals(x[walk.steps()[10]], walk.path().x()[10]);
        assertEquals("diverged", walk.path().end());
        assertEquals(
                0,
                Thinning.of(new Contours.Path("b", new double[] {Double.NaN}, new double[] {1}, new double[] {1}))
                        .steps()
                        .length);
    }
}
