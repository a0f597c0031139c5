package dev.lanewise.lab;

import dev.lanewise.model.TrainingSetup;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.TrainingListener;
import dev.lanewise.train.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes the losses of a training and when they were reached; evaluation takes no part in the time. */
final class RunListener implements TrainingListener {

    /** Most points of a curve. */
    private static final int POINTS = 200;

    final List<EpochRecord> epochs = new ArrayList<>();
    private final double[] steps = new double[POINTS + 1];
    private final double[] losses = new double[POINTS + 1];
    private final double[] seconds = new double[POINTS + 1];
    private int points;
    private long batchesDone;
    private long group;
    private int inGroup;
    private double sum;
    private double before;
    private double sinceResumed;
    private long resumed;
    private int told;

    @Nullable
    TrainingPlan plan;

    /** Batches of an epoch; 0 before the first. */
    int batches;

    /** The training begins. */
    void start(TrainingSetup setup) {
        plan = setup.plan();
        resumed = System.nanoTime();
    }

    @Override
    public boolean onBatch(int epoch, int batch, int ofEpoch, double loss) {
        batches = ofEpoch;
        if (group == 0) {
            long all = (long) ofEpoch * (plan == null ? 1 : plan.epochs());
            group = Math.max(1, (all + POINTS - 1) / POINTS);
        }
        batchesDone++;
        sinceResumed = (System.nanoTime() - resumed) * 1e-9;
        sum += loss;
        inGroup++;
        if (inGroup == group && points < steps.length) {
            steps[points] = batchesDone;
            losses[points] = sum / inGroup;
            seconds[points] = before + sinceResumed;
            points++;
            inGroup = 0;
            sum = 0;
        }
        return true;
    }

    @Override
    public boolean onEpoch(EpochRecord epoch) {
        epochs.add(epoch);
        // From callback to callback there is more than the epoch's steps: the points within it share its own time.
        double share = sinceResumed > 0 ? epoch.seconds() / sinceResumed : 0;
        for (int i = told; i < points; i++) {
            seconds[i] = before + (seconds[i] - before) * share;
        }
        told = points;
        before += epoch.seconds();
        resumed = System.nanoTime();
        return true;
    }

    TrainingRun.Curve curve() {
        return new TrainingRun.Curve(
                Arrays.copyOf(steps, points), Arrays.copyOf(losses, points), Arrays.copyOf(seconds, points));
    }
}
