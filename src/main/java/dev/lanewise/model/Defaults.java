package dev.lanewise.model;

import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Rprop;
import dev.lanewise.optim.WeightDecay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link ModelTrainer} takes where nothing is said. Depends on the data's size alone. */
final class Defaults {

    static final double TEST_FRACTION = 0.2;
    static final double VALIDATION_FRACTION = 0.15;
    static final List<Integer> HIDDEN = List.of(64, 64);
    static final double DROPOUT = 0.1;

    /** Tables with fewer training rows are small. */
    private static final int SMALL = 5_000;

    /** About this many steps are enough for a small table; large ones get fewer epochs. */
    private static final int STEPS = 12_000;

    /** As good as all rows where there are more: signs hardly change from batch to batch. */
    private static final int LARGE_BATCH = 8192;

    private Defaults() {}

    /**
     * Adam with decoupled weight decay. Small tables, whose networks learn them by heart soon, get a strong decay and a fast rate.
     *
     * @param rows rows to train on
     */
    static Optimizer optimizer(int rows) {
        boolean small = rows < SMALL;
        return Adam.defaults()
                .withLearningRate(small ? 0.002 : 0.001)
                .withWeightDecay(new WeightDecay(small ? 0.2 : 0.01, WeightDecay.Form.DECOUPLED));
    }

    /** Small batches for small tables, whose epochs are short; all rows, or many, for Rprop, whose steps go by the signs of gradients alone. */
    static int batchSize(int rows, @Nullable Optimizer optimizer) {
        if (optimizer instanceof Rprop) {
            return Math.clamp(rows, 1, LARGE_BATCH);
        }
        return rows < 2_000 ? 16 : rows < 20_000 ? 64 : rows < 200_000 ? 128 : 256;
    }

    static int epochs(int rows, int batchSize) {
        int stepsAnEpoch = Math.max(1, (rows + batchSize - 1) / batchSize);
        return Math.clamp(STEPS / stepsAnEpoch, 10, 300);
    }

    /** Epochs without progress that are worth waiting for. */
    static int patience(int epochs) {
        return Math.max(3, epochs / 6);
    }
}
