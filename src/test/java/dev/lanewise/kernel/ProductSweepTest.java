package dev.lanewise.kernel;

import static dev.lanewise.kernel.Cases.GUARD;
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

    @Example
    void sameBits() {
        int[][] shapes = {{1024, 1024}, {1027, 1029}, {2101, 500}, {4098, 257}, {64, 16_389}};
        for (int[] shape : shapes) {
            float[] w = Cases.floats(Cases.random(shape[1]), shape[0] * shape[1]);
            for (int rows = 1; rows <= ProductSweep.ROWS + 1; rows++) {
                check(w, rows, shape[0], shape[1], 0, 0, shape[1]);
                check(w, rows, shape[0], shape[1], rows - 1, 0, shape[1] - 1);
                check(w, rows, shape[0], shape[1], rows / 2, shape[1] - 256, shape[1]);
                check(w, rows, shape[0], shape[1], 0, 1, shape[1]);
            }
        }
    }

    private void check(float[] w, int rows, int inputs, int outputs, int rowFrom, int from, int to) {
        SeededRandom random = Cases.random(1000L * rows + from);
        float[] x = Cases.floats(random, rows * inputs);
        float[] bias = Cases.floats(random, outputs);
        float[] expected = Cases.floats(random, GUARD + rows * outputs);
        float[] actual = expected.clone();
        scalar.affine(x, 0, w, 0, bias, 0, expected, GUARD, inputs, outputs, rowFrom, rows, from, to, scratch);
        vector.affine(x, 0, w, 0, bias, 0, actual, GUARD, inputs, outputs, rowFrom, rows, from, to, scratch);
        Cases.assertSameBits(expected, actual, rows + "x" + outputs + "x" + inputs + " from " + from);
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
