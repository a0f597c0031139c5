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
 * Finds a learning rate by a range test (Smith, Cyclical Learning Rates for Training Neural Networks, 2015): a copy of the network is trained on mini-batches
 * while the rate grows by the same factor at every step, until the loss explodes. Repeatable by the plan's seed. Immutable.
 *
 * @param low first rate, above 0
 * @param high last rate, above {@code low}
 * @param steps steps from one to the other, at least 20; 0 for those of an epoch, 200 to 1000
 */
public record RateFinder(double low, double high, int steps) {

    /** From 1e-6 to 10. */
    public static final RateFinder DEFAULT = new RateFinder(1e-6, 10, 0);

    private static final int FEWEST = 20;

    /** Checks the ranges. */
    public RateFinder {
        if (!(low > 0 && high > low && high < Double.POSITIVE_INFINITY)) {
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
        int batch = Math.toIntExact(Math.min(train.rows(), (long) plan.batchSize() * plan.accumulate()));
        int perEpoch = (train.rows() + batch - 1) / Math.max(1, batch);
        int count = steps == 0 ? Math.clamp(perEpoch, 200, 1000) : steps;
        Schedule growth = Schedule.of(new Exponential(high / low, Length.steps(count - 1), false));
        TrainingPlan sweep = plan.with(plan.optimizer().withLearningRate(low))
                .with(new TrainingPlan.Pace((count + perEpoch - 1) / perEpoch, batch, 1, 0))
                .with(Scheduling.NONE.withLearningRate(growth))
                .with(Averaging.NONE);
        Trainer trainer = new Trainer(network.copy(), sweep, execution);
        Curve curve = new Curve(trainer, count);
        boolean exploded = false;
        try {
            trainer.listen(curve).fit(train, null);
            exploded = curve.exploded;
        } catch (DivergedException e) {
            exploded = true;
        }
        return RateSweep.of(curve.points, exploded);
    }

    /** Notes the loss at every rate and stops where it explodes. */
    private static final class Curve implements TrainingListener {
        private final Trainer trainer;
        private final int count;
        private final double keep;
        private final List<RateSweep.Point> points = new ArrayList<>();
        private double mean;
        private double missing = 1;
        private double best = Double.POSITIVE_INFINITY;
        private boolean exploded;

        /** A mean over about a thirtieth of the sweep. */
        Curve(Trainer trainer, int count) {
            this.trainer = trainer;
            this.count = count;
            keep = 1 - Math.min(0.5, 30.0 / count);
        }

        @Override
        public boolean onBatch(int epoch, int batch, int batches, double loss) {
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
