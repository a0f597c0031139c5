package dev.lanewise.lab;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Facts;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Report;
import dev.lanewise.figure.Scale;
import dev.lanewise.figure.Table;
import dev.lanewise.model.TrainingSetup;
import dev.lanewise.train.EpochRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
        sections.add(new Report.Section("Curves", curveText(), curves()));
        if (result.candidates().size() > best.size()) {
            sections.add(new Report.Section(
                    "Rates", "Mean over the seeds of the lowest validation loss.", List.of(map("rates"))));
        }
        sections.add(new Report.Section("Trainings", "", List.of(runs())));
        return new Report(
                "Optimizers compared" + (setup == null ? "" : " on " + setup.source()),
                result.runs().size() + " trainings"
                        + (result.interrupted() ? ", interrupted before all had ended" : ""),
                sections);
    }

    /** What the ranking is by, and how differences are judged. */
    private String method() {
        String measure = measure();
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
                        : "Each is set against the first by the differences within each seed (same split, start and batches):"
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
                "score",
                "difference",
                "interval",
                "verdict");
        int place = 1;
        for (Ranking.Place p : ranking.places()) {
            boolean set = Double.isFinite(p.margin()) && p.verdict() != Ranking.Verdict.FIRST;
            rows.add(
                    String.valueOf(place++),
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
                    verdict(p));
        }
        List<Item> items = new ArrayList<>();
        items.add(facts());
        if (!ranking.places().isEmpty()) {
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
            facts.add(new Facts.Fact(
                    "Training",
                    setup.plan().epochs() + " epochs, batches of "
                            + setup.plan().batchSize() + ", "
                            + setup.plan().loss().label()));
        }
        facts.add(new Facts.Fact(
                "Seeds", result.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        facts.add(new Facts.Fact("Side by side", String.valueOf(result.parallel())));
        return new Facts(facts);
    }

    private String curveText() {
        String beside = result.parallel() == 1
                ? "one after the other."
                : result.parallel()
                        + " side by side, which share caches and memory: for times of an idle machine run them"
                        + " one at a time.";
        return "Mean over the seeds, with the range of all of them. Times are those of the steps without evaluation, one thread a"
                + " training, " + beside;
    }

    private List<Item> curves() {
        List<Lines.Line> steps = new ArrayList<>();
        List<Lines.Line> seconds = new ArrayList<>();
        List<Lines.Line> epochs = new ArrayList<>();
        for (Candidate candidate : best) {
            List<TrainingRun> runs = result.runs(candidate);
            if (runs.isEmpty()) {
                continue;
            }
            double[][] losses = all(runs, run -> run.curve().losses());
            steps.add(line(candidate, mean(all(runs, run -> run.curve().steps())), losses));
            seconds.add(line(candidate, mean(all(runs, run -> run.curve().seconds())), losses));
            double[][] judged = all(runs, ComparisonReport::judged);
            double[] numbers = new double[judged[0].length];
            Arrays.setAll(numbers, i -> i + 1.0);
            epochs.add(line(candidate, numbers, judged));
        }
        Axis loss = Axis.log("loss");
        return List.of(
                new Lines("loss-by-step", "Training loss against step", "", Axis.of("step"), loss, steps),
                new Lines("loss-by-time", "Training loss against time", "", Axis.of("time", "s"), loss, seconds),
                new Lines("validation", "Validation loss against epoch", "", Axis.of("epoch"), loss, epochs));
    }

    private static double[] judged(TrainingRun run) {
        return run.epochs().stream().mapToDouble(EpochRecord::validationLoss).toArray();
    }

    private interface Values {
        double[] of(TrainingRun run);
    }

    /** The values of each training, as many as all of them have. */
    private static double[][] all(List<TrainingRun> runs, Values values) {
        int count = runs.stream().mapToInt(run -> values.of(run).length).min().orElse(0);
        return runs.stream().map(run -> Arrays.copyOf(values.of(run), count)).toArray(double[][]::new);
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        Arrays.setAll(mean, i -> Arrays.stream(rows).mapToDouble(row -> row[i]).sum() / rows.length);
        return mean;
    }

    private static Lines.Line line(Candidate candidate, double[] x, double[][] rows) {
        Lines.Line line = Lines.Line.of(candidate.name(), x, mean(rows));
        if (rows.length == 1) {
            return line;
        }
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        Arrays.setAll(
                low, i -> Arrays.stream(rows).mapToDouble(row -> row[i]).min().orElseThrow());
        Arrays.setAll(
                high, i -> Arrays.stream(rows).mapToDouble(row -> row[i]).max().orElseThrow());
        return line.withBand(low, high);
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
        List<HeatMap.Cell> marks = new ArrayList<>();
        for (Candidate candidate : result.candidates()) {
            int row = rows.indexOf(candidate.label());
            int column = columns.indexOf(candidate.optimizer().learningRate());
            double loss = result.validation(candidate);
            values[row][column] = Double.isFinite(loss) ? loss : Double.NaN;
            if (best.contains(candidate) && Double.isFinite(loss)) {
                marks.add(new HeatMap.Cell(row, column));
            }
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
                marks);
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
                "score",
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
                    String.format(Locale.ROOT, "%.3f", run.seconds()));
        }
        return rows.table();
    }
}
