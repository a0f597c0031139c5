package dev.lanewise.kernel;

import static dev.lanewise.kernel.Cases.GUARD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.SeededRandom;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;

/** Few rows against large weights: arrays end with the matrices, parts of the columns and of the rows are computed, the others stay. */
@Tag("width")
class ProductSweepTest {

    private final ProductKernel scalar = new ProductScalar();
    private final ProductKernel vector = Kernels.vector().products();
    private final ProductScratch scratch = ProductScratch.forward();
    private static final int X = 3;
    private static final int W = 12;
    private static final int BIAS = 7;

    @Example
    void sameBits() {
        int[][] shapes = {{1024, 1024}, {1027, 1029}, {2101, 500}, {4098, 257}, {64, 16_389}};
        for (int[] shape : shapes) {
            float[] w = normal(Cases.random(shape[1]), W + shape[0] * shape[1]);
            for (int rows = 1; rows <= ProductKernel.FEW_ROWS + 1; rows++) {
                check(w, rows, shape[0], shape[1], 0, 0, shape[1]);
                check(w, rows, shape[0], shape[1], rows - 1, 0, shape[1] - 1);
                check(w, rows, shape[0], shape[1], rows / 2, shape[1] - 256, shape[1]);
                check(w, rows, shape[0], shape[1], 0, 1, shape[1]);
            }
        }
    }

    private void check(float[] weights, int rows, int inputs, int outputs, int roW, int from, int to) {
        SeededRandom random = Cases.random(1000L * rows + from);
        float[] w = weights.clone();
        float[] x = normal(random, X + rows * inputs);
        float[] bias = normal(random, BIAS + outputs);
        // What is no number stays in its column, or its row.
        w[W + (inputs - 1) * outputs + from + 2] = Float.NEGATIVE_INFINITY;
        w[W + from + 40] = Float.MIN_VALUE;
        bias[BIAS + from + 17] = Float.NaN;
        float[] expected = normal(random, GUARD + rows * outputs);
        float[] actual = expected.clone();
        scalar.affine(x, X, w, W, bias, BIAS, expected, GUARD, inputs, outputs, roW, rows, from, to, scratch);
        vector.affine(x, X, w, W, bias, BIAS, actual, GUARD, inputs, outputs, roW, rows, from, to, scratch);
        Cases.assertSameBits(expected, actual, rows + "x" + outputs + "x" + inputs + " from " + from);
        int finite = 0;
        for (float value : expected) {
            finite += Float.isFinite(value) ? 1 : 0;
        }
        assertEquals(expected.length - 2 * (rows - roW), finite);
    }

    private static float[] normal(SeededRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextNormal();
        }
        return values;
    }

    @Example
    void whereItPays() {
        assertTrue(ProductSweep.pays(4, 1024, 256, 1024));
        assertFalse(ProductSweep.pays(5, 1024, 256, 1024));
        assertFalse(ProductSweep.pays(4, 1024, 255, 1024));
        assertFalse(ProductSweep.pays(4, 1024, 256, 1023));
        assertTrue(ProductSweep.pays(1, 1 << 16, 1 << 15, 1 << 15), "more elements than an int counts");
    }
}
