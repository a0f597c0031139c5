package dev.lanewise.train;

import dev.lanewise.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call of {@code fit} under way: how far it is and what it brought. */
final class FitState {

    final List<EpochRecord> epochs = new ArrayList<>();
    final Best best;

    /** Why no further epoch is to run; null while there is one. */
    History.@Nullable Stop over;

    /** Batches of the epoch under way that were trained on. */
    int batches;

    private double lossSum;
    private double lossWeight;
    private double seconds;

    private long clock;

    private FitState(Best best) {
        this.best = best;
    }

    /**
     * Starts a call, or goes on with one.
     *
     * @param patience epochs without progress that are borne; 0 where the best weights are not kept
     * @param parameters number of weights
     * @param from where to go on, or null
     */
    static FitState begin(int patience, int parameters, @Nullable TrainingSnapshot from) {
        FitState state = new FitState(new Best(patience, parameters));
        TrainingSnapshot.Fit fit = from == null ? null : from.fit();
        if (from != null && fit != null) {
            state.best.resume(fit, from.slabs().get(TrainingSnapshot.BEST));
            state.epochs.addAll(fit.epochs());
            state.over = fit.over();
            state.batches = fit.batches();
            state.lossSum = fit.lossSum();
            state.lossWeight = fit.lossWeight();
            state.seconds = fit.seconds();
        }
        return state;
    }

    /** Takes a batch in. */
    void add(double sum, double weight) {
        batches++;
        lossSum += sum;
        lossWeight += weight;
    }

    /** Steps begin. */
    void startClock() {
        clock = System.nanoTime();
    }

    /** Takes the time since then in. */
    void spend() {
        long now = System.nanoTime();
        seconds += (now - clock) * 1e-9;
        clock = now;
    }

    /**
     * Judges the epoch under way, whose steps are all done.
     *
     * @throws DivergedException if the loss of the validation rows is no finite number
     */
    EpochRecord judge(int epoch, Loss loss, @Nullable Evaluator evaluator, int rows, double learningRate) {
        double trainLoss = loss.mean(lossSum, lossWeight);
        if (evaluator == null) {
            return new EpochRecord(epoch, trainLoss, Double.NaN, Double.NaN, seconds, rows);
        }
        evaluator.evaluate();
        if (!Double.isFinite(evaluator.meanLoss())) {
            throw new DivergedException(epoch, 0, evaluator.meanLoss(), learningRate);
        }
        return new EpochRecord(epoch, trainLoss, evaluator.meanLoss(), evaluator.score(), seconds, rows);
    }

    /** Takes the epoch under way in, and starts the next one. */
    void end(EpochRecord epoch) {
        epochs.add(epoch);
        batches = 0;
        lossSum = 0;
        lossWeight = 0;
        seconds = 0;
    }

    TrainingSnapshot.Fit snapshot() {
        if (batches > 0) {
            spend();
        }
        return new TrainingSnapshot.Fit(
                epochs, over, batches, lossSum, lossWeight, seconds, best.epoch(), best.loss(), best.since());
    }
}
