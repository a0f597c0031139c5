package dev.lanewise.nn;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Threefry;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.DropoutKernel;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductScratch;

/**
 * Inverted dropout. The mask depends on the seed, the layer, the optimizer step, the row in the batch and the unit alone; the backward pass
 * finds it kept, a bit for each unit.
 */
final class Dropout implements Layer {

    private final int index;
    private final int units;
    private final double probability;

    Dropout(int index, int units, LayerSpec.Dropout spec) {
        this.index = index;
        this.units = units;
        this.probability = spec.probability();
    }

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public boolean actsInPrediction() {
        return false;
    }

    @Override
    public LayerPass pass(
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            boolean last,
            ProductScratch[] scratch) {
        return new Pass(execution, maxRows, last);
    }

    private final class Pass extends LightPass {
        private final DropoutKernel kernel;
        private final long[] kept;
        private int threshold;
        private float scale;
        private boolean folded;
        private int seed0;
        private int seed1;
        private RandomKey layerKey = RandomKey.of(0);
        private int key0;
        private int key1;
        private int firstRow;

        Pass(Execution execution, int maxRows, boolean last) {
            super(execution, units, maxRows, true, last);
            kernel = execution.kernels().dropout();
            kept = new long[maxRows * DropoutKernel.words(units)];
            dropoutFactor(1);
        }

        @Override
        void dropoutFactor(double factor) {
            double scaled = probability * factor;
            if (!(scaled >= 0 && scaled < 1)) {
                throw new UserException(
                        "dropout must stay from 0 to below 1, but its schedule makes it " + scaled + ".");
            }
            threshold = (int) (long) (scaled * 0x1p32);
            scale = (float) (1 / (1 - scaled));
        }

        @Override
        void step(RandomKey seed, int step, int newFirstRow) {
            firstRow = newFirstRow;
            // Not equals(), which records compute by method handles that may allocate.
            if (!folded || seed.word0() != seed0 || seed.word1() != seed1) {
                folded = true;
                seed0 = seed.word0();
                seed1 = seed.word1();
                layerKey = seed.fold("dropout").fold(index);
            }
            // The words of layerKey.fold(step), without the object.
            long key = Threefry.block(layerKey.word0(), layerKey.word1(), step, 0);
            key0 = (int) key;
            key1 = (int) (key >>> 32);
        }

        @Override
        void forwardRows(int from, int to, int member) {
            for (int r = from; r < to; r++) {
                long key = Threefry.block(key0, key1, firstRow + r, 0);
                kernel.forward(
                        (int) key,
                        (int) (key >>> 32),
                        threshold,
                        scale,
                        x,
                        xOffset + r * units,
                        output,
                        r * units,
                        units,
                        kept,
                        r * DropoutKernel.words(units));
            }
        }

        @Override
        void deltaRows(LayerPass target, int from, int to, int member) {
            for (int r = from; r < to; r++) {
                int at = r * units;
                kernel.backward(
                        kept,
                        r * DropoutKernel.words(units),
                        scale,
                        delta,
                        deltaOffset + at,
                        target.delta,
                        target.deltaOffset + at,
                        units);
            }
            target.deltaWritten(from, to, 0, units);
        }
    }
}
