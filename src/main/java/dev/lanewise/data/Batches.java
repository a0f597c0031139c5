package dev.lanewise.data;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Room;
import dev.lanewise.core.SeededRandom;
import org.jspecify.annotations.Nullable;

/** Walks over a view in batches, in an order that a seed decides; one batch is filled again and again. */
public final class Batches {

    private final Dataset dataset;
    private final int[] order;
    private final int[] start;
    private final int batchSize;
    private final float[] features;
    private final float[] targets;
    private final float @Nullable [] weights;
    private int next;
    private int rows;

    /** Prepares batches of {@code batchSize} rows, the last one perhaps shorter. */
    public Batches(DatasetView view, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch of " + batchSize + " rows; at least 1 is needed");
        }
        dataset = view.dataset();
        start = view.index();
        order = start.clone();
        this.batchSize = Math.min(batchSize, Math.max(1, order.length));
        features = new float[elements(dataset.inputs())];
        targets = new float[elements(dataset.targetColumns())];
        weights = dataset.weights() == null ? null : new float[this.batchSize];
    }

    /** A view may have a row more than once, and so more rows than its data set. */
    private int elements(int columns) {
        return Room.elements(batchSize, columns, "A batch of " + batchSize + " rows", "a smaller batch");
    }

    /** Goes back to the first batch, in the view's own order. */
    public void restart() {
        System.arraycopy(start, 0, order, 0, order.length);
        next = 0;
    }

    /** Goes back to the first batch of an epoch's order, which depends on the key and the epoch alone. */
    public void shuffle(RandomKey seed, int epoch) {
        restart();
        new SeededRandom(seed.fold("shuffle").fold(epoch)).shuffle(order, 0, order.length);
    }

    /** Leaves the next batches out. */
    public void skip(int batches) {
        next = (int) Math.min(order.length, next + (long) batches * batchSize);
    }

    /** Fills the next batch; false where there is none. */
    public boolean next() {
        rows = Math.min(batchSize, order.length - next);
        if (rows <= 0) {
            rows = 0;
            return false;
        }
        int inputs = dataset.inputs();
        int columns = dataset.targetColumns();
        for (int r = 0; r < rows; r++) {
            int row = order[next + r];
            dataset.copyFeatures(row, features, r * inputs);
            System.arraycopy(dataset.targets(), row * columns, targets, r * columns, columns);
        }
        float[] source = dataset.weights();
        if (weights != null && source != null) {
            for (int r = 0; r < rows; r++) {
                weights[r] = source[order[next + r]];
            }
        }
        next += rows;
        return true;
    }

    /** Returns the number of batches of an epoch. */
    public int count() {
        return (int) ((order.length + batchSize - 1L) / batchSize);
    }

    /** Returns the most rows of a batch. */
    public int batchSize() {
        return batchSize;
    }

    /** Returns the rows of the batch. */
    public int rows() {
        return rows;
    }

    /** Returns the features of the batch, {@code [rows][inputs]}. */
    public float[] features() {
        return features;
    }

    /** Returns the targets of the batch, {@code [rows][targetColumns]}. */
    public float[] targets() {
        return targets;
    }

    /** Returns the weights of the batch, or null. */
    public float @Nullable [] weights() {
        return weights;
    }
}
