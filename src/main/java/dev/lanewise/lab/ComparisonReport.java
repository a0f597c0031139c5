package dev.lanewise.lab;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Digits;
import dev.lanewise.figure.Facts;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Report;
import dev.lanewise.figure.Scale;
import dev.lanewise.figure.Table;
import dev.lanewise.model.TrainingSetup;
import dev.lanewise.train.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A comparison as a report. */
final class ComparisonReport {

    private final ComparisonResult result;
    private final List<Candidate> best;
    private final Ranking ranking;

    ComparisonReport(ComparisonResult result) {
        this.result = result;
        best = result.best();
        ranking = result.ranking();
    }

    Report report() {
        TrainingSetup setup = result.setup();
        List<Report.Section> sections = new ArrayList<>();
        sections.add(new Report.Section("Ranking", method(), rankingItems()));
        List<Item> curves = new ComparisonCurves(result, best).items();
        if (!curves.isEmpty()) {
            sections.add(new Report.Section("Curves", curveText(), curves));
        }
        if (result.candidates().size() > best.size() && !curves.isEmpty()) {
            sections.add(new Report.Section(
                    "Rates", "Mean over the seeds of the lowest validation loss.", List.of(map("rates"))));
        }
        sections.add(new Report.Section("Trainings", "", List.of(runs())));
        return new Report(
                "Optimizers compared" + (setup == null ? "" : " on " + setup.source()),
                Digits.count(result.runs().size(), "training", "trainings")
                        + (result.interrupted() ? ", interrupted before all had ended" : ""),
                sections);
    }

    /** What the ranking is by, and how differences are judged. */
    private String method() {
        String measure = measure();
        if (result.allDiverged()) {
            return "Every training diverged: there is nothing to rank, and no curve to draw. Lower rates may help.";
        }
        if (ranking.seeds() == 0) {
            return "No seed has ended with every optimizer: there is nothing to rank.";
        }
        String by =
                "By the mean " + measure + " over " + (ranking.seeds() == 1 ? "one seed" : ranking.seeds() + " seeds")
                        + (result.candidates().size() > best.size()
                                ? ", each optimizer at the rate with the lowest validation loss"
                                : "")
                        + ". ";
        return by
                + (ranking.seeds() == 1
                        ? "One seed tells nothing about noise: give several."
                        : "Each is set against the first by the differences within each seed (same split and start"
                                + (sameBatches() ? ", same batches" : "; batches as told below") + "):"
                                + " two-sided t interval of their mean, "
                                + Say.percent(ranking.level())
                                + " each, so that all hold together with 95 % (Bonferroni)."
                                + " An interval that holds 0 is noise.");
    }

    private String measure() {
        boolean tested = result.runs().stream().anyMatch(run -> run.test() != null);
        boolean classes = result.runs().stream()
                .anyMatch(run -> run.test() != null && run.test().classification() != null);
        return tested ? (classes ? "log loss of the test rows" : "RMSE of the test rows") : "lowest validation loss";
    }

    /** What the scores are: of the test rows, where there are any. */
    private String score() {
        return result.runs().stream()
                        .anyMatch(run -> run.test() != null && run.test().regression() != null)
                ? "R2"
                : "accuracy";
    }

    private List<Item> rankingItems() {
        Notebook.Rows rows = new Notebook.Rows(
                "ranking",
                "Ranking",
                "",
                "place",
                "optimizer",
                "rate",
                "loss",
                "deviation",
                score(),
                "difference",
                "interval",
                "epoch",
                "verdict");
        int place = 1;
        for (Ranking.Place p : ranking.places()) {
            boolean set = Double.isFinite(p.margin()) && p.verdict() != Ranking.Verdict.FIRST;
            rows.add(
                    p.diverged() > 0 ? "-" : String.valueOf(place++),
                    p.candidate().label(),
                    Say.number(p.candidate().optimizer().learningRate()),
                    p.diverged() > 0 ? "" : Say.number(p.loss()),
                    Double.isNaN(p.deviation()) ? "" : Say.number(p.deviation(), 2),
                    Double.isNaN(p.score()) ? "" : String.format(Locale.ROOT, "%.4f", p.score()),
                    p.verdict() == Ranking.Verdict.FIRST || p.diverged() > 0 ? "" : Say.number(p.difference(), 3),
                    set
                            ? Say.number(p.difference() - p.margin(), 2) + " to "
                                    + Say.number(p.difference() + p.margin(), 2)
                            : "",
                    milliseconds(result.secondsOfEpoch(p.candidate())),
                    verdict(p));
        }
        List<Item> items = new ArrayList<>();
        items.add(facts());
        if (!ranking.places().isEmpty() && !result.allDiverged()) {
            items.add(rows.table());
        }
        return items;
    }

    private String verdict(Ranking.Place place) {
        return switch (place.verdict()) {
            case FIRST -> "lowest";
            case WITHIN_NOISE -> "within noise of the first";
            case WORSE -> "worse than the first";
            case UNKNOWN -> "one seed";
            case DIVERGED -> "diverged in " + place.diverged() + " of " + ranking.seeds();
        };
    }

    private Facts facts() {
        List<Facts.Fact> facts = new ArrayList<>();
        TrainingSetup setup = result.setup();
        if (setup != null) {
            facts.add(new Facts.Fact(
                    "Data",
                    setup.source() + ", " + setup.trainRows() + " rows to train on, " + setup.validationRows()
                            + " to validate, " + setup.testRows() + " to test"));
            facts.add(new Facts.Fact("Parameters", String.valueOf(setup.parameters())));
            facts.add(new Facts.Fact("Loss", setup.plan().loss().label()));
            facts.addAll(budgets(setup));
        }
        facts.add(new Facts.Fact(
                "Seeds", result.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        facts.add(new Facts.Fact("Side by side", String.valueOf(result.parallel())));
        return new Facts(facts);
    }

    /** Epochs and rows of a batch, which may differ from rule to rule where they are not given. */
    private List<Facts.Fact> budgets(TrainingSetup setup) {
        Map<String, List<String>> byBudget = new LinkedHashMap<>();
        for (Candidate candidate : best) {
            List<TrainingRun> runs = result.runs(candidate);
            if (!runs.isEmpty()) {
                TrainingPlan plan = runs.getFirst().plan();
                String batch = plan.batchSize() >= setup.trainRows()
                        ? "all " + setup.trainRows() + " rows in each step"
                        : "batches of " + plan.batchSize();
                byBudget.computeIfAbsent(plan.epochs() + " epochs, " + batch, b -> new ArrayList<>())
                        .add(candidate.label());
            }
        }
        return byBudget.entrySet().stream()
                .map(e -> new Facts.Fact(
                        byBudget.size() == 1 ? "Training" : "Training of " + String.join(", ", e.getValue()),
                        e.getKey()))
                .toList();
    }

    private boolean sameBatches() {
        return result.runs().stream()
                        .map(run -> run.plan().batchSize())
                        .distinct()
                        .count()
                < 2;
    }

    private static String milliseconds(double seconds) {
        return Double.isNaN(seconds) ? "" : Say.number(1000 * seconds, 3) + " ms";
    }

    private String curveText() {
        String beside = result.parallel() == 1
                ? "one after the other."
                : result.parallel()
                        + " side by side, which share caches and memory: for times of an idle machine run them"
                        + " one at a time.";
        return "Mean over the seeds, with the range of all of them, without trainings that diverged. Time is counted in epochs: an epoch of"
                + " an optimizer takes the median of all its epochs of all seeds, so that neither compilation nor another program's moment"
                + " is taken for its speed; before, each was run until its steps got no faster. Steps alone, without evaluation, one thread a training, "
                + beside;
    }

    /** Rates against optimizers. */
    HeatMap map(String id) {
        Set<Double> rates = new LinkedHashSet<>();
        result.candidates().forEach(c -> rates.add(c.optimizer().learningRate()));
        List<Double> columns = rates.stream().sorted().toList();
        List<String> rows = best.stream().map(Candidate::label).toList();
        double[][] values = new double[rows.size()][columns.size()];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        for (Candidate candidate : result.candidates()) {
            int row = rows.indexOf(candidate.label());
            int column = columns.indexOf(candidate.optimizer().learningRate());
            double loss = result.validation(candidate);
            values[row][column] = Double.isFinite(loss) ? loss : Double.NaN;
        }
        return new HeatMap(
                id,
                "Validation loss by optimizer and rate",
                "Empty where a training diverged. The best rate of each optimizer is marked.",
                Axis.log("rate"),
                Axis.of("optimizer"),
                new Axis("validation loss", "", Scale.LOGARITHMIC),
                columns.stream().map(Say::number).toList(),
                rows,
                values,
                Pictures.lowest(values));
    }

    private Table runs() {
        Notebook.Rows rows = new Notebook.Rows(
                "trainings",
                "All trainings",
                "",
                "optimizer",
                "rate",
                "seed",
                "validation loss",
                "test loss",
                score(),
                "epoch, median",
                "seconds");
        for (TrainingRun run : result.runs()) {
            boolean tested = run.test() != null;
            rows.add(
                    run.candidate().label(),
                    Say.number(run.candidate().optimizer().learningRate()),
                    String.valueOf(run.seed()),
                    run.diverged() ? "diverged" : Say.number(run.validation()),
                    tested ? Say.number(run.loss()) : "",
                    tested ? String.format(Locale.ROOT, "%.4f", run.score()) : "",
                    milliseconds(run.secondsOfEpoch()),
                    String.format(Locale.ROOT, "%.3f", run.seconds()));
        }
        return rows.table();
    }
}
