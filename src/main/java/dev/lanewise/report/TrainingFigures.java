package dev.lanewise.report;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Digits;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Scale;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How a training went. */
final class TrainingFigures {

    private TrainingFigures() {}

    /** Returns the curves over the epochs; not of no epochs. */
    static List<Item> of(History history, boolean classification) {
        List<Item> items = new ArrayList<>();
        items.add(loss(history));
        double[] score = values(history, EpochRecord::validationScore);
        if (classification && anyFinite(score)) {
            Lines.Line line = Lines.Line.of("validation", epochs(history), score);
            items.add(new Lines(
                    "accuracy",
                    "Accuracy",
                    "Share of the validation rows whose class is right, after each epoch.",
                    Axis.of("epoch"),
                    Axis.of("accuracy"),
                    withKept(line, history)));
        }
        return items;
    }

    private static Lines loss(History history) {
        double[] train = values(history, EpochRecord::trainLoss);
        double[] validation = values(history, EpochRecord::validationLoss);
        List<Lines.Line> lines = new ArrayList<>();
        lines.add(Lines.Line.of("training", epochs(history), train));
        boolean judged = anyFinite(validation);
        if (judged) {
            lines.addAll(withKept(Lines.Line.of("validation", epochs(history), validation), history));
        }
        boolean positive = Arrays.stream(train).allMatch(v -> v > 0)
                && (!judged || Arrays.stream(validation).allMatch(v -> v > 0));
        return new Lines(
                "loss",
                "Loss",
                "Of the training rows the mean over each epoch's batches, before each step"
                        + (judged ? "; of the validation rows after the epoch." : "."),
                Axis.of("epoch"),
                Axis.of("mean loss").with(positive ? Scale.LOGARITHMIC : Scale.LINEAR),
                lines);
    }

    /** The line, and a point where the weights that were kept are. */
    private static List<Lines.Line> withKept(Lines.Line line, History history) {
        int best = history.bestEpoch();
        if (best < 1 || best >= history.epochs().size()) {
            return List.of(line);
        }
        double[] at = {best};
        double[] value = {line.y()[best - 1]};
        return List.of(line, Lines.Line.of("kept, epoch " + best, at, value).with(Lines.Style.POINTS));
    }

    /** Says how long the training was, and why it ended. */
    static String words(History history) {
        int run = history.epochs().size();
        String end = switch (history.stop()) {
            case COMPLETED -> "all ran";
            case PATIENCE -> "ended since the validation loss got no better";
            case LISTENER, CANCELLED -> "interrupted";
        };
        return Digits.count(run, "epoch", "epochs") + " of "
                + Digits.count(history.epochs().getFirst().rows(), "row", "rows") + ", " + end
                + (history.bestEpoch() > 0 && history.bestEpoch() < run
                        ? "; weights of epoch " + history.bestEpoch()
                        : "");
    }

    private static double[] epochs(History history) {
        return values(history, EpochRecord::epoch);
    }

    private static double[] values(History history, ToDoubleFunction<EpochRecord> value) {
        return history.epochs().stream().mapToDouble(value).toArray();
    }

    private static boolean anyFinite(double[] values) {
        return Arrays.stream(values).anyMatch(Double::isFinite);
    }
}
