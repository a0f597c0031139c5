package dev.lanewise.data;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Room;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import org.jspecify.annotations.Nullable;

/** Walks over a view in batches, in an order that a seed decides; one batch is filled again and again. */
public final class Batches {

    /** What a row costs beside its features, in features. */
    private static final long ROW_COST = 16;

    /** Features that take longer to copy than a team needs to begin, by much. */
    private static final long SHARED_COST = 1 << 15;

    /** Tiles of a batch for each member of a team. */
    private static final int TILES = 2;

    private final Dataset dataset;
    private final int[] order;
    private final int[] start;
    private final int batchSize;
    private final float[] features;
    private final float[] targets;
    private final float @Nullable [] weights;
    private final TileTask fillTile = this::fillTile;
    private int next;
    private int rows;
    private int tiles;

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
        begin();
        fill(0, rows);
        next += rows;
        return rows > 0;
    }

    /**
     * Fills the next batch by a team, where it is worth it; false where there is none.
     *
     * @throws IllegalStateException if the team is closed, or at work for another thread
     */
    public boolean next(Team team) {
        team.requireOpen();
        if (team.threads() == 1
                || Math.min(batchSize, order.length - next) * (dataset.inputs() + ROW_COST) < SHARED_COST) {
            return next();
        }
        begin();
        tiles = Math.min(rows, TILES * team.threads());
        team.run(fillTile, tiles);
        next += rows;
        return true;
    }

    private void begin() {
        rows = Math.max(0, Math.min(batchSize, order.length - next));
    }

    private void fillTile(int tile, int member) {
        fill((int) ((long) rows * tile / tiles), (int) (rows * (tile + 1L) / tiles));
    }

    private void fill(int from, int to) {
        int inputs = dataset.inputs();
        int columns = dataset.targetColumns();
        float[] source = dataset.weights();
        for (int r = from; r < to; r++) {
            int row = order[next + r];
            dataset.copyFeatures(row, features, r * inputs);
            System.arraycopy(dataset.targets(), row * columns, targets, r * columns, columns);
            if (weights != null && source != null) {
                weights[r] = source[row];
            }
        }
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
