package dev.lanewise.lab;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Lines;
import dev.lanewise.train.EpochRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The curves of a comparison: each candidate's mean over the trainings that did not diverge, with their range. */
final class ComparisonCurves {

    private final ComparisonResult result;
    private final List<Candidate> candidates;

    ComparisonCurves(ComparisonResult result, List<Candidate> candidates) {
        this.result = result;
        this.candidates = candidates;
    }

    /** Returns the figures that have something to draw. */
    List<Item> items() {
        List<Lines.Line> steps = new ArrayList<>();
        List<Lines.Line> seconds = new ArrayList<>();
        List<Lines.Line> epochs = new ArrayList<>();
        for (Candidate candidate : candidates) {
            List<TrainingRun> runs = result.runs(candidate).stream()
                    .filter(run -> !run.diverged())
                    .toList();
            if (runs.isEmpty()) {
                continue;
            }
            double[][] losses = all(runs, run -> run.curve().losses());
            double[] done = mean(all(runs, run -> run.curve().steps()));
            double each = result.secondsOfEpoch(candidate)
                    / Math.max(1, runs.getFirst().batches());
            steps.add(line(candidate, done, losses));
            seconds.add(
                    line(candidate, Arrays.stream(done).map(step -> step * each).toArray(), losses));
            double[][] judged = all(runs, ComparisonCurves::judged);
            double[] numbers = new double[judged[0].length];
            Arrays.setAll(numbers, i -> i + 1.0);
            epochs.add(line(candidate, numbers, judged));
        }
        Axis loss = Axis.log("loss");
        List<Item> items = new ArrayList<>();
        add(items, new Lines("loss-by-step", "Training loss against step", "", Axis.of("step"), loss, steps));
        add(items, new Lines("loss-by-time", "Training loss against time", "", Axis.of("time", "s"), loss, seconds));
        add(items, new Lines("validation", "Validation loss against epoch", "", Axis.of("epoch"), loss, epochs));
        return items;
    }

    /** Axes without a curve would be invented. */
    private static void add(List<Item> items, Lines lines) {
        boolean any =
                lines.lines().stream().anyMatch(line -> Arrays.stream(line.y()).anyMatch(Double::isFinite));
        if (any) {
            items.add(lines);
        }
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
}
