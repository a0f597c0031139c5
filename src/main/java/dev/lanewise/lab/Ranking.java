package dev.lanewise.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Candidates by their mean loss over the seeds that all of them have ended, and which of the differences are more than noise. Each candidate is set against
 * the first by the differences within each seed: the two-sided t interval of their mean. All intervals together hold with 95 % (Bonferroni: each with
 * 1 - 0.05 / differences). An interval that holds 0 is called noise.
 *
 * @param places the candidates, best first
 * @param seeds seeds that were compared
 * @param level confidence of each single interval
 */
public record Ranking(List<Place> places, int seeds, double level) {

    private static final double ALL = 0.95;

    /** What a place means. */
    public enum Verdict {
        /** The lowest mean loss. */
        FIRST,
        /** The interval of the difference to the first holds 0. */
        WITHIN_NOISE,
        /** The interval of the difference to the first lies above 0. */
        WORSE,
        /** There is one seed only, and so no interval. */
        UNKNOWN,
        /** A training diverged. */
        DIVERGED
    }

    /**
     * A candidate's place.
     *
     * @param candidate the candidate
     * @param loss mean loss over the seeds; infinite where one diverged
     * @param deviation standard deviation over the seeds; NaN for one seed
     * @param score mean accuracy or R2; NaN where there is none
     * @param difference mean difference of the loss to the first
     * @param margin half the width of the interval of the difference; NaN for one seed
     * @param diverged trainings that diverged
     * @param verdict what to make of it
     */
    public record Place(
            Candidate candidate,
            double loss,
            double deviation,
            double score,
            double difference,
            double margin,
            int diverged,
            Verdict verdict) {}

    /** Copies the list. */
    public Ranking {
        places = List.copyOf(places);
    }

    /** Ranks candidates by their trainings; those of a seed that is not complete take no part. */
    static Ranking of(List<Candidate> candidates, List<Long> seeds, List<TrainingRun> runs) {
        Map<String, TrainingRun> byKey = new LinkedHashMap<>();
        runs.forEach(run -> byKey.put(key(run.candidate(), run.seed()), run));
        List<Long> complete = seeds.stream()
                .filter(seed -> candidates.stream().allMatch(c -> byKey.containsKey(key(c, seed))))
                .toList();
        double level = 1 - (1 - ALL) / Math.max(1, candidates.size() - 1);
        if (complete.isEmpty()) {
            return new Ranking(List.of(), 0, level);
        }
        Map<Candidate, List<TrainingRun>> all = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            all.put(
                    candidate,
                    complete.stream()
                            .map(seed -> Objects.requireNonNull(byKey.get(key(candidate, seed))))
                            .toList());
        }
        List<Candidate> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingDouble(c -> mean(losses(all, c))));
        List<Place> places = new ArrayList<>();
        for (Candidate candidate : sorted) {
            places.add(place(all, sorted.getFirst(), candidate, level));
        }
        return new Ranking(places, complete.size(), level);
    }

    private static String key(Candidate candidate, long seed) {
        return seed + " " + candidate.name();
    }

    private static double[] losses(Map<Candidate, List<TrainingRun>> all, Candidate candidate) {
        return Objects.requireNonNull(all.get(candidate)).stream()
                .mapToDouble(TrainingRun::loss)
                .toArray();
    }

    private static Place place(
            Map<Candidate, List<TrainingRun>> all, Candidate first, Candidate candidate, double level) {
        double[] losses = losses(all, candidate);
        List<TrainingRun> runs = Objects.requireNonNull(all.get(candidate));
        double score = mean(runs.stream().mapToDouble(TrainingRun::score).toArray());
        int diverged = (int) runs.stream().filter(TrainingRun::diverged).count();
        if (diverged > 0) {
            return new Place(
                    candidate,
                    Double.POSITIVE_INFINITY,
                    Double.NaN,
                    score,
                    Double.POSITIVE_INFINITY,
                    Double.NaN,
                    diverged,
                    Verdict.DIVERGED);
        }
        double[] best = losses(all, first);
        double[] differences = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            differences[i] = losses[i] - best[i];
        }
        double difference = mean(differences);
        double margin = losses.length < 2
                ? Double.NaN
                : StudentT.within(level, losses.length - 1) * deviation(differences) / Math.sqrt(losses.length);
        Verdict verdict = candidate.equals(first)
                ? Verdict.FIRST
                : Double.isNaN(margin) ? Verdict.UNKNOWN : difference > margin ? Verdict.WORSE : Verdict.WITHIN_NOISE;
        return new Place(candidate, mean(losses), deviation(losses), score, difference, margin, 0, verdict);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Median; NaN of nothing. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** Standard deviation of a sample; NaN for one value. */
    static double deviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length < 2 ? Double.NaN : Math.sqrt(sum / (values.length - 1));
    }
}
