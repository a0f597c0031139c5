package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Execution;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.train.EpochTimer;
import dev.lanewise.train.TrainingPlan;
import java.time.Duration;

/** Finds the members and the epochs that a time budget allows, by the time that steps of networks of their own take on the kernels and threads of the training. */
final class BudgetSearch {

    private static final int MOST_MEMBERS = 32;
    private static final int MOST_EPOCHS = 256;

    /** More members are taken only where there is time for so many epochs. */
    private static final int ENOUGH_EPOCHS = 64;

    /** The rest is for the test rows, and for what takes longer than it did. */
    private static final double SHARE = 0.85;

    /** Of the budget: no size is tried where less is left for the training. */
    private static final double TRAINING = 0.4;

    /** Of the budget, for each size that is tried. */
    private static final double TRIAL = 0.04;

    private static final double LONGEST_TRIAL = 1.5;

    /** The most of the budget, and the most seconds, until kernels are compiled: the training that follows has them so. */
    private static final double WARM_UP = 0.3;

    private static final double LONGEST_WARM_UP = 8;

    /** What a member adds at the least, of the mean of all: times vary, and the first ones are of code that is not all compiled. */
    private static final double LEAST_SLOPE = 0.7;

    /** Some epochs fewer are no reason to try another size. */
    private static final double TOLERANCE = 1.15;

    private static final double SCALAR_WORK = 0.4e9;

    private final Duration budget;
    private final double seconds;
    private final Preparation prepared;
    private final long start;
    private final boolean choosesMembers;
    private final boolean choosesEpochs;
    private final int mostEpochs;

    /** Chooses for a training; one that goes on has chosen before. */
    static void choose(ModelTrainer settings, Duration budget, Preparation prepared, int threads, long start) {
        Checkpoint resumed = settings.resumed;
        if (resumed != null) {
            prepared.choose(
                    BudgetChoice.resumed(budget, resumed.budget(), prepared.choosesMembers(), settings.epochs == 0));
            return;
        }
        BudgetSearch search = new BudgetSearch(settings, budget, prepared, start);
        try (Execution execution = settings.execution(search.multiplyAdds(), threads)) {
            prepared.choose(search.choose(execution));
        }
    }

    /**
     * Prepares.
     *
     * @param start the time in nanoseconds from which the budget counts
     */
    private BudgetSearch(ModelTrainer settings, Duration budget, Preparation prepared, long start) {
        this.budget = budget;
        seconds = budget.toMillis() * 1e-3;
        this.prepared = prepared;
        this.start = start;
        choosesMembers = prepared.choosesMembers();
        choosesEpochs = settings.epochs == 0;
        mostEpochs = choosesEpochs ? Math.max(MOST_EPOCHS, prepared.plan().epochs()) : settings.epochs;
        if (!choosesMembers && !choosesEpochs) {
            throw new UserException("budget has nothing to choose where both the epochs and the members are said or"
                    + " fixed. Leave one of them out.");
        }
    }

    /** About the most work, for the choice of kernels: where the vector twins would be compiled for most of the budget, the scalar ones do this much a second. */
    long multiplyAdds() {
        double most = (double) prepared.multiplyAdds(mostEpochs) * (choosesMembers ? MOST_MEMBERS : 1);
        return (long) Math.min(most, SCALAR_WORK * seconds);
    }

    BudgetChoice choose(Execution execution) {
        double length = Math.min(LONGEST_TRIAL, TRIAL * seconds);
        int members = choosesMembers ? 1 : prepared.spec(1).members();
        double cost = cost(members, Math.min(LONGEST_WARM_UP, WARM_UP * seconds), length, execution);
        int wanted = choosesEpochs ? ENOUGH_EPOCHS : mostEpochs;
        if (choosesMembers && wanted * cost < left()) {
            // At most as many times the cost: a size that is sure to fit, from which others follow by a straight line.
            int sure = (int) Math.clamp(left() / (wanted * cost), 2, MOST_MEMBERS);
            double second = again(sure, cost * sure, length, execution);
            double slope = Math.max((second - cost) / (sure - 1), LEAST_SLOPE * second / sure);
            members = (int) Math.clamp(sure + (left() / wanted - second) / slope, 1, MOST_MEMBERS);
            double line = second + slope * (members - sure);
            cost = members == sure ? second : again(members, line, length, execution);
            while (members > 1 && wanted * cost > (choosesEpochs ? TOLERANCE : 1) * left()) {
                int fewer = (int) Math.clamp(members * left() / (wanted * cost), 1, members - 1);
                cost = again(fewer, cost * fewer / members, length, execution);
                members = fewer;
            }
        }
        int epochs = choosesEpochs ? (int) Math.clamp(left() / cost, 1, mostEpochs) : mostEpochs;
        return new BudgetChoice(budget, members, epochs, choosesMembers, choosesEpochs, epochs * cost);
    }

    /** Seconds for epochs. */
    private double left() {
        return SHARE * seconds - (System.nanoTime() - start) * 1e-9;
    }

    /** Seconds of an epoch, or what is expected where too much of the budget has gone for another trial. */
    private double again(int members, double expected, double length, Execution execution) {
        return left() < TRAINING * seconds ? expected : cost(members, length, length, execution);
    }

    /** Seconds of an epoch. */
    private double cost(int members, double warmUp, double length, Execution execution) {
        NetworkSpec spec = prepared.spec(members);
        TrainingPlan plan = prepared.plan(spec, choosesEpochs ? ENOUGH_EPOCHS : mostEpochs);
        Dataset validation = prepared.validation();
        return EpochTimer.seconds(
                spec,
                plan,
                prepared.train().all(),
                validation.rows() == 0 ? null : validation.all(),
                execution,
                warmUp,
                length);
    }
}
