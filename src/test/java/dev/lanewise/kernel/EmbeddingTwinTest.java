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

/** Tables in the place of codes, and their gradients. */
@Tag("width")
class EmbeddingTwinTest {

    private final EmbeddingKernel scalar = new EmbeddingScalar();
    private final EmbeddingKernel vector = new EmbeddingVector();

    /** Tables of some rows, and codes for them; now and then what is none. */
    private static float code(SeededRandom random, int codes) {
        return switch (random.nextInt(30)) {
            case 0 -> -1;
            case 1 -> codes;
            case 2 -> 0.5f;
            case 3 -> Float.NaN;
            case 4 -> Float.POSITIVE_INFINITY;
            default -> random.nextInt(codes);
        };
    }

    @Property
    void forward(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 1 + random.nextInt(9);
        int numbers = random.nextInt(20);
        int[] starts = new int[2 + random.nextInt(4)];
        for (int t = 1; t < starts.length; t++) {
            starts[t] = starts[t - 1] + 1 + random.nextInt(12);
        }
        int inputs = numbers + starts.length - 1;
        int dimension = Cases.positiveSize(random);
        int outputs = numbers + (starts.length - 1) * dimension;
        float[] x = Cases.floats(random, 3 + rows * inputs);
        for (int r = 0; r < rows; r++) {
            for (int t = 0; t < starts.length - 1; t++) {
                x[3 + r * inputs + numbers + t] = code(random, starts[t + 1] - starts[t]);
            }
        }
        float[] tables = Cases.floats(random, 5 + starts[starts.length - 1] * dimension);
        int from = random.nextInt(rows + 1);
        int to = from + random.nextInt(rows + 1 - from);
        float[] expected = Cases.floats(random, GUARD + rows * outputs + GUARD);
        float[] actual = expected.clone();
        scalar.gather(x, 3, inputs, starts, tables, 5, dimension, expected, GUARD, from, to);
        vector.gather(x, 3, inputs, starts, tables, 5, dimension, actual, GUARD, from, to);
        Cases.assertSameBits(expected, actual, "gathered");
    }

    @Property
    void gradients(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = random.nextInt(60);
        int codes = 1 + random.nextInt(12);
        int dimension = Cases.positiveSize(random);
        int stride = dimension + random.nextInt(5);
        int depth = 1 + random.nextInt(random.nextInt(2) == 0 ? 6 : 80);
        boolean add = random.nextInt(2) == 0;
        float[] x = new float[rows];
        for (int r = 0; r < rows; r++) {
            x[r] = code(random, codes);
        }
        float[] dy = Cases.floats(random, 2 + rows * stride);
        int[] first = new int[4 + codes];
        int[] next = new int[1 + rows];
        EmbeddingKernel.link(x, 0, 1, rows, codes, first, 4, next, 1);
        float[] old = Cases.floats(random, GUARD + codes * dimension + GUARD);
        float[] expected = old.clone();
        float[] actual = old.clone();
        scalar.gradient(first, 4, next, 1, dy, 2, stride, expected, GUARD, codes, dimension, depth, add);
        vector.gradient(first, 4, next, 1, dy, 2, stride, actual, GUARD, codes, dimension, depth, add);
        Cases.assertSameBits(expected, actual, "gradient");
        // The same by looking at every row for every element.
        float[] plain = old.clone();
        for (int i = 0; i < codes * dimension; i++) {
            plain[GUARD + i] = sum(x, dy, 2 + i % dimension, stride, i / dimension, depth, old[GUARD + i], add);
        }
        Cases.assertSameBits(plain, actual, "sum of the rows with the code");
    }

    private static float sum(float[] x, float[] dy, int from, int stride, int code, int depth, float old, boolean add) {
        float total = add ? old : 0;
        boolean more = add;
        for (int chunk = 0; chunk < x.length; chunk += depth) {
            float sum = 0;
            boolean any = false;
            for (int r = chunk; r < Math.min(x.length, chunk + depth); r++) {
                if (x[r] == code) {
                    sum += dy[from + r * stride];
                    any = true;
                }
            }
            if (any) {
                total = more ? total + sum : sum;
                more = true;
            }
        }
        return total;
    }

    /** Where all rows have one code, the gradient is that of a bias. */
    @Property(tries = 30)
    void sumsAsTheProductsDo(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = ProductKernel.ROWS_PER_CHAIN * random.nextInt(4) + 1 + random.nextInt(50);
        int dimension = 1 + random.nextInt(20);
        float[] dy = Cases.floats(random, rows * dimension);
        float[] expected = new float[dimension];
        new ProductScalar().biasGradient(dy, 0, expected, 0, rows, dimension, 0, dimension, false);
        int[] first = new int[2];
        int[] next = new int[rows];
        float[] ones = new float[rows];
        Arrays.fill(ones, 1);
        EmbeddingKernel.link(ones, 0, 1, rows, 2, first, 0, next, 0);
        float[] actual = new float[2 * dimension];
        scalar.gradient(
                first, 0, next, 0, dy, 0, dimension, actual, 0, 2, dimension, ProductKernel.ROWS_PER_CHAIN, false);
        Cases.assertSameBits(expected, Arrays.copyOfRange(actual, dimension, 2 * dimension), "gradient");
        Cases.assertSameBits(new float[dimension], Arrays.copyOf(actual, dimension), "of no row");
    }

    @Example
    void codesAreWholeNumbersOfTheTable() {
        assertEquals(0, EmbeddingKernel.row(0, 4));
        assertEquals(0, EmbeddingKernel.row(-0f, 4));
        assertEquals(3, EmbeddingKernel.row(3, 4));
        assertEquals((1 << 24) - 1, EmbeddingKernel.row((1 << 24) - 1, 1 << 24));
        for (float none : new float[] {4, -1, 2.5f, Float.NaN, 1e30f, Float.NEGATIVE_INFINITY}) {
            assertTrue(EmbeddingKernel.row(none, 4) < 0, none + "");
        }
    }
}
