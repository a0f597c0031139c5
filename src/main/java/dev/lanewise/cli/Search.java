package dev.lanewise.cli;

import dev.lanewise.core.Team;
import dev.lanewise.core.UserException;
import dev.lanewise.train.DivergedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A random search, or successive halving over epochs (Jamieson and Talwalkar, Non-stochastic Best Arm Identification and Hyperparameter Optimization, 2016): all trials with a ninth
 * of their epochs, the best third of them with a third, the best third of these with all. Trials run side by side; the result is the same however many do.
 */
final class Search {

    /** Of how many trials one goes on. */
    private static final int KEPT = 3;

    /** Trains and judges. */
    interface Runner {
        /** Returns the trial, or null where it was cancelled. */
        @Nullable
        Trial run(int number, int share, Map<String, String> options);
    }

    private final SearchSpace space;
    private final long seed;
    private final int trials;
    private final boolean halving;
    private final Map<List<Integer>, Trial> ended = new LinkedHashMap<>();
    private volatile boolean failed;

    Search(SearchSpace space, long seed, int trials, boolean halving) {
        this.space = space;
        this.seed = seed;
        this.trials = trials;
        this.halving = halving;
    }

    /**
     * Takes a trial that ended before.
     *
     * @throws UserException where its options are not those of this search
     */
    void add(Trial trial) {
        if (!trial.options().equals(space.draw(seed, trial.number()))) {
            throw new UserException("The journal's trial " + trial.number()
                    + " has other options than this search. Name another file.");
        }
        ended.putIfAbsent(List.of(trial.number(), trial.share()), trial);
    }

    /** Returns the shares of the epochs, one in so many, from the shortest trials on. */
    List<Integer> shares() {
        return !halving || trials < KEPT
                ? List.of(1)
                : trials < KEPT * KEPT ? List.of(KEPT, 1) : List.of(KEPT * KEPT, KEPT, 1);
    }

    /** Returns how many trials there are of all lengths; at most, since trial 1 may be among the best anyhow. */
    int count() {
        int all = 0;
        int of = trials;
        for (int rung = 0; rung < shares().size(); rung++) {
            all += of + (of < trials ? 1 : 0);
            of = (of + KEPT - 1) / KEPT;
        }
        return all;
    }

    /** Runs what is missing, and returns the trials that ended, best first. */
    List<Trial> run(int threads, Runner runner, Consumer<Trial> onTrial, BooleanSupplier cancelled) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= trials; i++) {
            numbers.add(i);
        }
        List<Trial> all = new ArrayList<>();
        int of = trials;
        for (int share : shares()) {
            runMissing(numbers, share, threads, runner, onTrial);
            List<Trial> rung = new ArrayList<>();
            for (int number : numbers) {
                Trial trial = ended.get(List.of(number, share));
                if (trial != null) {
                    rung.add(trial);
                }
            }
            all.addAll(rung);
            if (cancelled.getAsBoolean()) {
                break;
            }
            of = (of + KEPT - 1) / KEPT;
            numbers = best(rung, of);
        }
        all.sort(Trial.RANK);
        return all;
    }

    /** The best ones, and trial 1, which all are compared with. */
    private static List<Integer> best(List<Trial> rung, int count) {
        Set<Integer> best = new LinkedHashSet<>();
        rung.stream().sorted(Trial.RANK).limit(count).forEach(trial -> best.add(trial.number()));
        best.add(1);
        return best.stream().sorted().toList();
    }

    private void runMissing(List<Integer> numbers, int share, int threads, Runner runner, Consumer<Trial> onTrial) {
        List<Integer> missing = numbers.stream()
                .filter(number -> !ended.containsKey(List.of(number, share)))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        try (Team team = Team.of(Math.min(threads, missing.size()))) {
            team.run((tile, member) -> one(missing.get(tile), share, runner, onTrial), missing.size());
        }
    }

    /** Begins no trial any more where one failed, whose reason is told when the others have ended. */
    private void one(int number, int share, Runner runner, Consumer<Trial> onTrial) {
        if (failed) {
            return;
        }
        boolean well = false;
        try {
            train(number, share, runner, onTrial);
            well = true;
        } finally {
            if (!well) {
                failed = true;
            }
        }
    }

    private void train(int number, int share, Runner runner, Consumer<Trial> onTrial) {
        Map<String, String> options = space.draw(seed, number);
        Trial trial;
        try {
            trial = runner.run(number, share, options);
        } catch (DivergedException e) {
            trial = new Trial(number, share, options, Double.POSITIVE_INFINITY, e.epoch(), 0);
        } catch (UserException e) {
            throw new UserException("Trial " + number + " (" + words(options) + "): " + e.getMessage(), e);
        }
        if (trial != null) {
            synchronized (this) {
                ended.put(List.of(number, share), trial);
                onTrial.accept(trial);
            }
        }
    }

    /** The options as they are given on the command line. */
    static String words(Map<String, String> options) {
        List<String> words = new ArrayList<>();
        options.forEach((key, value) -> words.add("--" + key + " " + Text.shell(value)));
        return words.isEmpty() ? "as it is without a search" : String.join(" ", words);
    }
}
