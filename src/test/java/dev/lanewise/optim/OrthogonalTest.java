package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Cases;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Newton-Schulz against the same iteration in double, on matrices of one tile, of several, and wide, tall and square. */
class OrthogonalTest {

    private static final double A = 3.4445;
    private static final double B = -4.775;
    private static final double C = 2.0315;
    private static final int ITERATIONS = 5;

    @ParameterizedTest
    @CsvSource({"3,5", "5,3", "64,64", "65,200", "200,65", "130,130", "97,301"})
    void isTheIterationInDouble(int rows, int columns) {
        float[] start = Cases.floats(Cases.random(rows * 1000L + columns), rows * columns);
        double norm = 0;
        for (int i = 0; i < start.length; i++) {
            start[i] = Float.isNaN(start[i]) ? 0 : Math.clamp(start[i], -1f, 1f);
            norm += (double) start[i] * start[i];
        }
        float factor = (float) (1 / Math.sqrt(norm));
        double[] expected = new double[start.length];
        for (int i = 0; i < start.length; i++) {
            expected[i] = (double) start[i] * factor;
        }
        for (int i = 0; i < ITERATIONS; i++) {
            expected = iterate(expected, rows, columns);
        }
        float[] first = run(Kernels.scalar(), 1, start, rows, columns, factor);
        double error = 0;
        double size = 0;
        for (int i = 0; i < first.length; i++) {
            error += (first[i] - expected[i]) * (first[i] - expected[i]);
            size += expected[i] * expected[i];
        }
        // Each of an iteration's three products rounds by at most (n + 2) u in relation to its operands' norms, which
        // the coefficients
        // multiply; what an iteration finds it multiplies by A at most.
        double rounding = Math.max(rows, columns) + 2;
        double once = (Math.abs(A) + Math.abs(B) + Math.abs(C)) * 3 * rounding * 0x1p-24;
        double bound = once * (Math.pow(A, ITERATIONS) - 1) / (A - 1);
        assertTrue(Math.sqrt(error / size) <= bound, Math.sqrt(error / size) + " above " + bound);
        for (int threads = 1; threads <= 3; threads++) {
            assertArrayEquals(first, run(Kernels.vector(), threads, start, rows, columns, factor));
        }
    }

    private static float[] run(Kernels kernels, int threads, float[] start, int rows, int columns, float factor) {
        Tensor shape = new Tensor("w", 0, rows, columns, Tensor.Kind.WEIGHT);
        Orthogonal orthogonal = new Orthogonal(List.of(shape), (float) A, (float) B, (float) C);
        System.arraycopy(start, 0, orthogonal.matrix(), 0, start.length);
        try (Execution execution = Execution.of(kernels, threads)) {
            orthogonal.run(execution.kernels(), execution.team(), shape, factor, ITERATIONS);
        }
        float[] result = new float[start.length];
        System.arraycopy(orthogonal.matrix(), 0, result, 0, result.length);
        return result;
    }

    /** {@code A X + (B G + C G G) X} with {@code G = X X'}. */
    private static double[] iterate(double[] x, int rows, int columns) {
        double[] gram = new double[rows * rows];
        for (int r = 0; r < rows; r++) {
            for (int s = 0; s < rows; s++) {
                for (int k = 0; k < columns; k++) {
                    gram[r * rows + s] += x[r * columns + k] * x[s * columns + k];
                }
            }
        }
        double[] square = times(gram, gram, rows, rows, rows);
        for (int i = 0; i < square.length; i++) {
            square[i] = B * gram[i] + C * square[i];
        }
        double[] next = times(square, x, rows, rows, columns);
        for (int i = 0; i < next.length; i++) {
            next[i] += A * x[i];
        }
        return next;
    }

    private static double[] times(double[] a, double[] b, int rows, int inner, int columns) {
        double[] c = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < inner; k++) {
                for (int j = 0; j < columns; j++) {
                    c[r * columns + j] += a[r * inner + k] * b[k * columns + j];
                }
            }
        }
        return c;
    }
}
