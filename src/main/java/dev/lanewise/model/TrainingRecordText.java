package dev.lanewise.model;

import dev.lanewise.metrics.Calibration;
import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.IntervalMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.History;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The record of a training as JSON in a model file: one object of arrays of numbers by name, null for what is no number, and {@code stop}. {@code epochs} has {@code [epoch,
 * training loss, validation loss, validation score, rows]} for each epoch in turn; {@code confusion} has {@code [right class, predicted class, rows]} for
 * each pair of classes that occurs.
 */
final class TrainingRecordText {

    /** Matrices of more classes, or with more cells that are not 0, are not kept. */
    private static final int MOST_CLASSES = 1_000;

    private static final int MOST_CELLS = 20_000;

    /** Up to here every whole number is a double. */
    private static final long MOST_ROWS = 1L << 53;

    private static final int EPOCH = 5;
    private static final int CELL = 3;

    private TrainingRecordText() {}

    static String write(TrainingRecord record) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            History history = record.history();
            array(json, "best", history.bestEpoch());
            json.writeStringProperty("stop", history.stop().name().toLowerCase(Locale.ROOT));
            array(
                    json,
                    "epochs",
                    history.epochs().stream()
                            .flatMapToDouble(e -> DoubleStream.of(
                                    e.epoch(), e.trainLoss(), e.validationLoss(), e.validationScore(), (double)
                                            e.rows()))
                            .toArray());
            Evaluation test = record.test();
            ClassificationMetrics c = test == null ? null : test.classification();
            RegressionMetrics r = test == null ? null : test.regression();
            if (c != null) {
                classification(json, c);
            } else if (r != null) {
                array(json, "regression", r.rows(), r.rmse(), r.mae(), r.mape(), r.r2());
            }
            if (test != null && test.intervals() != null) {
                IntervalMetrics i = test.intervals();
                array(json, "intervals", i.nominal(), i.coverage(), i.meanWidth());
            }
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void classification(JsonGenerator json, ClassificationMetrics c) {
        List<Double> cells = new ArrayList<>();
        for (int a = 0; a < c.confusion().length; a++) {
            for (int p = 0; p < c.confusion().length; p++) {
                if (c.confusion()[a][p] > 0) {
                    cells.addAll(List.of((double) a, (double) p, (double) c.confusion()[a][p]));
                }
            }
        }
        if (c.confusion().length > MOST_CLASSES || cells.size() > CELL * MOST_CELLS) {
            return;
        }
        array(json, "classification", c.rows(), c.accuracy(), c.logLoss(), c.macroF1(), c.ece(), c.rocAuc());
        array(json, "confusion", cells.stream().mapToDouble(d -> d).toArray());
        array(json, "confidence", c.calibration().confidence());
        array(json, "calibration", c.calibration().accuracy());
        double[] rows = new double[c.calibration().rows().length];
        for (int b = 0; b < rows.length; b++) {
            rows[b] = c.calibration().rows()[b];
        }
        array(json, "bins", rows);
    }

    private static void array(JsonGenerator json, String name, double... values) {
        json.writeArrayPropertyStart(name);
        for (double value : values) {
            if (!Double.isFinite(value)) {
                json.writeNull();
            } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                json.writeNumber((long) value);
            } else {
                json.writeNumber(value);
            }
        }
        json.writeEndArray();
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException where the numbers do not fit each other
     */
    static TrainingRecord read(String text, List<String> classes) {
        Map<String, double[]> arrays = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        parse(text, arrays, texts);
        double[] epochs = wanted(arrays, "epochs", -1);
        check(epochs.length % EPOCH == 0, "epochs");
        List<EpochRecord> records = new ArrayList<>();
        for (int i = 0; i < epochs.length; i += EPOCH) {
            int epoch = (int) whole(epochs[i], Integer.MAX_VALUE, "epochs");
            check(i == 0 || epochs[i] > epochs[i - EPOCH], "epochs");
            long rows = whole(epochs[i + 4], MOST_ROWS, "epochs");
            records.add(new EpochRecord(epoch, epochs[i + 1], epochs[i + 2], epochs[i + 3], 0, rows));
        }
        int best = (int) whole(wanted(arrays, "best", 1)[0], Integer.MAX_VALUE, "best");
        return new TrainingRecord(new History(records, best, stop(texts.get("stop"))), evaluation(arrays, classes));
    }

    private static @Nullable Evaluation evaluation(Map<String, double[]> arrays, List<String> classes) {
        if (arrays.containsKey("regression")) {
            double[] m = wanted(arrays, "regression", 5);
            double[] i = arrays.containsKey("intervals") ? wanted(arrays, "intervals", 3) : null;
            return new Evaluation(
                    null,
                    new RegressionMetrics((int) whole(m[0], Integer.MAX_VALUE, "regression"), m[1], m[2], m[3], m[4]),
                    null,
                    i == null ? null : new IntervalMetrics(i[0], i[1], i[2]));
        }
        if (!arrays.containsKey("classification")) {
            return null;
        }
        double[] m = wanted(arrays, "classification", 6);
        check(classes.size() <= MOST_CLASSES, "classification");
        int[][] confusion = new int[classes.size()][classes.size()];
        double[] cells = wanted(arrays, "confusion", -1);
        check(cells.length % CELL == 0, "confusion");
        for (int i = 0; i < cells.length; i += CELL) {
            int actual = (int) whole(cells[i], classes.size() - 1, "confusion");
            int predicted = (int) whole(cells[i + 1], classes.size() - 1, "confusion");
            confusion[actual][predicted] = (int) whole(cells[i + 2], Integer.MAX_VALUE, "confusion");
        }
        double[] confidence = wanted(arrays, "confidence", -1);
        double[] bins = wanted(arrays, "bins", confidence.length);
        int[] rows = new int[bins.length];
        double last = 0;
        for (int b = 0; b < rows.length; b++) {
            rows[b] = (int) whole(bins[b], Integer.MAX_VALUE, "bins");
            if (rows[b] > 0) {
                check(confidence[b] >= last, "confidence"); // as the bins do
                last = confidence[b];
            }
        }
        Calibration calibration = new Calibration(confidence, wanted(arrays, "calibration", bins.length), rows);
        return new Evaluation(
                new ClassificationMetrics(
                        (int) whole(m[0], Integer.MAX_VALUE, "classification"),
                        m[1],
                        m[2],
                        m[3],
                        m[4],
                        m[5],
                        ClassificationMetrics.classes(confusion, classes),
                        confusion,
                        calibration),
                null,
                null);
    }

    private static History.Stop stop(@Nullable String text) {
        for (History.Stop stop : History.Stop.values()) {
            if (stop.name().toLowerCase(Locale.ROOT).equals(text)) {
                return stop;
            }
        }
        throw new IllegalArgumentException("'stop' of the record of the training is damaged");
    }

    private static void parse(String text, Map<String, double[]> arrays, Map<String, String> texts) {
        try (JsonParser json = Json.parser(text)) {
            Json.expectNext(json, JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = Json.name(json);
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, Json.text(json));
                    continue;
                }
                Json.expect(json, JsonToken.START_ARRAY);
                List<Double> values = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    // Adding 0 makes a 0 of -0, which is written like one.
                    double value = json.currentToken() == JsonToken.VALUE_NULL ? Double.NaN : 0 + json.getDoubleValue();
                    check(!Double.isInfinite(value), name);
                    values.add(value);
                }
                arrays.put(name, values.stream().mapToDouble(d -> d).toArray());
            }
            Json.expectEnd(json);
        }
    }

    private static double[] wanted(Map<String, double[]> arrays, String name, int length) {
        double[] values = arrays.get(name);
        check(values != null && (length < 0 || values.length == length), name);
        return values == null ? new double[0] : values;
    }

    private static long whole(double value, long most, String name) {
        check(value >= 0 && value <= most && value == Math.rint(value), name);
        return (long) value;
    }

    private static void check(boolean held, String name) {
        if (!held) {
            throw new IllegalArgumentException("'" + name + "' of the record of the training is damaged");
        }
    }
}
