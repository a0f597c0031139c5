package dev.lanewise.kernel;

import static dev.lanewise.kernel.Cases.GUARD;

import dev.lanewise.core.SeededRandom;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;

/**
 * Widths around whole vectors, with enough rows that panels are copied and results transposed by vectors: arrays end with the matrices, every other product is a
 * rectangle, and scratch memory holds what would spoil a result.
 */
@Tag("width")
class ProductWidthsTest {

    private static final int[] WIDTHS = {
        1, 2, 3, 4, 5, 6, 7, 8, 15, 16, 17, 20, 21, 24, 25, 31, 32, 33, 37, 38, 47, 48, 49, 53, 56, 63, 64, 65, 72, 73,
        79, 80, 81, 97, 129, 145
    };

    private final ProductKernel scalar = new ProductScalar();
    private final ProductKernel vector = Kernels.vector().products();
    private final ProductScratch training = ProductScratch.training();
    private final ProductScratch forward = ProductScratch.forward();

    @Example
    void affine() {
        each((random, rows, inner, columns) -> {
            float[] a = Cases.floats(random, rows * inner);
            float[] b = Cases.floats(random, inner * columns);
            float[] bias = Cases.floats(random, columns);
            float[] expected = Cases.floats(random, GUARD + rows * columns);
            float[] actual = expected.clone();
            int r = from(random, rows);
            int c = from(random, columns);
            int end = columns - from(random, columns - c);
            scalar.affine(a, 0, b, 0, bias, 0, expected, GUARD, inner, columns, r, rows, c, end, training);
            vector.affine(a, 0, b, 0, bias, 0, actual, GUARD, inner, columns, r, rows, c, end, spoilt(forward));
            Cases.assertSameBits(expected, actual, "affine " + rows + "x" + columns + "x" + inner);
        });
    }

    @Example
    void inputGradient() {
        each((random, rows, inner, columns) -> {
            float[] dy = Cases.floats(random, rows * inner);
            float[] w = Cases.floats(random, inner * columns);
            float[] expected = Cases.floats(random, GUARD + rows * columns);
            float[] actual = expected.clone();
            int r = from(random, rows);
            int c = from(random, columns);
            int end = columns - from(random, columns - c);
            scalar.inputGradient(dy, 0, w, 0, expected, GUARD, columns, inner, r, rows, c, end, training);
            vector.inputGradient(dy, 0, w, 0, actual, GUARD, columns, inner, r, rows, c, end, spoilt(training));
            Cases.assertSameBits(expected, actual, "input gradient " + rows + "x" + columns + "x" + inner);
        });
    }

    /** Here {@code rows} are the inputs, and {@code inner} the rows of the batch. */
    @Example
    void weightGradient() {
        each(this::weightGradient);
    }

    /** Chunks that are added to those before. */
    @Example
    void weightGradientOfALongBatch() {
        for (int columns : new int[] {10, 17, 33, 53}) {
            weightGradient(Cases.random(columns), 40, ProductKernel.ROWS_PER_CHAIN + 6, columns);
        }
    }

    private void weightGradient(SeededRandom random, int rows, int inner, int columns) {
        float[] x = Cases.floats(random, inner * rows);
        float[] dy = Cases.floats(random, inner * columns);
        float[] expected = Cases.floats(random, GUARD + rows * columns);
        float[] actual = expected.clone();
        int r = from(random, rows);
        int c = from(random, columns);
        int end = columns - from(random, columns - c);
        for (boolean add : new boolean[] {false, true}) {
            scalar.weightGradient(x, 0, dy, 0, expected, GUARD, inner, rows, columns, r, rows, c, end, add, training);
            vector.weightGradient(
                    x, 0, dy, 0, actual, GUARD, inner, rows, columns, r, rows, c, end, add, spoilt(training));
            Cases.assertSameBits(
                    expected, actual, "weight gradient " + rows + "x" + columns + "x" + inner + ", add " + add);
        }
    }

    private interface Check {
        void run(SeededRandom random, int rows, int inner, int columns);
    }

    private static void each(Check check) {
        for (int columns : WIDTHS) {
            for (int rows : new int[] {1, 3, 16, 21, 50}) {
                for (int inner : new int[] {1, 4, 7, 9, 64, 171}) {
                    check.run(Cases.random(10_000L * inner + 100L * columns + rows), rows, inner, columns);
                }
            }
        }
    }

    /** 0 in half of the cases, otherwise up to 2 where there are so many. */
    private static int from(SeededRandom random, int size) {
        return random.nextInt(2) * random.nextInt(Math.min(size, 3));
    }

    private static ProductScratch spoilt(ProductScratch scratch) {
        Arrays.fill(scratch.panel, Float.NaN);
        Arrays.fill(scratch.tile, Float.NaN);
        Arrays.fill(scratch.start, Float.NaN);
        Arrays.fill(scratch.block, Float.NaN);
        return scratch;
    }
}
