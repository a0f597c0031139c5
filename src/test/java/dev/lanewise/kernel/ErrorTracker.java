package dev.lanewise.kernel;

import dev.lanewise.optim.Prodigy;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    private @Nullable Prodigy prodigy;
    private int steps;
    private double estimate;
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
                new AverageScalar(),
                new ScaleScalar(),
                new EmbeddingScalar(),
                new NormalizeScalar());
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
        return summed(value, 1);
    }

    /** A scalar that has what comes from sums as a factor, so many times. */
    Tracked summed(float value, int times) {
        double once = fresh + lasting;
        return new Tracked(value, Math.abs((double) value) * (Tracked.U + Math.pow(1 + once, times) - 1));
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

    /** Says whose sums will be seen: its estimate of the distance lives in sums from step to step. */
    public void follow(Prodigy rule) {
        prodigy = rule;
    }

    /** A step of Prodigy begins; told before its sums. */
    void prodigy(float beta1, float gain1) {
        steps++;
        estimate = gain1 / (1.0 - beta1);
    }

    /** Prodigy's numerator, which the estimate enters twice. */
    @Override
    public double dot(float[] a, int aOffset, float[] b, int bOffset, int length, double[] lanes) {
        Prodigy rule = Objects.requireNonNull(prodigy);
        double total = sums.dot(a, aOffset, b, bOffset, length, lanes);
        double error = Math.abs(total) * (4 * Tracked.U + Math.pow(1 + lasting, 2) - 1);
        for (int i = 0; i < length; i++) {
            error += Math.abs((double) a[aOffset + i]) * errors(b)[bOffset + i] * (1 + lasting) * (1 + lasting);
        }
        double beta3 = rule.beta3() == 0 ? Math.sqrt(rule.beta2()) : rule.beta3();
        double gain = estimate
                * estimate
                / rule.startRate()
                * rule.learningRate()
                * Math.sqrt(1 - Math.pow(rule.beta2(), steps))
                / (1 - Math.pow(rule.beta1(), steps));
        far = beta3 * far + gain * total;
        farError = beta3 * farError + gain * error;
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
        double coefficient = Objects.requireNonNull(prodigy).coefficient();
        double next = coefficient * far / total;
        double least = total - error;
        double nextError =
                least > 0 ? (coefficient * farError + Math.abs(next) * error) / least : Double.POSITIVE_INFINITY;
        if (next + nextError > estimate) {
            lasting = Math.max(lasting, Math.min(nextError, next + nextError - estimate) / Math.max(next, estimate));
        }
        return total;
    }
}
