package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.SeededRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Matrices that are too large for the second-level cache, of which panels are copied; only a part of their columns is computed. */
@Tag("width")
class ProductLargeTest {

    private static final int DEEP = 300;
    private static final int WIDE = 1750;

    private final ProductKernel scalar = new ProductScalar();
    private final ProductKernel vector = Kernels.vector().products();
    private final ProductScratch scratch = ProductScratch.training();

    @Property(tries = 4)
    void outputs(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 64 + random.nextInt(9);
        assertTrue(ProductPlan.copies(rows, DEEP, WIDE, ProductPlan.DIRECT_VECTORS));
        int from = random.nextInt(1600);
        int to = from + 64 + random.nextInt(80);
        float[] x = Cases.floats(random, rows * DEEP);
        float[] w = Cases.floats(random, DEEP * WIDE);
        float[] bias = Cases.floats(random, WIDE);
        float[] expected = new float[rows * WIDE];
        float[] actual = new float[rows * WIDE];
        scalar.affine(x, 0, w, 0, bias, 0, expected, 0, DEEP, WIDE, 0, rows, from, to, scratch);
        vector.affine(x, 0, w, 0, bias, 0, actual, 0, DEEP, WIDE, 0, rows, from, to, scratch);
        Cases.assertSameBits(expected, actual, "affine");
    }

    @Property(tries = 4)
    void manyRows(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 1024 + random.nextInt(900);
        assertTrue(ProductPlan.directBlock(rows) < rows);
        int inputs = 17 + random.nextInt(40);
        int outputs = 17 + random.nextInt(40);
        float[] x = Cases.floats(random, rows * inputs);
        float[] w = Cases.floats(random, inputs * outputs);
        float[] bias = Cases.floats(random, outputs);
        float[] expected = new float[rows * outputs];
        float[] actual = new float[rows * outputs];
        scalar.affine(x, 0, w, 0, bias, 0, expected, 0, inputs, outputs, 0, rows, 0, outputs, scratch);
        vector.affine(x, 0, w, 0, bias, 0, actual, 0, inputs, outputs, 0, rows, 0, outputs, scratch);
        Cases.assertSameBits(expected, actual, "affine");
        float[] expectedX = new float[rows * inputs];
        float[] actualX = new float[rows * inputs];
        scalar.inputGradient(expected, 0, w, 0, expectedX, 0, inputs, outputs, 0, rows, 0, inputs, scratch);
        vector.inputGradient(expected, 0, w, 0, actualX, 0, inputs, outputs, 0, rows, 0, inputs, scratch);
        Cases.assertSameBits(expectedX, actualX, "input gradient");
    }

    @Property(tries = 4)
    void weightGradients(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int inputs = 241 + random.nextInt(20);
        int from = random.nextInt(1600);
        int to = from + 64 + random.nextInt(80);
        float[] x = Cases.floats(random, DEEP * inputs);
        float[] dy = Cases.floats(random, DEEP * WIDE);
        float[] expected = new float[inputs * WIDE];
        float[] actual = new float[inputs * WIDE];
        scalar.weightGradient(x, 0, dy, 0, expected, 0, DEEP, inputs, WIDE, 0, inputs, from, to, false, scratch);
        vector.weightGradient(x, 0, dy, 0, actual, 0, DEEP, inputs, WIDE, 0, inputs, from, to, false, scratch);
        Cases.assertSameBits(expected, actual, "weight gradient");
    }

    /** Panels of every width, full and half, over chains of more than one block. */
    @Property(tries = 60)
    void deepAndNarrow(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 1 + random.nextInt(40);
        int deep = 130 + random.nextInt(400);
        int columns = 1 + random.nextInt(70);
        float[] x = Cases.floats(random, rows * deep);
        float[] w = Cases.floats(random, deep * columns);
        float[] bias = Cases.floats(random, columns);
        float[] expected = new float[rows * columns];
        float[] actual = new float[rows * columns];
        scalar.affine(x, 0, w, 0, bias, 0, expected, 0, deep, columns, 0, rows, 0, columns, scratch);
        vector.affine(x, 0, w, 0, bias, 0, actual, 0, deep, columns, 0, rows, 0, columns, scratch);
        Cases.assertSameBits(expected, actual, "affine");
        // The same numbers as the batch of a layer: rows are its inputs.
        boolean add = random.nextInt(2) == 0;
        scalar.weightGradient(x, 0, w, 0, expected, 0, deep, rows, columns, 0, rows, 0, columns, add, scratch);
        vector.weightGradient(x, 0, w, 0, actual, 0, deep, rows, columns, 0, rows, 0, columns, add, scratch);
        Cases.assertSameBits(expected, actual, "weight gradient");
    }

    /** Fewer columns than a vector has, more rows than a block has and more steps than a tile has: each block takes all copies anew. */
    @Property(tries = 30)
    void tallDeepAndNarrow(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = ProductPlan.DIRECT_BLOCK + 1 + random.nextInt(300);
        boolean narrow = random.nextInt(3) == 0;
        int deep = narrow ? 256 : 2 * ProductPlan.DIRECT_DEPTH + 65 + random.nextInt(300);
        int columns = narrow ? 2 + random.nextInt(3) : 7 + random.nextInt(9);
        float[] x = Cases.floats(random, rows * deep);
        float[] w = Cases.floats(random, deep * columns);
        float[] bias = Cases.floats(random, columns);
        float[] expected = new float[rows * columns];
        float[] actual = new float[rows * columns];
        scalar.affine(x, 0, w, 0, bias, 0, expected, 0, deep, columns, 0, rows, 0, columns, scratch);
        vector.affine(x, 0, w, 0, bias, 0, actual, 0, deep, columns, 0, rows, 0, columns, scratch);
        Cases.assertSameBits(expected, actual, "affine");
        scalar.inputGradient(x, 0, w, 0, expected, 0, columns, deep, 0, rows, 0, columns, scratch);
        vector.inputGradient(x, 0, w, 0, actual, 0, columns, deep, 0, rows, 0, columns, scratch);
        Cases.assertSameBits(expected, actual, "input gradient");
    }

    /** Input gradients of more rows than a block has, and of a few rows, that are neither for tiles of whole vectors nor for lanes across rows. */
    @Property(tries = 10)
    void inputGradientsOfEightInputs(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = random.nextInt(2) == 0 ? 20 : ProductPlan.DIRECT_BLOCK + 1 + random.nextInt(300);
        int outputs = 2 * ProductPlan.DIRECT_DEPTH + 65 + random.nextInt(300);
        int inputs = rows == 20 ? 5 + random.nextInt(11) : 8;
        float[] dy = Cases.floats(random, rows * outputs);
        float[] w = Cases.floats(random, inputs * outputs);
        float[] expected = new float[rows * inputs];
        float[] actual = new float[rows * inputs];
        scalar.inputGradient(dy, 0, w, 0, expected, 0, inputs, outputs, 0, rows, 0, inputs, scratch);
        vector.inputGradient(dy, 0, w, 0, actual, 0, inputs, outputs, 0, rows, 0, inputs, scratch);
        Cases.assertSameBits(expected, actual, "input gradient");
    }

    /** Weight gradients of a few rows with more inputs than a block or a tile has, of all outputs and of some. */
    @Property(tries = 40)
    void weightGradientsOfAFewRows(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 1 + random.nextInt(ProductGradientPlan.SHALLOW_DEPTH);
        boolean edge = random.nextInt(2) == 0;
        int inputs = 300 + random.nextInt(400);
        int outputs = edge ? 16 + random.nextInt(20) : 130 + random.nextInt(380);
        int from = random.nextInt(3);
        int to = edge ? from + 8 + random.nextInt(8) : outputs - random.nextInt(3);
        float[] x = Cases.floats(random, rows * inputs);
        float[] dy = Cases.floats(random, rows * outputs);
        float[] expected = Cases.floats(random, inputs * outputs);
        float[] actual = expected.clone();
        scalar.weightGradient(x, 0, dy, 0, expected, 0, rows, inputs, outputs, 1, inputs, from, to, false, scratch);
        vector.weightGradient(x, 0, dy, 0, actual, 0, rows, inputs, outputs, 1, inputs, from, to, false, scratch);
        Cases.assertSameBits(expected, actual, "weight gradient");
    }

    /** Forward products of a few steps with more rows than a tile has, of all columns and of some. */
    @Property(tries = 40)
    void fewSteps(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 257 + random.nextInt(300);
        int inputs = 1 + random.nextInt(9);
        int outputs = 2 + random.nextInt(20);
        int from = random.nextInt(2);
        int to = outputs - random.nextInt(Math.min(3, outputs - from));
        float[] x = Cases.floats(random, rows * inputs);
        float[] w = Cases.floats(random, inputs * outputs);
        float[] bias = Cases.floats(random, outputs);
        float[] expected = Cases.floats(random, rows * outputs);
        float[] actual = expected.clone();
        scalar.affine(x, 0, w, 0, bias, 0, expected, 0, inputs, outputs, 1, rows, from, to, scratch);
        vector.affine(x, 0, w, 0, bias, 0, actual, 0, inputs, outputs, 1, rows, from, to, scratch);
        Cases.assertSameBits(expected, actual, "affine");
    }

    /** Inputs at a stride that is copied, and others; several groups; chains of more than one chunk; what is there may be added to. */
    @Property(tries = 12)
    void weightGradientsInGroups(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int inputs = random.nextInt(2) == 0 ? 256 : 90 + random.nextInt(80);
        int outputs = 64 + random.nextInt(random.nextInt(2) == 0 ? 100 : 700);
        int rows = new int[] {32, 100, 300, 1100}[random.nextInt(4)] + random.nextInt(30);
        int inputFrom = random.nextInt(inputs - 80);
        int inputTo = inputs - random.nextInt(inputs - 80 - inputFrom + 1);
        int from = random.nextInt(20);
        float[] x = Cases.floats(random, rows * inputs);
        float[] dy = Cases.floats(random, rows * outputs);
        float[] expected = Cases.floats(random, inputs * outputs);
        float[] actual = expected.clone();
        boolean add = random.nextInt(2) == 0;
        assertTrue(ProductGradientPlan.groupedPanels(inputTo - inputFrom, 100, 256, rows) > 0);
        scalar.weightGradient(
                x, 0, dy, 0, expected, 0, rows, inputs, outputs, inputFrom, inputTo, from, outputs, add, scratch);
        vector.weightGradient(
                x, 0, dy, 0, actual, 0, rows, inputs, outputs, inputFrom, inputTo, from, outputs, add, scratch);
        Cases.assertSameBits(expected, actual, "weight gradient");
    }
}
