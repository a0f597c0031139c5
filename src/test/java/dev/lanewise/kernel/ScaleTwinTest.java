package dev.lanewise.kernel;

import static dev.lanewise.kernel.Cases.GUARD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.core.SeededRandom;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Factors of columns, and their gradients. */
@Tag("width")
class ScaleTwinTest {

    private final ScaleKernel scalar = new ScaleScalar();
    private final ScaleKernel vector = new ScaleVector();

    @Property
    void forward(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 1 + random.nextInt(9);
        int columns = Cases.positiveSize(random);
        int from = random.nextInt(rows + 1);
        int to = from + random.nextInt(rows + 1 - from);
        float[] x = Cases.floats(random, 3 + rows * columns);
        float[] s = Cases.floats(random, 5 + columns);
        float[] b = Cases.floats(random, 2 + columns);
        float[] expected = Cases.floats(random, GUARD + rows * columns + GUARD);
        float[] actual = expected.clone();
        scalar.multiply(x, 3, s, 5, expected, GUARD, columns, from, to);
        vector.multiply(x, 3, s, 5, actual, GUARD, columns, from, to);
        Cases.assertSameBits(expected, actual, "scaled");
        scalar.affine(x, 3, s, 5, b, 2, expected, GUARD, columns, from, to);
        vector.affine(x, 3, s, 5, b, 2, actual, GUARD, columns, from, to);
        Cases.assertSameBits(expected, actual, "scaled and shifted");
    }

    @Property
    void gradients(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = random.nextInt(40);
        int columns = Cases.positiveSize(random) * (1 + random.nextInt(3));
        int depth = 1 + random.nextInt(random.nextInt(2) == 0 ? 6 : 50);
        int from = random.nextInt(columns + 1);
        int to = from + random.nextInt(columns + 1 - from);
        boolean add = random.nextInt(2) == 0;
        float[] x = Cases.floats(random, 3 + rows * columns);
        float[] dy = Cases.floats(random, 5 + rows * columns);
        float[] expected = Cases.floats(random, GUARD + columns + GUARD);
        float[] actual = expected.clone();
        scalar.scaleGradient(x, 3, dy, 5, expected, GUARD, rows, columns, from, to, depth, add);
        vector.scaleGradient(x, 3, dy, 5, actual, GUARD, rows, columns, from, to, depth, add);
        Cases.assertSameBits(expected, actual, "gradient of the factors");
        scalar.biasGradient(dy, 5, expected, GUARD, rows, columns, from, to, depth, add);
        vector.biasGradient(dy, 5, actual, GUARD, rows, columns, from, to, depth, add);
        Cases.assertSameBits(expected, actual, "gradient of the biases");
    }

    /** With one member it is the bias gradient of the products, and with inputs of 1 the factors have the gradient of biases. */
    @Property(tries = 30)
    void sumsAsTheProductsDo(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = ProductKernel.ROWS_PER_CHAIN * random.nextInt(4) + random.nextInt(50);
        int columns = 1 + random.nextInt(9);
        float[] dy = Cases.floats(random, rows * columns);
        float[] ones = new float[rows * columns];
        Arrays.fill(ones, 1);
        float[] expected = new float[columns];
        float[] biases = new float[columns];
        float[] factors = new float[columns];
        int depth = ScaleKernel.rowsPerChain(1);
        new ProductScalar().biasGradient(dy, 0, expected, 0, rows, columns, 0, columns, false);
        scalar.biasGradient(dy, 0, biases, 0, rows, columns, 0, columns, depth, false);
        scalar.scaleGradient(ones, 0, dy, 0, factors, 0, rows, columns, 0, columns, depth, false);
        Cases.assertSameBits(expected, biases, "biases");
        Cases.assertSameBits(expected, factors, "factors");
    }

    @Example
    void aChainHasTheWholeRowsThatFit() {
        assertEquals(1024, ScaleKernel.rowsPerChain(1));
        assertEquals(32, ScaleKernel.rowsPerChain(32));
        assertEquals(42, ScaleKernel.rowsPerChain(24));
        assertEquals(1, ScaleKernel.rowsPerChain(1024));
        assertEquals(1, ScaleKernel.rowsPerChain(5000));
    }
}
