package dev.lanewise.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a training carries from step to step, taken between two steps by {@link Trainer#snapshot()}: {@link Trainer#resume} goes on from it to the
 * same bits. Random numbers need no state: they depend on the seed, the epoch and the number of the step. Not to be changed.
 *
 * @param steps optimizer steps done
 * @param epochsDone epochs that ran to their end, over all calls of {@code fit}
 * @param averaged weights that are in the average
 * @param fit the call of {@code fit} under way, or null between calls
 * @param slabs arrays by name, in the layout of the network's parameters: {@value #WEIGHTS}, the optimizer's moments with {@value #OPTIMIZER} before their names,
 *     {@value #AVERAGE} and {@value #BEST} where there are such
 * @param numbers what the optimizer carries beside its moments, with {@value #OPTIMIZER} before the name, and the state of plateaus, with {@value #SCHEDULE} before
 *     the schedule's number
 */
public record TrainingSnapshot(
        long steps,
        int epochsDone,
        long averaged,
        @Nullable Fit fit,
        Map<String, float[]> slabs,
        Map<String, double[]> numbers) {

    /** Name of the weights that are trained. */
    public static final String WEIGHTS = "weights";

    /** Name of the average of the weights. */
    public static final String AVERAGE = "average";

    /** Name of the weights of the best epoch. */
    public static final String BEST = "best";

    /** What the names of the optimizer's arrays start with. */
    public static final String OPTIMIZER = "optimizer.";

    /** What the names of the schedules' arrays start with. */
    public static final String SCHEDULE = "schedule.";

    /**
     * How far a call of {@code fit} is.
     *
     * @param epochs the epochs of the call that ran to their end
     * @param over why no further epoch is to run, or null where there is one
     * @param batches batches of the epoch under way that were trained on
     * @param lossSum weighted losses of these batches
     * @param lossWeight their weights
     * @param seconds time of their steps
     * @param bestEpoch epoch with the lowest validation loss, 0 for none
     * @param bestLoss that loss; infinite for none
     * @param sinceBest epochs since then
     */
    public record Fit(
            List<EpochRecord> epochs,
            History.@Nullable Stop over,
            int batches,
            double lossSum,
            double lossWeight,
            double seconds,
            int bestEpoch,
            double bestLoss,
            int sinceBest) {

        /** Copies the list. */
        public Fit {
            epochs = List.copyOf(epochs);
        }
    }

    /** Copies the maps, not the arrays. */
    public TrainingSnapshot {
        slabs = Collections.unmodifiableMap(new LinkedHashMap<>(slabs));
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }
}
