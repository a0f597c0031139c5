package dev.lanewise.train;

import dev.lanewise.core.UserException;
import dev.lanewise.data.DatasetView;
import dev.lanewise.kernel.Execution;
import dev.lanewise.nn.Network;
import dev.lanewise.schedule.Exponential;
import dev.lanewise.schedule.Length;
import dev.lanewise.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds a learning rate. A range test (Smith, Cyclical Learning Rates for Training Neural Networks, 2015) narrows it down: a copy of the network is trained on
 * mini-batches while the rate grows by the same factor at every step, until the loss explodes. Short trainings at fixed rates around the one with the smallest
 * loss then decide, since that curve alone misleads by a factor of ten in both directions: plain descent explodes early in a sweep, rules with
 * momentum late. Losses are measured on the same rows throughout, without dropout. Repeatable by the plan's seed. Immutable.
 *
 * @param low first rate, above 0
 * @param high last rate, above {@code low}
 * @param steps steps from one to the other, at least 20; 0 for those of an epoch, 200 to 1000
 */
public record RateFinder(double low, double high, int steps) {

    /** From 1e-6 to 10. */
    public static final RateFinder DEFAULT = new RateFinder(1e-6, 10, 0);

    private static final int FEWEST = 20;

    /** Steps of a short training at most, or three times those of the sweep. */
    private static final int TRIAL = 600;

    /** Rows that the loss is measured on, or twice a batch where that is more. */
    private static final int SAMPLE = 512;

    /** Checks the ranges. */
    public RateFinder {
        if (!((float) low > 0 && high > low && high <= Float.MAX_VALUE)) {
            throw new UserException(
                    "The rates must go from a number above 0 to a larger one, not from " + low + " to " + high + ".");
        }
        if (steps != 0 && steps < FEWEST) {
            throw new UserException("A sweep takes at least " + FEWEST + " steps, not " + steps + ".");
        }
    }

    /**
     * Sweeps.
     *
     * @param network network, which is left as it is
     * @param plan optimizer, loss, batch size, regularisation and seed; its epochs, schedules and averages take no part
     * @param train rows to train on
     */
    public RateSweep sweep(Network network, TrainingPlan plan, DatasetView train, Execution execution) {
        int batch = batch(plan, train.rows());
        int perEpoch = perEpoch(train.rows(), batch);
        int count = count(perEpoch);
        DatasetView sample = sample(train, batch);
        Schedule growth = Schedule.of(new Exponential(high / low, Length.steps(count - 1), false));
        TrainingPlan fixed = plan.with(Averaging.NONE).with(Scheduling.NONE);
        TrainingPlan sweep = pace(fixed, low, count, perEpoch, batch).with(Scheduling.NONE.withLearningRate(growth));
        Network copy = network.copy();
        Trainer trainer = new Trainer(copy, sweep, execution);
        Curve curve = new Curve(trainer, new Evaluator(copy, sample, plan.loss(), null, execution), count);
        boolean exploded = false;
        try {
            trainer.listen(curve).fit(train, null);
            exploded = curve.exploded;
        } catch (DivergedException e) {
            exploded = true;
        }
        int trial = trial(count);
        return RateSweep.of(curve.points, exploded, trial, rate -> {
            if (rate < low || rate > high) {
                return Double.NaN;
            }
            return trial(network.copy(), pace(fixed, rate, trial, perEpoch, batch), trial, train, sample, execution);
        });
    }

    /** Returns as many epochs of so many rows as the steps of a sweep and its short trainings make at the least, for a choice of kernels. */
    public int epochs(TrainingPlan plan, int rows) {
        int perEpoch = perEpoch(rows, batch(plan, rows));
        int count = count(perEpoch);
        long all = count + (long) RateSweep.FEWEST * trial(count);
        return Math.toIntExact((all + perEpoch - 1) / perEpoch);
    }

    private static int batch(TrainingPlan plan, int rows) {
        return Math.toIntExact(Math.min(rows, (long) plan.batchSize() * plan.accumulate()));
    }

    private static int perEpoch(int rows, int batch) {
        return (rows + batch - 1) / Math.max(1, batch);
    }

    private int count(int perEpoch) {
        return steps == 0 ? Math.clamp(perEpoch, 200, 1000) : steps;
    }

    /** Steps of a short training. */
    private static int trial(int count) {
        return (int) Math.min(TRIAL, 3L * count);
    }

    private static TrainingPlan pace(TrainingPlan plan, double rate, int count, int perEpoch, int batch) {
        return plan.with(plan.optimizer().withLearningRate(rate))
                .with(new TrainingPlan.Pace((count + perEpoch - 1) / perEpoch, batch, 1, 0));
    }

    /** The loss after some steps at a fixed rate, NaN where it diverges. */
    private static double trial(
            Network copy, TrainingPlan plan, int count, DatasetView train, DatasetView sample, Execution execution) {
        try {
            new Trainer(copy, plan, execution)
                    .listen(new TrainingListener() {
                        private int done;

                        @Override
                        public boolean onBatch(int epoch, int batch, int batches, double loss) {
                            return ++done < count;
                        }
                    })
                    .fit(train, null);
        } catch (DivergedException e) {
            return Double.NaN;
        }
        Evaluator judge = new Evaluator(copy, sample, plan.loss(), null, execution);
        judge.evaluate();
        return judge.meanLoss();
    }

    /** Rows evenly out of all, the same for every rate. */
    private static DatasetView sample(DatasetView train, int batch) {
        int rows = Math.min(train.rows(), Math.max(SAMPLE, 2 * batch));
        int[] index = new int[rows];
        for (int i = 0; i < rows; i++) {
            index[i] = train.index()[(int) ((long) i * train.rows() / rows)];
        }
        return new DatasetView(train.dataset(), index);
    }

    /** Notes the loss at every rate and stops where it explodes. */
    private static final class Curve implements TrainingListener {
        private final Trainer trainer;
        private final Evaluator judge;
        private final int count;
        private final double keep;
        private final List<RateSweep.Point> points = new ArrayList<>();
        private double mean;
        private double missing = 1;
        private double best = Double.POSITIVE_INFINITY;
        private boolean exploded;

        /** A mean over about a thirtieth of the sweep. */
        Curve(Trainer trainer, Evaluator judge, int count) {
            this.trainer = trainer;
            this.judge = judge;
            this.count = count;
            keep = 1 - Math.min(0.5, 60.0 / count);
        }

        @Override
        public boolean onBatch(int epoch, int batch, int batches, double batchLoss) {
            judge.evaluate();
            double loss = judge.meanLoss();
            mean = keep * mean + (1 - keep) * loss;
            missing *= keep;
            double smoothed = mean / (1 - missing);
            points.add(new RateSweep.Point(trainer.settings().learningRate(), loss, smoothed));
            best = Math.min(best, smoothed);
            exploded = smoothed > points.getFirst().smoothed() && smoothed > best + 3 * Math.abs(best);
            return !exploded && points.size() < count;
        }
    }
}
