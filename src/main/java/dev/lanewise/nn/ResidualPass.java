package dev.lanewise.nn;

import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.NormalizeKernel;
import org.jspecify.annotations.Nullable;

/**
 * The end of a residual block at work. Forward: {@code y = f(s) + s}. Backward: {@code df = dy}, and {@code ds} is {@code dy} and what comes back through the block, which
 * {@link Fork} adds.
 */
final class ResidualPass extends ElementPass {

    private static final float[] EMPTY = {};

    private final NormalizeKernel kernel;

    /** The pass whose outputs go into the block; -1 for the inputs of the network. */
    private int source;

    private float[] skipped = EMPTY;
    private int skippedOffset;

    ResidualPass(Execution execution, int units, int maxRows, boolean training, boolean last) {
        super(execution, units, maxRows, training, last);
        kernel = execution.kernels().normalizations();
    }

    void from(int pass) {
        source = pass;
    }

    int source() {
        return source;
    }

    /** Says what went into the block, {@code [rows][units]} from {@code offset}; to be called before {@link #forward}. */
    void skip(float[] input, int offset) {
        skipped = input;
        skippedOffset = offset;
    }

    @Override
    void compute(int at, int length) {
        kernel.add(x, xOffset + at, skipped, skippedOffset + at, output, at, length);
    }

    /** Where the deltas go that come back through a block: to those of the pass that the block begins behind, with the deltas of what was skipped. */
    static final class Fork extends LayerPass {
        private final LayerPass target;
        private final ResidualPass end;

        Fork(LayerPass target, ResidualPass end) {
            super(target);
            this.target = target;
            this.end = end;
        }

        @Override
        void forward(float[] x, int xOffset, int rows) {
            throw new IllegalStateException("a fork is for deltas");
        }

        @Override
        void backward(float[] gradients, boolean add, @Nullable LayerPass before) {
            throw new IllegalStateException("a fork is for deltas");
        }

        @Override
        void deltaWritten(int rowFrom, int rowTo, int columnFrom, int columnTo) {
            boolean whole = columnTo - columnFrom == outputs;
            int step = whole ? rowTo - rowFrom : 1;
            int length = whole ? step * outputs : columnTo - columnFrom;
            for (int r = rowFrom; r < rowTo; r += step) {
                int at = r * outputs + columnFrom;
                end.kernel.add(
                        end.delta, end.deltaOffset + at, delta, deltaOffset + at, delta, deltaOffset + at, length);
            }
            target.deltaWritten(rowFrom, rowTo, columnFrom, columnTo);
        }
    }
}
