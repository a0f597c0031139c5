package dev.lanewise.lab;

import dev.lanewise.data.BundledData;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.optim.Convention;
import dev.lanewise.optim.Optimizers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All optimizers on one problem, each at its default rate and at the best one of a published sweep. */
final class Which {

    static final List<Double> RATES = Rates.halfDecades(-4, 0);
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);
    private static final List<Long> FRESH = List.of(11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
    private static final int EPOCHS = 10;
    private static final double LEVEL = 0.95;

    private Which() {}

    static void run(Notebook notes, int threads) {
        BundledData data = BundledData.find("auto-mpg").orElseThrow();
        var table = data.table();
        Comparison.Trainings trainings = seed -> ModelTrainer.on(table)
                .target(data.target())
                .hidden(16)
                .dropout(0)
                .epochs(EPOCHS)
                .batchSize(32)
                .validationFraction(0.25)
                .testFraction(0.25);
        ComparisonResult swept = compare(trainings, RATES, threads);
        ComparisonResult standard = compare(trainings, List.of(), threads);
        ComparisonResult finals = new Comparison(trainings, swept.best(), FRESH)
                .parallel(threads)
                .warmUp(false)
                .run();
        rateAgainstRule(notes, trainings, swept, finals, threads);
        standard(notes, swept, standard);
        noise(notes, finals.ranking());
        notes.section(
                "The sweep",
                "Miles per gallon of 406 cars; one hidden layer of 16, 10 epochs, batches of 32, no dropout, 3 seeds. Mean of the"
                        + " lowest validation losses.",
                new ComparisonReport(swept).map("sweep"),
                table(swept, standard));
    }

    private static ComparisonResult compare(Comparison.Trainings trainings, List<Double> rates, int threads) {
        List<Candidate> all = Candidate.of(Optimizers.names(), Convention.LANEWISE, new LinkedHashMap<>(), rates);
        return new Comparison(trainings, all, SEEDS)
                .parallel(threads)
                .warmUp(false)
                .run();
    }

    /**
     * Rates, and which side is better, are chosen by the sweep; what they cost is measured on fresh seeds, so that the choice does not flatter it, and judged
     * by a paired t interval as in the ranking. The best rule is that of the fresh seeds, which makes rules count for more.
     */
    private static void rateAgainstRule(
            Notebook notes,
            Comparison.Trainings trainings,
            ComparisonResult swept,
            ComparisonResult finals,
            int threads) {
        Map<Candidate, Candidate> off = new LinkedHashMap<>();
        swept.best().forEach(best -> off.put(best, tenTimesOff(swept, best)));
        ComparisonResult offs = new Comparison(trainings, List.copyOf(off.values()), FRESH)
                .parallel(threads)
                .warmUp(false)
                .run();
        Candidate first = Collections.min(swept.best(), Comparator.comparingDouble(finals::validation));
        double[] rates = new double[FRESH.size()];
        double[] rules = new double[FRESH.size()];
        double[] differences = new double[FRESH.size()];
        for (int s = 0; s < rates.length; s++) {
            long seed = FRESH.get(s);
            rates[s] = median(off.entrySet().stream()
                    .map(e -> loss(offs, e.getValue(), seed) / loss(finals, e.getKey(), seed))
                    .toList());
            rules[s] = median(off.keySet().stream()
                            .map(best -> loss(finals, best, seed))
                            .toList())
                    / loss(finals, first, seed);
            differences[s] = rates[s] - rules[s];
        }
        double rate = notes.number("rate-off", Ranking.mean(rates));
        double rule = notes.number("median-by-first", Ranking.mean(rules));
        double difference = Ranking.mean(differences);
        double margin = StudentT.within(LEVEL, differences.length - 1)
                * Ranking.deviation(differences)
                / Math.sqrt(differences.length);
        notes.number("rate-by-rule-low", difference - margin);
        notes.claim(
                "The rate matters more than the rule: a rate ten times off, to the better side, costs more than the median rule does instead of the best",
                difference > margin,
                "median over " + off.size() + " rules, mean of ten fresh seeds: " + Say.number(rate, 3)
                        + " times the loss at a rate ten times off; " + Say.number(rule, 3)
                        + " times that of the best rule for the median rule; difference " + Say.number(difference, 2)
                        + ", 95 % interval " + Say.number(difference - margin, 2) + " to "
                        + Say.number(difference + margin, 2)
                        + (difference > margin ? ": beyond noise" : ": not beyond noise"));
    }

    private static double loss(ComparisonResult result, Candidate candidate, long seed) {
        return result.runs(candidate).stream()
                .filter(run -> run.seed() == seed)
                .mapToDouble(TrainingRun::validation)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static void standard(Notebook notes, ComparisonResult swept, ComparisonResult standard) {
        List<Candidate> best = swept.best();
        List<Double> cost = new ArrayList<>();
        for (Candidate candidate : standard.candidates()) {
            cost.add(standard.validation(candidate)
                    / swept.validation(Objects.requireNonNull(of(best, candidate.label()))));
        }
        double median = notes.number("default-by-best", median(cost));
        double most = notes.number(
                "default-by-best-most", cost.stream().mapToDouble(d -> d).max().orElseThrow());
        notes.claim(
                "A default rate is a guess: in so short a training the median rule has at least twice the loss at it than at its best",
                median >= 2,
                Say.number(median, 3) + " times in the median, " + Say.number(most, 3) + " times at most");
    }

    private static void noise(Notebook notes, Ranking ranking) {
        int near = 0;
        for (Ranking.Place place : ranking.places()) {
            near += place.verdict() == Ranking.Verdict.WITHIN_NOISE ? 1 : 0;
        }
        int others = ranking.places().size() - 1;
        notes.number("within-noise", near);
        notes.claim(
                "At their best rates most rules are within noise of the first, on the test rows of ten fresh seeds",
                2 * near > others,
                near + " of " + others + " others; the first is "
                        + ranking.places().getFirst().candidate().name() + "; paired t, 95 % together");
    }

    private static Candidate of(List<Candidate> candidates, String label) {
        return candidates.stream()
                .filter(c -> c.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** The better of a tenth of the rate and ten times the rate, as far as they were swept. */
    private static Candidate tenTimesOff(ComparisonResult swept, Candidate best) {
        int at = RATES.indexOf(best.optimizer().learningRate());
        return swept.candidates().stream()
                .filter(other -> other.label().equals(best.label()))
                .filter(other -> Math.abs(RATES.indexOf(other.optimizer().learningRate()) - at) == 2)
                .min(Comparator.comparingDouble(swept::validation))
                .orElseThrow();
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(d -> d).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static dev.lanewise.figure.Table table(ComparisonResult swept, ComparisonResult standard) {
        List<Candidate> best = new ArrayList<>(swept.best());
        best.sort(Comparator.comparingDouble(swept::validation));
        Notebook.Rows table = new Notebook.Rows(
                "which",
                "Each optimizer at its default rate and at its best one",
                "Validation loss, mean of 3 seeds, sorted by the best. A best rate at an edge of the grid may not be the best there is.",
                "optimizer",
                "best rate",
                "loss at it",
                "default rate",
                "loss at that");
        for (Candidate candidate : best) {
            Candidate own = of(standard.candidates(), candidate.label());
            table.add(
                    candidate.label(),
                    rate(candidate.optimizer().learningRate()),
                    Say.number(swept.validation(candidate), 3),
                    Say.number(own.optimizer().learningRate()),
                    Say.number(standard.validation(own), 3));
        }
        return table.table();
    }

    /** A rate, and whether it is the lowest or the highest of the sweep. */
    private static String rate(double rate) {
        boolean edge = rate == RATES.getFirst() || rate == RATES.getLast();
        return Say.number(rate) + (edge ? ", edge of the grid" : "");
    }
}
