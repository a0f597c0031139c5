package dev.lanewise.kernel;

import dev.lanewise.core.SeededRandom;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;

/** One output, one input and single rows of a batch: chains that lanes across outputs alone would leave one at a time. */
@Tag("width")
class ProductColumnTest {

    private static final int GUARD = 40;

    private final ProductKernel scalar = new ProductScalar();
    private final ProductKernel vector = Kernels.vector().products();
    private final ProductScratch scratch = ProductScratch.training();

    /** A column that stands alone, and one of several, of which the results lie apart. */
    @Example
    void oneOutput() {
        for (int inputs : new int[] {0, 1, 7, 15, 16, 17, 30, 32, 47, 64, 129}) {
            for (int rows : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 31, 32, 50}) {
                for (int outputs : new int[] {1, 3}) {
                    SeededRandom random = Cases.random(10_000L * inputs + 10L * rows + outputs);
                    int from = Math.min(rows - 1, random.nextInt(2) * random.nextInt(3));
                    int column = random.nextInt(outputs);
                    float[] x = Cases.floats(random, 3 + rows * inputs);
                    float[] w = Cases.floats(random, 5 + inputs * outputs);
                    float[] bias = Cases.floats(random, 7 + outputs);
                    float[] expected = Cases.floats(random, GUARD + rows * outputs + GUARD);
                    float[] actual = expected.clone();
                    for (ProductKernel kernel : new ProductKernel[] {scalar, vector}) {
                        float[] y = kernel == scalar ? expected : actual;
                        kernel.affine(
                                x,
                                3,
                                w,
                                5,
                                bias,
                                7,
                                y,
                                GUARD,
                                inputs,
                                outputs,
                                from,
                                rows,
                                column,
                                column + 1,
                                scratch);
                    }
                    Cases.assertSameBits(expected, actual, rows + "x" + outputs + "x" + inputs);
                }
            }
        }
    }

    @Example
    void inputGradientsOfARow() {
        for (int inputs : new int[] {1, 15, 16, 17, 40, 64, 77}) {
            for (int outputs : new int[] {1, 2, 16, 47, 48, 50, 63, 64, 129}) {
                check(1, inputs, outputs);
            }
        }
    }

    /** The weights of one output are their own transpose. */
    @Example
    void inputGradientsOfOneOutput() {
        for (int inputs : new int[] {1, 3, 15, 16, 17, 40, 64, 77, 600}) {
            for (int rows = 1; rows < 20; rows++) {
                check(rows, inputs, 1);
            }
        }
    }

    private void check(int rows, int inputs, int outputs) {
        SeededRandom random = Cases.random(10_000L * inputs + 100L * outputs + rows);
        int from = random.nextInt(3) == 0 ? random.nextInt(inputs) : 0;
        float[] dy = Cases.floats(random, 3 + rows * outputs);
        float[] w = Cases.floats(random, 5 + inputs * outputs);
        float[] expected = Cases.floats(random, GUARD + rows * inputs + GUARD);
        float[] actual = expected.clone();
        scalar.inputGradient(dy, 3, w, 5, expected, GUARD, inputs, outputs, 0, rows, from, inputs, scratch);
        vector.inputGradient(dy, 3, w, 5, actual, GUARD, inputs, outputs, 0, rows, from, inputs, scratch);
        Cases.assertSameBits(expected, actual, rows + " rows, " + inputs + " inputs from " + from + ", " + outputs);
    }
}
