package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.SeededRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The scalar product against exact arithmetic, and against the bound of any order of summation. */
class ProductExactTest {

    private final ProductKernel scalar = new ProductScalar();
    private final ProductScratch scratch = ProductScratch.training();

    @Property(tries = 50)
    void smallIntegersAreExact(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 1 + random.nextInt(9);
        int inner = random.nextInt(40);
        int columns = 1 + random.nextInt(9);
        float[] x = integers(random, rows * inner);
        float[] w = integers(random, inner * columns);
        float[] b = integers(random, columns);
        float[] y = new float[rows * columns];
        scalar.affine(x, 0, w, 0, b, 0, y, 0, inner, columns, 0, rows, 0, columns, scratch);
        float[] dw = new float[inner * columns];
        float[] dy = integers(random, rows * columns);
        scalar.weightGradient(x, 0, dy, 0, dw, 0, rows, inner, columns, 0, inner, 0, columns, false, scratch);
        for (int c = 0; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
                long sum = (long) b[c];
                for (int k = 0; k < inner; k++) {
                    sum += (long) x[r * inner + k] * (long) w[k * columns + c];
                }
                assertEquals((float) sum, y[r * columns + c]);
            }
            for (int k = 0; k < inner; k++) {
                long sum = 0;
                for (int r = 0; r < rows; r++) {
                    sum += (long) x[r * inner + k] * (long) dy[r * columns + c];
                }
                assertEquals((float) sum, dw[k * columns + c]);
            }
        }
    }

    private static float[] integers(SeededRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(33) - 16;
        }
        return values;
    }

    @Test
    void identityChangesNothing() {
        int n = 13;
        float[] identity = new float[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        float[] x = Cases.positives(Cases.random(1), 4 * n);
        float[] y = new float[4 * n];
        scalar.inputGradient(x, 0, identity, 0, y, 0, n, n, 0, 4, 0, n, scratch);
        Cases.assertSameBits(x, y, "x times identity");
    }

    @Property(tries = 50)
    void errorStaysInsideTheBound(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int inner = 1 + random.nextInt(3000);
        float[] x = new float[inner];
        float[] w = new float[inner];
        double exact = 0;
        double sizes = 0;
        for (int k = 0; k < inner; k++) {
            x[k] = (float) random.nextNormal();
            w[k] = (float) random.nextNormal();
            exact += (double) x[k] * w[k];
            sizes += Math.abs((double) x[k] * w[k]);
        }
        float[] y = new float[1];
        scalar.inputGradient(x, 0, w, 0, y, 0, 1, inner, 0, 1, 0, 1, scratch);
        double u = 0x1p-24;
        double gamma = inner * u / (1 - inner * u);
        assertTrue(Math.abs(y[0] - exact) <= gamma * sizes, y[0] + " is not " + exact);
    }
}
