package dev.lanewise.nn;

/** A layer at work each of whose rows goes forward and back on its own, whatever the others are. */
abstract class RowPass extends LayerPass {

    RowPass(int outputs, int maxRows, boolean training, boolean last) {
        super(outputs, maxRows, training, last);
    }

    /** Takes note of what goes through: {@code x}, {@code [rows][inputs]} from {@code xOffset}. */
    abstract void begin(float[] x, int xOffset, int rows);

    /** Computes {@link #output} of some rows, whole rows of the batch. */
    abstract void forwardRows(int from, int to, int member);

    /** Writes the deltas of the layer before for some rows, and tells it so. */
    abstract void deltaRows(LayerPass target, int from, int to, int member);

    /** Computes one of several parts of the gradients from all rows. */
    void gradientPart(float[] gradients, boolean add, int part, int parts, int member) {}

    /** Weights, of tables or matrices, which each member of a team reads. */
    int weights() {
        return 0;
    }

    /** Multiply-adds for a row on the way forward, or what takes as long. */
    long work() {
        return TilePlan.scaleWork(1, outputs);
    }
}
