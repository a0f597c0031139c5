package dev.lanewise.nn;

import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductScratch;
import org.jspecify.annotations.Nullable;

/** The first layer of a network with members: each row goes on as {@code count} rows, one behind the other. */
final class Members implements Layer {

    private final int inputs;
    private final int count;

    Members(int inputs, LayerSpec.Members spec) {
        this.inputs = inputs;
        this.count = spec.count();
    }

    @Override
    public int outputs() {
        return inputs;
    }

    @Override
    public LayerPass pass(
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            boolean last,
            ProductScratch[] scratch) {
        return new Pass(maxRows);
    }

    private final class Pass extends LayerPass {

        /** Nobody asks for its deltas. */
        Pass(int maxRows) {
            super(inputs, maxRows, false, true);
        }

        @Override
        void forward(float[] x, int xOffset, int rows) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, xOffset + r / count * inputs, output, r * inputs, inputs);
            }
        }

        @Override
        void backward(float[] gradients, boolean add, @Nullable LayerPass before) {
            // Nothing is learnt here.
        }
    }
}
