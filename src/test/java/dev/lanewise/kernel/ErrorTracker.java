package dev.lanewise.kernel;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Kernels that run an optimizer as the scalar twins do and keep, beside every array that they write, a bound of the error of each element against the same
 * recurrence in exact arithmetic; see {@link Tracked}. A scalar of a step was computed in double and rounded once, and so is off by {@link Tracked#U} of
 * itself, more where it comes from sums over elements that are themselves off: {@link #summed}.
 */
public final class ErrorTracker implements SumKernel {

    /** Covers that bounds and references are themselves computed in double. */
    public static final double SLACK = 1.0001;

    private final Map<float[], double[]> errors = new IdentityHashMap<>();
    private final SumScalar sums = new SumScalar();

    /** Relative error of the scalars that come from sums of this step, and of those that stay. */
    private double fresh;

    private double lasting;
    private double estimate;
    private double beta3;
    private double gain3;
    private double far;
    private double farError;

    /** Returns scalar kernels whose updates and sums are tracked. */
    public Kernels kernels() {
        return new Kernels(
                "tracked",
                0,
                new ProductScalar(),
                new ActivationScalar(),
                new LossScalar(),
                new UpdateKernels(
                        new TrackedDescent(this),
                        new TrackedRoot(this),
                        new TrackedAdam(this),
                        new TrackedVariant(this),
                        new TrackedLayer(this)),
                new PenaltyScalar(),
                this,
                new DropoutScalar(),
                new AverageScalar());
    }

    /** Returns the bounds of an array's errors; a live array. What an array starts with was rounded once. */
    public double[] errors(float[] values) {
        return errors.computeIfAbsent(values, v -> {
            double[] bounds = new double[v.length];
            for (int i = 0; i < v.length; i++) {
                bounds[i] = Tracked.U * Math.abs(v[i]);
            }
            return bounds;
        });
    }

    /** Says that the elements of an array are what they are in exact arithmetic, too: start weights and gradients. */
    public void exact(float[] values) {
        errors.put(values, new double[values.length]);
    }

    Tracked read(float[] values, int i) {
        return new Tracked(values[i], errors(values)[i]);
    }

    void write(float[] values, int i, Tracked tracked) {
        values[i] = tracked.value();
        errors(values)[i] = tracked.error();
    }

    Tracked scalar(float value) {
        return new Tracked(value, Math.abs((double) value) * Tracked.U);
    }

    /** A scalar that comes from sums. */
    Tracked summed(float value) {
        return new Tracked(value, Math.abs((double) value) * (Tracked.U + fresh + lasting));
    }

    /** An update ended: what it took from sums is used up. */
    void done() {
        fresh = 0;
    }

    @Override
    public double sum(float[] values, int offset, int length, double[] lanes) {
        return sums.sum(values, offset, length, lanes);
    }

    /** A norm is the root, and off by half as much. */
    @Override
    public double sumOfSquares(float[] values, int offset, int length, double[] lanes) {
        double total = sums.sumOfSquares(values, offset, length, lanes);
        double error = 0;
        for (int i = 0; i < length; i++) {
            double e = errors(values)[offset + i];
            error += 2 * Math.abs(values[offset + i]) * e + e * e;
        }
        fresh += total > 0 ? error / total / 2 : 0;
        return total;
    }

    /** Prodigy's scalars, told before its sums: the estimate, and what its sums are kept and added with. */
    void prodigy(float beta1, float gain1, float newBeta3, float newGain3) {
        estimate = gain1 / (1.0 - beta1);
        beta3 = newBeta3;
        gain3 = newGain3;
    }

    /** Prodigy's numerator. */
    @Override
    public double dot(float[] a, int aOffset, float[] b, int bOffset, int length, double[] lanes) {
        double total = sums.dot(a, aOffset, b, bOffset, length, lanes);
        double error = Math.abs(total) * (2 * Tracked.U + lasting);
        for (int i = 0; i < length; i++) {
            error += Math.abs((double) a[aOffset + i]) * errors(b)[bOffset + i];
        }
        far = beta3 * far + gain3 * total;
        farError = beta3 * farError + gain3 * error;
        return total;
    }

    /** Prodigy's denominator: from here on its estimate is off by what both are, if it is or might be the largest so far. */
    @Override
    public double sumOfMagnitudes(float[] values, int offset, int length, double[] lanes) {
        double total = sums.sumOfMagnitudes(values, offset, length, lanes);
        double error = 0;
        for (int i = 0; i < length; i++) {
            error += errors(values)[offset + i];
        }
        double next = far / total;
        double nextError = farError / total + Math.abs(next) * error / total;
        if (next + nextError > estimate) {
            lasting = Math.max(lasting, Math.min(nextError, next + nextError - estimate) / Math.max(next, estimate));
        }
        return total;
    }
}
