package dev.lanewise.train;

import dev.lanewise.core.RandomKey;
import dev.lanewise.data.Batches;
import dev.lanewise.data.DatasetView;
import dev.lanewise.kernel.Execution;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.schedule.Horizon;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Measures how long an epoch takes here, by steps of a network of its own: nothing of the training that is to come is touched. */
public final class EpochTimer {

    private static final int WINDOWS = 8;

    /** Shares of the time of a measurement. */
    private static final double FOR_STEPS = 0.8;

    /** Validation rows that are enough to time. */
    private static final int ROWS = 2048;

    private EpochTimer() {}

    /**
     * Returns about how many seconds an epoch takes, its validation counted, with the kernels compiled as far as they were in the time.
     *
     * @param most about the seconds that the measurement takes: longer only where two steps do
     * @throws DivergedException if a loss is no finite number
     */
    public static double seconds(
            NetworkSpec spec,
            TrainingPlan plan,
            DatasetView train,
            @Nullable DatasetView validation,
            Execution execution,
            double most) {
        Network network = Network.of(spec, plan.seed());
        Batches batches = new Batches(train, plan.batchSize());
        Trainer trainer = new Trainer(network, plan, execution).horizon(new Horizon(plan.epochs(), batches.count()));
        RandomKey key = RandomKey.of(plan.seed());
        batches.shuffle(key, 1); // as the first epoch does: rows that lie together may all be alike
        double step = leastSeconds(most * FOR_STEPS, () -> {
            while (!batches.next()) {
                batches.shuffle(key, 1);
            }
            trainer.trainBatch(batches.features(), batches.targets(), batches.weights(), batches.rows());
        });
        double judging = 0;
        if (validation != null) {
            int[] some = Arrays.copyOf(validation.index(), Math.min(ROWS, validation.rows()));
            Evaluator evaluator =
                    new Evaluator(network, new DatasetView(validation.dataset(), some), plan.loss(), null, execution);
            judging = leastSeconds(most * (1 - FOR_STEPS), evaluator::evaluate) * validation.rows() / some.length;
        }
        return step * batches.count() + judging;
    }

    /** Seconds of one run of some work, in the fastest of some spans of time but the first, since the JIT compiler works in them. */
    private static double leastSeconds(double most, Runnable work) {
        double least = Double.POSITIVE_INFINITY;
        double spent = 0;
        for (int window = 0; window < 2 || spent < most; window++) {
            long start = System.nanoTime();
            double passed = 0;
            int runs = 0;
            while (runs == 0 || passed < most / WINDOWS) {
                work.run();
                runs++;
                passed = (System.nanoTime() - start) * 1e-9;
            }
            spent += passed;
            if (window > 0) {
                least = Math.min(least, passed / runs);
            }
        }
        return least;
    }
}
