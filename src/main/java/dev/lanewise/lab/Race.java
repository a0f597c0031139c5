package dev.lanewise.lab;

import dev.lanewise.core.UserException;
import dev.lanewise.schedule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Optimizers side by side on a test function, from one start and with the same noise.
 *
 * @param function what is minimised
 * @param candidates optimizers, each at one or several rates
 * @param start first weights
 * @param steps steps of each
 * @param noise deviation of the noise of the gradient, see {@link Descent}
 * @param seed seed of the noise
 * @param schedule how the rates move, or null
 */
public record Race(
        TestFunction function,
        List<Candidate> candidates,
        List<Double> start,
        int steps,
        double noise,
        long seed,
        @Nullable Schedule schedule) {

    /** Most steps: a path is held in memory whole. */
    public static final int MOST_STEPS = 1_000_000;

    /**
     * What a race brings.
     *
     * @param race what was run
     * @param paths the path of each candidate, in order
     */
    public record Result(Race race, Map<Candidate, Trajectory> paths) {

        /** Returns each optimizer at the rate that ended lowest; one that diverged only where no other did not. */
        public Map<Candidate, Trajectory> best() {
            Map<String, Candidate> best = new LinkedHashMap<>();
            paths.forEach((candidate, path) -> {
                Candidate other = best.get(candidate.label());
                if (other == null || end(path) < end(paths.get(other))) {
                    best.put(candidate.label(), candidate);
                }
            });
            Map<Candidate, Trajectory> kept = new LinkedHashMap<>();
            best.values().forEach(candidate -> {
                Trajectory path = paths.get(candidate);
                if (path != null) {
                    kept.put(candidate, path);
                }
            });
            return kept;
        }

        private static double end(@Nullable Trajectory path) {
            return path == null || path.diverged() ? Double.POSITIVE_INFINITY : path.value();
        }
    }

    /** Checks and copies. */
    public Race {
        candidates = List.copyOf(candidates);
        start = List.copyOf(start);
        if (candidates.isEmpty()) {
            throw new UserException("A race takes at least one optimizer.");
        }
        if (steps > MOST_STEPS) {
            throw new UserException("A race takes at most " + MOST_STEPS + " steps, not " + steps + ".");
        }
    }

    /** Returns 500 steps from the function's own start, without noise and schedule. */
    public static Race of(TestFunction function, List<Candidate> candidates) {
        return new Race(function, candidates, function.start(), 500, 0, 1, null);
    }

    /**
     * Runs it.
     *
     * @throws UserException where the gradient at the start is not that of the values, by central differences
     */
    public Result run() {
        Map<Candidate, Trajectory> paths = new LinkedHashMap<>();
        List<Descent> descents = new ArrayList<>();
        for (Candidate candidate : candidates) {
            descents.add(new Descent(function, candidate.optimizer(), schedule, start, steps, noise, seed));
        }
        for (int i = 0; i < descents.size(); i++) {
            paths.put(candidates.get(i), descents.get(i).path());
        }
        return new Result(this, paths);
    }
}
