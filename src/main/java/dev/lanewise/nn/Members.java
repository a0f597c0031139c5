package dev.lanewise.nn;

import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductScratch;

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
        return new Pass(execution, maxRows);
    }

    private final class Pass extends LightPass {

        /** Nobody asks for its deltas. */
        Pass(Execution execution, int maxRows) {
            super(execution, inputs, maxRows, false, true);
        }

        @Override
        void forwardRows(int from, int to, int member) {
            for (int r = from; r < to; r++) {
                System.arraycopy(x, xOffset + r / count * inputs, output, r * inputs, inputs);
            }
        }

        @Override
        void deltaRows(LayerPass target, int from, int to, int member) {
            throw new IllegalStateException("nobody learns before this layer");
        }
    }
}
