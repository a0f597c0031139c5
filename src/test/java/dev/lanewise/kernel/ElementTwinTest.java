package dev.lanewise.kernel;

import static dev.lanewise.kernel.Cases.GUARD;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Threefry;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Activations, losses, sums and dropout. */
@Tag("width")
class ElementTwinTest {

    private final ActivationKernel scalarActivations = new ActivationScalar();
    private final ActivationKernel vectorActivations = new ActivationVector();
    private final LossKernel scalarLosses = new LossScalar();
    private final LossKernel vectorLosses = new LossVector();

    @Property
    void activationForward(@ForAll Activation activation, @ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int n = Cases.size(random);
        float[] z = Cases.floats(random, 3 + n);
        float[] expected = Cases.floats(random, GUARD + n + GUARD);
        float[] actual = expected.clone();
        scalarActivations.forward(activation, z, 3, expected, GUARD, n);
        vectorActivations.forward(activation, z, 3, actual, GUARD, n);
        Cases.assertSameBits(expected, actual, activation.label());
        if (activation.derivativeFromArgument()) {
            return;
        }
        vectorActivations.forward(activation, z, 3, z, 3, n);
        for (int i = 0; i < n; i++) {
            Cases.assertSameBits(expected[GUARD + i], z[3 + i], activation.label() + " in place");
        }
    }

    @Property
    void activationBackward(@ForAll Activation activation, @ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int n = Cases.size(random);
        float[] saved = Cases.floats(random, 3 + n);
        float[] expected = Cases.floats(random, GUARD + n + GUARD);
        float[] actual = expected.clone();
        float[] scratch = Cases.floats(random, GUARD + 2 * n + GUARD);
        float[] before = scratch.clone();
        scalarActivations.backward(activation, saved, 3, expected, GUARD, n, scratch, GUARD);
        vectorActivations.backward(activation, saved, 3, actual, GUARD, n, scratch, GUARD);
        Arrays.fill(scratch, GUARD, GUARD + 2 * n, 0);
        Arrays.fill(before, GUARD, GUARD + 2 * n, 0);
        Cases.assertSameBits(before, scratch, activation.label() + " around the scratch");
        Cases.assertSameBits(expected, actual, activation.label());
    }

    /** Every 65,521st bit pattern. */
    @Example
    void activationsOverAllMagnitudes() {
        int count = 65_552;
        float[] z = new float[count];
        int bits = 0;
        for (int i = 0; i < count; i++) {
            z[i] = Float.intBitsToFloat(bits);
            bits += 65_521;
        }
        int step = Lanes.bits() > Lanes.preferredBits() ? 64 : 1;
        int n = count / step;
        for (Activation activation : Activation.values()) {
            float[] expected = new float[n];
            float[] actual = new float[n];
            scalarActivations.forward(activation, z, 0, expected, 0, n);
            vectorActivations.forward(activation, z, 0, actual, 0, n);
            Cases.assertSameBits(expected, actual, activation.label());
        }
    }

    @Property
    void elementLosses(@ForAll LossFunction function, @ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int n = Cases.size(random);
        float[] o = Cases.floats(random, 3 + n);
        float[] t = Cases.floats(random, 5 + n);
        float[] expectedLosses = Cases.floats(random, GUARD + n + GUARD);
        float[] actualLosses = expectedLosses.clone();
        float[] expected = Cases.floats(random, GUARD + n + GUARD);
        float[] actual = expected.clone();
        float a = 0.001f + 0.9f * random.nextFloat();
        float scale = random.nextFloat();
        scalarLosses.elements(function, a, o, 3, t, 5, expectedLosses, GUARD, expected, GUARD, n, scale);
        vectorLosses.elements(function, a, o, 3, t, 5, actualLosses, GUARD, actual, GUARD, n, scale);
        Cases.assertSameBits(expectedLosses, actualLosses, function + " losses");
        Cases.assertSameBits(expected, actual, function + " deltas");
    }

    @Property
    void softmaxCrossEntropy(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        // Many rows of few classes share vectors, and are worked on in blocks.
        int rows = 1 + random.nextInt(random.nextInt(2) == 0 ? 5 : 150);
        int classes = random.nextInt(2) == 0 ? 1 + random.nextInt(17) : Cases.positiveSize(random);
        float[] z = Cases.floats(random, 3 + rows * classes);
        float[] t = new float[rows];
        for (int r = 0; r < rows; r++) {
            t[r] = random.nextInt(classes);
        }
        float[] expectedLosses = new float[GUARD + rows + GUARD];
        float[] actualLosses = new float[GUARD + rows + GUARD];
        float[] expected = Cases.floats(random, GUARD + rows * classes + GUARD);
        float[] actual = expected.clone();
        float smoothing = random.nextInt(2) * 0.1f;
        float[] scratch = new float[LossKernel.SCRATCH];
        scalarLosses.softmaxCrossEntropy(
                z, 3, t, 0, expectedLosses, GUARD, expected, GUARD, rows, classes, smoothing, 0.3f, scratch);
        vectorLosses.softmaxCrossEntropy(
                z, 3, t, 0, actualLosses, GUARD, actual, GUARD, rows, classes, smoothing, 0.3f, scratch);
        Cases.assertSameBits(expectedLosses, actualLosses, "losses");
        Cases.assertSameBits(expected, actual, "deltas");
        scalarLosses.softmax(z, 3, expected, GUARD, rows, classes, scratch);
        vectorLosses.softmax(z, 3, actual, GUARD, rows, classes, scratch);
        Cases.assertSameBits(expected, actual, "softmax");
        System.arraycopy(z, 3, actual, GUARD, rows * classes);
        vectorLosses.softmax(actual, GUARD, actual, GUARD, rows, classes, scratch);
        Cases.assertSameBits(expected, actual, "softmax in place");
    }

    @Property(tries = 100)
    void targetsThatAreNoClassAreRefused(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 1 + random.nextInt(100);
        int classes = 1 + random.nextInt(40);
        float[] wrong = {-1, classes, classes + 30, 0.5f, classes - 0.5f, Float.NaN, Float.POSITIVE_INFINITY};
        float[] t = new float[rows];
        t[random.nextInt(rows)] = wrong[random.nextInt(wrong.length)];
        float[] z = new float[rows * classes];
        float[] scratch = new float[LossKernel.SCRATCH];
        for (LossKernel losses : List.of(scalarLosses, vectorLosses)) {
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> losses.softmaxCrossEntropy(
                            z, 0, t, 0, new float[rows], 0, z.clone(), 0, rows, classes, 0, 1, scratch));
        }
    }

    @Property
    void scaleRows(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = random.nextInt(40);
        int columns = random.nextInt(2) == 0 ? random.nextInt(17) : Cases.size(random);
        float[] weights = Cases.floats(random, 2 + rows);
        float[] expected = Cases.floats(random, GUARD + rows * columns + GUARD);
        float[] actual = expected.clone();
        scalarLosses.scaleRows(expected, GUARD, rows, columns, weights, 2);
        vectorLosses.scaleRows(actual, GUARD, rows, columns, weights, 2);
        Cases.assertSameBits(expected, actual, "scaled rows");
    }

    /** Long enough for several chunks at once. */
    @Property(tries = 30)
    void biasGradientOfVeryLongBatches(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = ProductKernel.ROWS_PER_CHAIN * (3 + random.nextInt(7)) + random.nextInt(3) - 1;
        int columns = 1 + random.nextInt(40);
        float[] dy = Cases.floats(random, 5 + rows * columns);
        float[] expected = Cases.floats(random, GUARD + columns + GUARD);
        float[] actual = expected.clone();
        int from = random.nextInt(columns);
        new ProductScalar().biasGradient(dy, 5, expected, GUARD, rows, columns, from, columns, (seed & 1) == 0);
        Kernels.vector().products().biasGradient(dy, 5, actual, GUARD, rows, columns, from, columns, (seed & 1) == 0);
        Cases.assertSameBits(expected, actual, "bias gradient");
    }

    @Property(tries = 60)
    void sums(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int n = random.nextInt(3) == 0 ? SumKernel.BLOCK * random.nextInt(3) + random.nextInt(40) : Cases.size(random);
        float[] values = Cases.floats(random, 3 + n);
        double[] lanes = new double[SumKernel.LANES];
        Cases.assertSameBits(
                new SumScalar().sum(values, 3, n, lanes), new SumVector().sum(values, 3, n, lanes), "sum of " + n);
        Cases.assertSameBits(
                new SumScalar().sumOfSquares(values, 3, n, lanes),
                new SumVector().sumOfSquares(values, 3, n, lanes),
                "sum of squares of " + n);
        Cases.assertSameBits(
                new SumScalar().sumOfMagnitudes(values, 3, n, lanes),
                new SumVector().sumOfMagnitudes(values, 3, n, lanes),
                "sum of magnitudes of " + n);
        float[] others = Cases.floats(random, 1 + n);
        Cases.assertSameBits(
                new SumScalar().dot(values, 3, others, 1, n, lanes),
                new SumVector().dot(values, 3, others, 1, n, lanes),
                "dot of " + n);
    }

    @Property
    void dropout(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int n = random.nextInt(3) == 0 ? random.nextInt(300) : Cases.size(random);
        float[] in = Cases.floats(random, 3 + n);
        float[] expected = Cases.floats(random, GUARD + n + GUARD);
        float[] actual = expected.clone();
        int key0 = random.nextInt();
        int key1 = random.nextInt();
        // At times the very number of a unit, which is kept then.
        int drawn = (int) Threefry.block(key0, key1, random.nextInt(n + 1), 0);
        int threshold = random.nextInt(3) == 0 ? drawn : random.nextInt();
        int words = DropoutKernel.words(n);
        long[] expectedKept = new long[2 + words + 2];
        Arrays.fill(expectedKept, -1);
        long[] actualKept = expectedKept.clone();
        DropoutKernel scalar = new DropoutScalar();
        DropoutKernel vector = new DropoutVector();
        scalar.forward(key0, key1, threshold, 1.25f, in, 3, expected, GUARD, n, expectedKept, 2);
        vector.forward(key0, key1, threshold, 1.25f, in, 3, actual, GUARD, n, actualKept, 2);
        for (int i = 0; i < n; i++) {
            boolean kept = Integer.compareUnsigned((int) Threefry.block(key0, key1, i, 0), threshold) >= 0;
            Cases.assertSameBits(in[3 + i] * (kept ? 1.25f : 0f), expected[GUARD + i], "unit " + i);
        }
        Cases.assertSameBits(expected, actual, "dropout");
        assertArrayEquals(expectedKept, actualKept);
        float[] deltas = Cases.floats(random, 3 + n);
        float[] again = Cases.floats(random, GUARD + n + GUARD);
        float[] actualAgain = again.clone();
        scalar.backward(expectedKept, 2, 1.25f, deltas, 3, again, GUARD, n);
        vector.backward(expectedKept, 2, 1.25f, deltas, 3, actualAgain, GUARD, n);
        for (int i = 0; i < n; i++) {
            boolean kept = Integer.compareUnsigned((int) Threefry.block(key0, key1, i, 0), threshold) >= 0;
            Cases.assertSameBits(deltas[3 + i] * (kept ? 1.25f : 0f), again[GUARD + i], "delta " + i);
        }
        Cases.assertSameBits(again, actualAgain, "dropout of deltas");
        float[] inPlace = in.clone();
        vector.forward(key0, key1, threshold, 1.25f, inPlace, 3, inPlace, 3, n, actualKept, 2);
        Cases.assertSameBits(part(expected, n), Arrays.copyOfRange(inPlace, 3, 3 + n), "dropout in place");
        vector.backward(expectedKept, 2, 1.25f, deltas, 3, deltas, 3, n);
        Cases.assertSameBits(part(again, n), Arrays.copyOfRange(deltas, 3, 3 + n), "dropout of deltas in place");
    }

    private static float[] part(float[] guarded, int n) {
        return Arrays.copyOfRange(guarded, GUARD, GUARD + n);
    }

    @Property
    void averages(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int n = Cases.size(random);
        float[] w = Cases.floats(random, GUARD + n + GUARD);
        float[] expected = Cases.floats(random, GUARD + n + GUARD);
        float[] actual = expected.clone();
        float gain = random.nextFloat();
        new AverageScalar().follow(expected, w, GUARD, GUARD + n, gain);
        new AverageVector().follow(actual, w, GUARD, GUARD + n, gain);
        Cases.assertSameBits(expected, actual, "average");
    }
}
