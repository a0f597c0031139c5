package dev.lanewise.kernel;

import static dev.lanewise.kernel.Cases.GUARD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.SeededRandom;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Rows and columns brought to mean 0 and variance 1, their deltas, and sums. */
@Tag("width")
class NormalizeTwinTest {

    private final NormalizeKernel scalar = new NormalizeScalar();
    private final NormalizeKernel vector = new NormalizeVector();
    private final float[] scratch = new float[NormalizeKernel.SCRATCH];

    @Property
    void rows(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 1 + random.nextInt(9);
        int columns = Cases.positiveSize(random);
        int from = random.nextInt(rows + 1);
        int to = from + random.nextInt(rows + 1 - from);
        double epsilon = random.nextInt(2) == 0 ? 1e-5 : random.nextFloat();
        float[] x = Cases.floats(random, 3 + rows * columns);
        float[] expected = Cases.floats(random, GUARD + rows * columns + GUARD);
        float[] actual = expected.clone();
        float[] spread = Cases.floats(random, rows);
        float[] inverse = spread.clone();
        scalar.rows(x, 3, expected, GUARD, spread, columns, from, to, epsilon, scratch);
        vector.rows(x, 3, actual, GUARD, inverse, columns, from, to, epsilon, scratch);
        Cases.assertSameBits(expected, actual, "rows");
        Cases.assertSameBits(spread, inverse, "inverse deviations");
        float[] y = Cases.floats(random, 5 + rows * columns);
        scalar.rowDeltas(y, 5, spread, expected, GUARD, columns, from, to, scratch);
        vector.rowDeltas(y, 5, spread, actual, GUARD, columns, from, to, scratch);
        Cases.assertSameBits(expected, actual, "deltas of rows");
    }

    /** Products that vanish leave -0.0 in a virtual lane, which what lies beyond the row must not turn. */
    @Example
    void aSumThatVanishesKeepsItsSign() {
        for (int columns = 1; columns < 70; columns++) {
            float[] tiny = new float[columns];
            float[] y = new float[columns];
            Arrays.fill(tiny, -1e-30f);
            Arrays.fill(y, 1e-30f);
            float[] expected = tiny.clone();
            float[] actual = tiny.clone();
            float[] inverse = {1};
            scalar.rowDeltas(y, 0, inverse, expected, 0, columns, 0, 1, scratch);
            float[] kept = scratch.clone();
            vector.rowDeltas(y, 0, inverse, actual, 0, columns, 0, 1, scratch);
            Cases.assertSameBits(kept, scratch, "virtual lanes of " + columns);
            Cases.assertSameBits(expected, actual, "deltas of " + columns);
        }
    }

    @Property
    void columns(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 1 + random.nextInt(9);
        int columns = Cases.positiveSize(random);
        int rowFrom = random.nextInt(rows + 1);
        int rowTo = rowFrom + random.nextInt(rows + 1 - rowFrom);
        int from = random.nextInt(columns + 1);
        int to = from + random.nextInt(columns + 1 - from);
        float[] x = Cases.floats(random, 3 + rows * columns);
        float[] mean = Cases.floats(random, columns);
        float[] inverse = Cases.floats(random, columns);
        float[] expected = Cases.floats(random, GUARD + rows * columns + GUARD);
        float[] actual = expected.clone();
        scalar.columns(x, 3, mean, inverse, expected, GUARD, columns, rowFrom, rowTo, from, to);
        vector.columns(x, 3, mean, inverse, actual, GUARD, columns, rowFrom, rowTo, from, to);
        Cases.assertSameBits(expected, actual, "columns");
        float[] dy = Cases.floats(random, 7 + rows * columns);
        float[] factor = Cases.floats(random, columns);
        scalar.columnDeltas(x, 3, dy, 7, mean, inverse, factor, expected, GUARD, columns, rowFrom, rowTo);
        vector.columnDeltas(x, 3, dy, 7, mean, inverse, factor, actual, GUARD, columns, rowFrom, rowTo);
        Cases.assertSameBits(expected, actual, "deltas of columns");
    }

    @Property
    void sums(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int length = Cases.size(random);
        float[] a = Cases.floats(random, 3 + length);
        float[] expected = Cases.floats(random, GUARD + length + GUARD);
        float[] actual = expected.clone();
        scalar.add(a, 3, expected, GUARD, expected, GUARD, length);
        vector.add(a, 3, actual, GUARD, actual, GUARD, length);
        Cases.assertSameBits(expected, actual, "sums in place");
        float[] other = Cases.floats(random, GUARD + length + GUARD);
        float[] otherActual = other.clone();
        scalar.add(a, 3, expected, GUARD, other, GUARD, length);
        vector.add(a, 3, actual, GUARD, otherActual, GUARD, length);
        Cases.assertSameBits(other, otherActual, "sums");
    }

    /** By hand: 1, 2, 3, 6 have mean 3 and variance 3.5; with 0.5 added its root is 2. */
    @Example
    void rowsByHand() {
        float[] y = new float[4];
        float[] inverse = new float[1];
        scalar.rows(new float[] {1, 2, 3, 6}, 0, y, 0, inverse, 4, 0, 1, 0.5, scratch);
        assertEquals(0.5f, inverse[0]);
        Cases.assertSameBits(new float[] {-1, -0.5f, 0, 1.5f}, y, "by hand");
        // Deltas 4, 0, 0, 0: mean 1, mean of products with y -1.
        float[] d = {4, 0, 0, 0};
        scalar.rowDeltas(y, 0, inverse, d, 0, 4, 0, 1, scratch);
        Cases.assertSameBits(new float[] {1, -0.75f, -0.5f, 0.25f}, d, "deltas by hand");
    }

    @Example
    void whatIsTooLargeToBeSquaredShows() {
        assertEquals(2f, NormalizeKernel.inverse(0, 0.25));
        assertTrue(Float.isNaN(NormalizeKernel.inverse(Float.POSITIVE_INFINITY, 1e-5)));
        assertTrue(Float.isNaN(NormalizeKernel.inverse(Float.NaN, 1e-5)));
    }
}
