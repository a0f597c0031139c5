package dev.lanewise.train;

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

    FitState(Best best) {
        this.best = best;
    }

    /** Goes on from a snapshot. */
    void resume(TrainingSnapshot.Fit from) {
        epochs.addAll(from.epochs());
        over = from.over();
        batches = from.batches();
        lossSum = from.lossSum();
        lossWeight = from.lossWeight();
        seconds = from.seconds();
    }

    /** Takes a batch in. */
    void add(double sum, double weight) {
        batches++;
        lossSum += sum;
        lossWeight += weight;
    }

    /** Takes the time of some steps in. */
    void spend(double more) {
        seconds += more;
    }

    double lossSum() {
        return lossSum;
    }

    double lossWeight() {
        return lossWeight;
    }

    double seconds() {
        return seconds;
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
        return new TrainingSnapshot.Fit(
                epochs, over, batches, lossSum, lossWeight, seconds, best.epoch(), best.loss(), best.since());
    }
}
