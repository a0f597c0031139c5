package dev.lanewise.bench;

import dev.lanewise.optim.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer's updates, measured.
 *
 * @param optimizer optimizer
 * @param parameters elements of each array
 * @param slabs arrays that the reference loop reads and writes, the parameters and the optimizer's moments; it only reads the gradients
 * @param floatsMoved floats that a step reads and writes for each parameter, in all of its passes
 * @param steps windows of steps
 * @param streams windows of the reference loop on the same arrays, which does one multiply-add a slab; null where there are more slabs than
 *     it takes
 * @param machine the machine at that time
 */
public record UpdateResult(
        Optimizer optimizer,
        int parameters,
        int slabs,
        int floatsMoved,
        Samples steps,
        @Nullable Samples streams,
        Machine machine) {

    /** Returns the bytes that a step reads and writes, for each parameter. In one pass: 4 for the gradient, 8 for each slab. */
    public int bytesPerParameter() {
        return Float.BYTES * floatsMoved;
    }

    /** Returns the bytes read and written in a second, in GB/s. */
    public double gigabytesPerSecond() {
        return steps.median() * bytesPerParameter() * parameters * 1e-9;
    }

    /** Returns what the reference loop reached at the same time, in GB/s; NaN where there is none. */
    public double bandwidth() {
        return streams == null ? Double.NaN : streams.median() * Float.BYTES * (1 + 2 * slabs) * parameters * 1e-9;
    }

    /** Returns {@link #gigabytesPerSecond} over {@link #bandwidth}. */
    public double fractionOfBandwidth() {
        return gigabytesPerSecond() / bandwidth();
    }
}
