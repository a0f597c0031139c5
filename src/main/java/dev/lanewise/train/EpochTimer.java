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

/**
 * Measures how long an epoch takes here, by steps of a network of its own: nothing of the training that is to come is touched. Times are those of code that
 * is compiled, so {@link #warmUp} goes before {@link #seconds}.
 */
public final class EpochTimer {

    private static final int WINDOWS = 8;

    /** Shares of the time of a measurement. */
    private static final double FOR_STEPS = 0.8;

    /** Seconds of a span of the warm-up. */
    private static final double SPAN = 0.1;

    /** Share of a span that the JIT compiler may still work where code counts as compiled. */
    private static final double COMPILING = 0.2;

    /** A span that is faster than all before by more than this share has not settled: what compiles for long is told only at its end. */
    private static final double FASTER = 0.1;

    private static final int STEPS_AN_EVALUATION = 8;

    private static final int SETTLED_SPANS = 2;

    /** Validation rows that are enough to time. */
    private static final int ROWS = 512;

    private final Runnable step;
    private final int batches;
    private final @Nullable Runnable evaluation;
    private final double evaluations;

    private EpochTimer(Runnable step, int batches, @Nullable Runnable evaluation, double evaluations) {
        this.step = step;
        this.batches = batches;
        this.evaluation = evaluation;
        this.evaluations = evaluations;
    }

    /**
     * Prepares steps of a new network.
     *
     * @param validation the rows that each epoch is judged by, or null
     */
    public static EpochTimer of(
            NetworkSpec spec,
            TrainingPlan plan,
            DatasetView train,
            @Nullable DatasetView validation,
            Execution execution) {
        Network network = Network.of(spec, plan.seed());
        Batches batches = new Batches(train, plan.batchSize());
        Trainer trainer = new Trainer(network, plan, execution).horizon(new Horizon(plan.epochs(), batches.count()));
        RandomKey key = RandomKey.of(plan.seed());
        batches.shuffle(key, 1); // as the first epoch does: rows that lie together may all be alike
        Runnable step = () -> {
            while (!batches.next(execution.team())) {
                batches.shuffle(key, 1);
            }
            trainer.trainBatch(batches.features(), batches.targets(), batches.weights(), batches.rows());
        };
        if (validation == null) {
            return new EpochTimer(step, batches.count(), null, 0);
        }
        int[] some = Arrays.copyOf(validation.index(), Math.min(ROWS, validation.rows()));
        Evaluator evaluator =
                new Evaluator(network, new DatasetView(validation.dataset(), some), plan.loss(), null, execution);
        return new EpochTimer(step, batches.count(), evaluator::evaluate, (double) validation.rows() / some.length);
    }

    /**
     * Works until the JIT compiler has no more of it to do and it gets no faster.
     *
     * @param most the most seconds
     * @return whether it came to that
     * @throws DivergedException if a loss is no finite number
     */
    public boolean warmUp(double most) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        boolean known = compiler != null && compiler.isCompilationTimeMonitoringSupported();
        double length = Math.min(SPAN, most / (2 * SETTLED_SPANS));
        long start = System.nanoTime();
        double least = Double.POSITIVE_INFINITY;
        int settled = 0;
        while (settled < SETTLED_SPANS && seconds(start) < most) {
            long span = System.nanoTime();
            long before = known ? compiler.getTotalCompilationTime() : 0;
            int runs = 0;
            do {
                step.run();
                if (evaluation != null && runs % STEPS_AN_EVALUATION == 0) {
                    evaluation.run();
                }
                runs++;
            } while (seconds(span) < length);
            double passed = seconds(span);
            boolean quiet = known && (compiler.getTotalCompilationTime() - before) * 1e-3 < COMPILING * passed;
            settled = quiet && passed / runs > (1 - FASTER) * least ? settled + 1 : 0;
            least = Math.min(least, passed / runs);
        }
        return settled == SETTLED_SPANS;
    }

    /**
     * Returns about how many seconds an epoch takes, its validation counted.
     *
     * @param most about the seconds of the measurement: more only where a few steps take them
     * @throws DivergedException if a loss is no finite number
     */
    public double seconds(double most) {
        if (evaluation == null) {
            return leastSeconds(most, step) * batches;
        }
        return leastSeconds(most * FOR_STEPS, step) * batches
                + leastSeconds(most * (1 - FOR_STEPS), evaluation) * evaluations;
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
