package dev.lanewise.kernel;

import dev.lanewise.core.SeededRandom;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;

/** Left matrices of the widths that have tiles of their own: whole tiles and every kind of rest, in a part of a batch too. */
@Tag("width")
class ProductStridesTest {

    private static final int GUARD = 40;

    private final ProductKernel scalar = new ProductScalar();
    private final ProductKernel vector = Kernels.vector().products();
    private final ProductScratch scratch = ProductScratch.training();

    @Example
    void usualWidths() {
        for (int inner : new int[] {16, 32, 64, 128, 256}) {
            for (int columns : new int[] {1, 2, 3, 4, 7, 10, 13, 16, 20, 32, 48}) {
                for (int rows : new int[] {9, 10, 11, 12, 15, 16, 20, 25, 33}) {
                    check(Cases.random(1000L * inner + 40L * columns + rows), rows, inner, columns);
                }
            }
        }
    }

    private void check(SeededRandom random, int rows, int inner, int columns) {
        String shape = rows + "x" + columns + "x" + inner;
        int from = random.nextInt(2) * random.nextInt(3);
        float[] a = Cases.floats(random, 3 + rows * inner);
        float[] b = Cases.floats(random, 5 + inner * columns);
        float[] bias = Cases.floats(random, 7 + columns);
        float[] expected = Cases.floats(random, GUARD + rows * columns + GUARD);
        float[] actual = expected.clone();
        scalar.affine(a, 3, b, 5, bias, 7, expected, GUARD, inner, columns, from, rows, 0, columns, scratch);
        vector.affine(a, 3, b, 5, bias, 7, actual, GUARD, inner, columns, from, rows, 0, columns, scratch);
        Cases.assertSameBits(expected, actual, "affine " + shape);
        scalar.inputGradient(a, 3, b, 5, expected, GUARD, columns, inner, from, rows, 0, columns, scratch);
        vector.inputGradient(a, 3, b, 5, actual, GUARD, columns, inner, from, rows, 0, columns, scratch);
        Cases.assertSameBits(expected, actual, "input gradient " + shape);
    }
}
