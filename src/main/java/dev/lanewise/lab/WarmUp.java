package dev.lanewise.lab;

import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Ends a training once its steps get no faster, so that what is measured afterwards is no compilation. A median of the steps' times is taken every tenth of a
 * second; it has settled when it has twice in a row not fallen by a tenth. After two seconds it ends in any case.
 */
final class WarmUp implements TrainingListener {

    private static final long WINDOW = 100_000_000L;
    private static final long LONGEST = 2_000_000_000L;
    private static final int FEWEST_STEPS = 5;
    private static final double FALLS = 0.9;
    private static final int CALM = 2;

    private final LongSupplier clock;
    private final long start;
    private final List<Double> times = new ArrayList<>();
    private long windowStart;
    private long last;
    private int stepsOfEpoch;
    private double median = Double.POSITIVE_INFINITY;
    private int calm;

    /** @param clock nanoseconds, as of {@link System#nanoTime} */
    WarmUp(LongSupplier clock) {
        this.clock = clock;
        start = clock.getAsLong();
        windowStart = start;
    }

    @Override
    public boolean onBatch(int epoch, int batch, int batches, double loss) {
        long now = clock.getAsLong();
        if (stepsOfEpoch++ > 0) {
            add((double) (now - last), now);
        }
        last = now;
        return !isOver();
    }

    @Override
    public boolean onEpoch(EpochRecord epoch) {
        if (stepsOfEpoch == 1) {
            add(epoch.seconds() * 1e9, clock.getAsLong());
        }
        stepsOfEpoch = 0;
        return !isOver();
    }

    private void add(double nanos, long now) {
        times.add(nanos);
        if (now - windowStart < WINDOW || times.size() < FEWEST_STEPS) {
            return;
        }
        double next = Ranking.median(times.stream().mapToDouble(t -> t).toArray());
        calm = next > FALLS * median ? calm + 1 : 0;
        median = next;
        times.clear();
        windowStart = now;
    }

    /** Whether there is nothing left to wait for. */
    boolean isOver() {
        return calm >= CALM || clock.getAsLong() - start >= LONGEST;
    }
}
