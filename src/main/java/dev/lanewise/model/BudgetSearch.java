package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Execution;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.train.EpochTimer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Finds the members and the epochs that a time budget allows, by the time that epochs of a few sizes take. The clock and the times come from outside, and nothing else
 * decides.
 */
final class BudgetSearch {

    static final int MOST_MEMBERS = 32;
    static final int MOST_EPOCHS = 256;

    /** More members are taken only where there is time for so many epochs. */
    static final int ENOUGH_EPOCHS = 64;

    /** The rest is for the test rows, and for what takes longer than it did. */
    static final double SHARE = 0.85;

    /** The most of the budget until code is compiled, and the most seconds: until then the training, too, would be some hundred times as slow. */
    static final double WARM_UP = 0.65;

    static final double LONGEST_WARM_UP = 12;

    /** Of the budget, for each size that is timed, half of it at most for what is compiled for this size alone; and the most seconds. */
    private static final double TRIAL = 0.05;

    private static final double LONGEST_TRIAL = 3;

    /** Of the budget: no more sizes are timed where they have taken so much, or where less is left for the training. */
    static final double MEASURING = 0.15;

    private static final double TRAINING = 0.1;

    /** What a member adds at the least, of the mean of all: times vary. */
    private static final double LEAST_SLOPE = 0.7;

    /** Some epochs fewer are no reason to time another size. */
    private static final double TOLERANCE = 1.15;

    /** Multiply-adds a second that kernels do at the least when they are compiled. */
    private static final double SCALAR_WORK = 0.4e9;

    private static final double VECTOR_WORK = 1e9;

    private final Duration budget;
    private final double budgetSeconds;
    private final int members;
    private final int epochs;
    private final int mostEpochs;
    private final Meter meter;
    private final LongSupplier clock;
    private final long start;
    private boolean compiled;
    private long compiledAt;

    /**
     * Prepares.
     *
     * @param members networks of the ensemble where they are said or fixed; 0 where they are to be chosen
     * @param epochs epochs where they are said; 0 where they are to be chosen
     * @param mostEpochs the most that are chosen
     * @param clock tells the time in nanoseconds
     * @param start the clock's time from which the budget counts
     */
    BudgetSearch(
            Duration budget, int members, int epochs, int mostEpochs, Meter meter, LongSupplier clock, long start) {
        this.budget = budget;
        budgetSeconds = budget.toMillis() * 1e-3;
        this.members = members;
        this.epochs = epochs;
        this.mostEpochs = mostEpochs;
        this.meter = meter;
        this.clock = clock;
        this.start = start;
    }

    /** Times epochs. Sizes are members of the ensemble. */
    interface Meter {

        /** Works for so many seconds at the most, until code is compiled; whether it came to that. */
        boolean warmUp(int members, double most);

        /** Returns the seconds of an epoch, and takes about {@code most} seconds for it. */
        double seconds(int members, double most);

        /** Returns the most seconds of an epoch when code is compiled. */
        double slowest(int members);
    }

    /** Chooses for a training; one that goes on has chosen before. */
    static void choose(ModelTrainer settings, Duration budget, Preparation prepared, int threads, long start) {
        Checkpoint resumed = settings.resumed;
        if (resumed != null) {
            prepared.choose(
                    BudgetChoice.resumed(budget, resumed.budget(), prepared.choosesMembers(), settings.epochs == 0));
            return;
        }
        int members = prepared.choosesMembers() ? 0 : prepared.spec(1).members();
        if (members != 0 && settings.epochs != 0) {
            throw new UserException("budget has nothing to choose where both the epochs and the members are said or"
                    + " fixed. Leave one of them out.");
        }
        int mostEpochs = Math.max(MOST_EPOCHS, prepared.plan().epochs());
        // About the most work: where the vector twins would be compiled for most of the budget, the scalar ones do this
        // much a second.
        double most = (double) prepared.multiplyAdds(settings.epochs == 0 ? mostEpochs : settings.epochs)
                * (members == 0 ? MOST_MEMBERS : 1);
        long work = (long) Math.min(most, SCALAR_WORK * budget.toMillis() * 1e-3);
        try (Execution execution = settings.execution(work, threads)) {
            Meter meter = new Steps(prepared, settings.epochs == 0 ? ENOUGH_EPOCHS : settings.epochs, execution);
            prepared.choose(
                    new BudgetSearch(budget, members, settings.epochs, mostEpochs, meter, System::nanoTime, start)
                            .choose());
        }
    }

    BudgetChoice choose() {
        // Two members at first: an ensemble has layers that one network has not.
        double warmUp = Math.clamp(WARM_UP * budgetSeconds - seconds(start), 0, LONGEST_WARM_UP);
        compiled = meter.warmUp(members == 0 ? 2 : members, warmUp);
        compiledAt = clock.getAsLong();
        int size = members == 0 ? 1 : members;
        double cost = timed(size);
        int wanted = epochs == 0 ? ENOUGH_EPOCHS : epochs;
        if (members == 0 && wanted * cost < left()) {
            // At most as many times the cost: a size that is sure to fit, from which others follow by a straight line.
            int sure = (int) Math.clamp(left() / (wanted * cost), 2, MOST_MEMBERS);
            double second = again(sure, cost * sure);
            double slope = Math.max((second - cost) / (sure - 1), LEAST_SLOPE * second / sure);
            size = (int) Math.clamp(sure + (left() / wanted - second) / slope, 1, MOST_MEMBERS);
            double line = second + slope * (size - sure);
            cost = size == sure ? second : again(size, line);
            while (size > 1 && wanted * cost > (epochs == 0 ? TOLERANCE : 1) * left()) {
                int fewer = (int) Math.clamp(size * left() / (wanted * cost), 1, size - 1);
                cost = again(fewer, cost * fewer / size);
                size = fewer;
            }
        }
        int chosen = epochs == 0 ? (int) Math.clamp(left() / cost, 1, mostEpochs) : epochs;
        double available = budgetSeconds - seconds(start);
        return new BudgetChoice(budget, size, chosen, members == 0, epochs == 0, chosen * cost, available);
    }

    private double seconds(long since) {
        return (clock.getAsLong() - since) * 1e-9;
    }

    /** Seconds for epochs. */
    private double left() {
        return SHARE * budgetSeconds - seconds(start);
    }

    /** Seconds of an epoch, or what is expected where there is no time for another trial. */
    private double again(int size, double expected) {
        double trial = Math.min(LONGEST_TRIAL, TRIAL * budgetSeconds);
        boolean spent = seconds(compiledAt) + trial > MEASURING * budgetSeconds;
        return spent || left() - trial < TRAINING * budgetSeconds ? expected : timed(size);
    }

    /** Seconds of an epoch. */
    private double timed(int size) {
        double half = Math.min(LONGEST_TRIAL, TRIAL * budgetSeconds) / 2;
        meter.warmUp(size, half);
        double measured = meter.seconds(size, half);
        return compiled ? measured : Math.min(measured, meter.slowest(size));
    }

    /** Steps of networks of their own, on the kernels and threads of the training. */
    private static final class Steps implements Meter {

        private final Preparation prepared;
        private final int epochs;
        private final Execution execution;
        private int members;
        private EpochTimer timer;

        Steps(Preparation prepared, int epochs, Execution execution) {
            this.prepared = prepared;
            this.epochs = epochs;
            this.execution = execution;
            members = 1;
            timer = timer();
        }

        private EpochTimer timer() {
            NetworkSpec spec = prepared.spec(members);
            Dataset validation = prepared.validation();
            return EpochTimer.of(
                    spec,
                    prepared.plan(spec, epochs),
                    prepared.train().all(),
                    validation.rows() == 0 ? null : validation.all(),
                    execution);
        }

        private EpochTimer timer(int size) {
            if (size != members) {
                members = size;
                timer = timer();
            }
            return timer;
        }

        @Override
        public boolean warmUp(int size, double most) {
            return timer(size).warmUp(most);
        }

        @Override
        public double seconds(int size, double most) {
            return timer(size).seconds(most);
        }

        @Override
        public double slowest(int size) {
            double work = execution.kernels().vectorBits() > 0 ? VECTOR_WORK : SCALAR_WORK;
            return prepared.multiplyAdds(1) / work * size / prepared.spec(0).members();
        }
    }
}
