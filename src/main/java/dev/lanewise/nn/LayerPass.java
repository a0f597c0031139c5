package dev.lanewise.nn;

import dev.lanewise.core.CacheLines;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Room;
import org.jspecify.annotations.Nullable;

/** A layer at work: its outputs and deltas for a batch, allocated once. Forward and backward mirror each other. */
abstract class LayerPass {

    /** Outputs of the last forward pass, {@code [rows][outputs]} from index 0. */
    final float[] output;

    /**
     * Derivatives of the loss by the outputs, {@code [rows][outputs]} from {@link #deltaOffset}; the layer makes of them what its backward pass needs when it is told that they
     * are there.
     */
    final float[] delta;

    /**
     * Where the deltas start: behind the outputs in their array. The last layer's, which the loss writes, and those that are too many for one array with the outputs, start at index 0 of
     * another.
     */
    final int deltaOffset;

    /** Elements of the outputs of a whole batch, and of its deltas. */
    final int size;

    final int outputs;

    LayerPass(int outputs, int maxRows, boolean training, boolean last) {
        this.outputs = outputs;
        size = Math.multiplyExact(maxRows, outputs);
        if (training && !last && fitsTwice(size)) {
            deltaOffset = (int) CacheLines.behind(size);
            output = new float[CacheLines.slab(deltaOffset + size)];
            delta = output;
        } else {
            deltaOffset = 0;
            output = new float[size];
            delta = new float[training ? size : 0];
        }
    }

    /** Whether an array holds outputs and deltas. */
    static boolean fitsTwice(int size) {
        return CacheLines.behind(size) + size <= Room.MOST_ELEMENTS;
    }

    /** Shares the outputs and deltas of another pass. */
    LayerPass(LayerPass other) {
        outputs = other.outputs;
        size = other.size;
        deltaOffset = other.deltaOffset;
        output = other.output;
        delta = other.delta;
    }

    /** Computes {@link #output} from {@code x}, {@code [rows][inputs]} from {@code xOffset}. */
    abstract void forward(float[] x, int xOffset, int rows);

    /** Takes note that a rectangle of {@link #delta} has been written, while it is still in the cache; called by any member of the team. */
    void deltaWritten(int rowFrom, int rowTo, int columnFrom, int columnTo) {}

    /**
     * Computes the gradients of the layer's parameters from {@link #delta}, and the deltas of the layer before.
     *
     * @param gradients slab of gradients; the layer's own tensors are overwritten, or added to
     * @param add whether they are added to
     * @param before the layer before, or null for the first
     */
    abstract void backward(float[] gradients, boolean add, @Nullable LayerPass before);

    /**
     * Says which optimizer step the next passes belong to.
     *
     * @param seed key of the training run
     * @param firstRow row of the batch that the passes start with
     */
    void step(RandomKey seed, int step, int firstRow) {}

    /** Puts the running statistics that the passes of a step lead to into the parameters. */
    void keepStatistics() {}

    /** Multiplies the probability of dropping from the next pass on. */
    void dropoutFactor(double factor) {}
}
