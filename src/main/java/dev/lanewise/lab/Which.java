package dev.lanewise.lab;

import dev.lanewise.data.BundledData;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.optim.Convention;
import dev.lanewise.optim.Optimizers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/** All optimizers on one problem, each at its default rate and at the best one of a published sweep. */
final class Which {

    static final List<Double> RATES = Rates.halfDecades(-4, 0);
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);
    private static final List<Long> FRESH = List.of(11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
    private static final int EPOCHS = 10;

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
        claims(notes, swept, standard);
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

    private static void claims(Notebook notes, ComparisonResult swept, ComparisonResult standard) {
        List<Candidate> best = swept.best();
        double[] losses = best.stream().mapToDouble(swept::validation).sorted().toArray();
        double rules = notes.number("median-by-first", losses[losses.length / 2] / losses[0]);
        List<Double> off = new ArrayList<>();
        for (Candidate candidate : best) {
            off.add(tenTimesOff(swept, candidate) / swept.validation(candidate));
        }
        double rate = notes.number("rate-off", median(off));
        notes.claim(
                "The rate matters more than the rule: a rate ten times off, to the better side, costs more than the median rule does instead of the best",
                rate > rules,
                "median over " + best.size() + " rules: loss " + Say.number(rate, 3)
                        + " times as high at a rate ten times off; the" + " median rule has " + Say.number(rules, 3)
                        + " times the loss of the best, each at its best rate");
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

    /** The better of the losses at a tenth of the rate and at ten times the rate, as far as they were swept. */
    private static double tenTimesOff(ComparisonResult swept, Candidate best) {
        int at = RATES.indexOf(best.optimizer().learningRate());
        double lowest = Double.POSITIVE_INFINITY;
        for (int other : new int[] {at - 2, at + 2}) {
            for (Candidate candidate : swept.candidates()) {
                boolean there =
                        other >= 0 && other < RATES.size() && candidate.label().equals(best.label());
                if (there && candidate.optimizer().learningRate() == RATES.get(other)) {
                    lowest = Math.min(lowest, swept.validation(candidate));
                }
            }
        }
        return lowest;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(d -> d).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static dev.lanewise.figure.Table table(ComparisonResult swept, ComparisonResult standard) {
        List<Candidate> best = new ArrayList<>(swept.best());
        best.sort(java.util.Comparator.comparingDouble(swept::validation));
        Notebook.Rows table = new Notebook.Rows(
                "which",
                "Each optimizer at its default rate and at its best one",
                "Validation loss, mean of 3 seeds, sorted by the best.",
                "optimizer",
                "best rate",
                "loss at it",
                "default rate",
                "loss at that");
        for (Candidate candidate : best) {
            Candidate own = of(standard.candidates(), candidate.label());
            table.add(
                    candidate.label(),
                    Say.number(candidate.optimizer().learningRate()),
                    Say.number(swept.validation(candidate), 3),
                    Say.number(own.optimizer().learningRate()),
                    Say.number(standard.validation(own), 3));
        }
        return table.table();
    }
}
