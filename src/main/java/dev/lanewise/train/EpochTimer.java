package dev.lanewise.train;

import dev.lanewise.core.RandomKey;
import dev.lanewise.data.Batches;
import dev.lanewise.data.DatasetView;
import dev.lanewise.kernel.Execution;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.schedule.Horizon;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Measures how long an epoch takes here, by steps of a network of its own: nothing of the training that is to come is touched. */
public final class EpochTimer {

    private static final int WINDOWS = 8;

    /** Shares of the time of a measurement. */
    private static final double FOR_STEPS = 0.8;

    /** Of a span of the warm-up. */
    private static final double SPAN = 0.15;

    /** Share of a span that the JIT compiler may still work where code counts as compiled. */
    private static final double COMPILING = 0.1;

    /** Validation rows that are enough to time. */
    private static final int ROWS = 512;

    private EpochTimer() {}

    /**
     * Returns about how many seconds an epoch takes, its validation counted.
     *
     * @param warmUp the most seconds that are waited until the JIT compiler has no more work
     * @param most about the seconds of the measurement: more only where a few steps take them
     * @throws DivergedException if a loss is no finite number
     */
    public static double seconds(
            NetworkSpec spec,
            TrainingPlan plan,
            DatasetView train,
            @Nullable DatasetView validation,
            Execution execution,
            double warmUp,
            double most) {
        Network network = Network.of(spec, plan.seed());
        Batches batches = new Batches(train, plan.batchSize());
        Trainer trainer = new Trainer(network, plan, execution).horizon(new Horizon(plan.epochs(), batches.count()));
        RandomKey key = RandomKey.of(plan.seed());
        batches.shuffle(key, 1); // as the first epoch does: rows that lie together may all be alike
        Runnable step = () -> {
            while (!batches.next()) {
                batches.shuffle(key, 1);
            }
            trainer.trainBatch(batches.features(), batches.targets(), batches.weights(), batches.rows());
        };
        if (validation == null) {
            warmUp(warmUp, step);
            return leastSeconds(most, step) * batches.count();
        }
        int[] some = Arrays.copyOf(validation.index(), Math.min(ROWS, validation.rows()));
        Evaluator evaluator =
                new Evaluator(network, new DatasetView(validation.dataset(), some), plan.loss(), null, execution);
        warmUp(warmUp * FOR_STEPS, step);
        warmUp(warmUp * (1 - FOR_STEPS), evaluator::evaluate);
        return leastSeconds(most * FOR_STEPS, step) * batches.count()
                + leastSeconds(most * (1 - FOR_STEPS), evaluator::evaluate) * validation.rows() / some.length;
    }

    /** Works until the JIT compiler has had next to nothing to do for two spans of time. */
    private static void warmUp(double most, Runnable work) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        boolean known = compiler != null && compiler.isCompilationTimeMonitoringSupported();
        long start = System.nanoTime();
        for (int settled = 0; settled < 2 && seconds(start) < most; ) {
            long span = System.nanoTime();
            long before = known ? compiler.getTotalCompilationTime() : 0;
            do {
                work.run();
            } while (seconds(span) < Math.min(SPAN, most / 2));
            double compiled = known ? (compiler.getTotalCompilationTime() - before) * 1e-3 : Double.MAX_VALUE;
            settled = compiled < COMPILING * seconds(span) ? settled + 1 : 0;
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Seconds of one run of some work, in the fastest of some spans of time: what slows others is not the work. */
    private static double leastSeconds(double most, Runnable work) {
        double least = Double.POSITIVE_INFINITY;
        double spent = 0;
        while (spent == 0 || spent < most) {
            long start = System.nanoTime();
            double passed = 0;
            int runs = 0;
            while (runs == 0 || passed < most / WINDOWS) {
                work.run();
                runs++;
                passed = seconds(start);
            }
            spent += passed;
            least = Math.min(least, passed / runs);
        }
        return least;
    }
}
