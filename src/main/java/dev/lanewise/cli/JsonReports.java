package dev.lanewise.cli;

import dev.lanewise.data.Feature;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.metrics.ClassMetrics;
import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.IntervalMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.Model;
import dev.lanewise.model.NetworkText;
import dev.lanewise.model.Postprocessor;
import tools.jackson.core.JsonGenerator;

/** Metrics and models as properties of a JSON object. */
final class JsonReports {

    private JsonReports() {}

    static void evaluation(JsonGenerator json, Evaluation evaluation) {
        ClassificationMetrics classification = evaluation.classification();
        if (classification != null) {
            classification(json, classification);
        }
        RegressionMetrics regression = evaluation.regression();
        if (regression != null) {
            json.writeNumberProperty("rows", regression.rows());
            JsonFile.number(json, "rmse", regression.rmse());
            JsonFile.number(json, "mae", regression.mae());
            JsonFile.number(json, "mape", regression.mape());
            JsonFile.number(json, "r2", regression.r2());
        }
        IntervalMetrics intervals = evaluation.intervals();
        if (intervals != null) {
            JsonFile.number(json, "interval", intervals.nominal());
            JsonFile.number(json, "coverage", intervals.coverage());
            JsonFile.number(json, "meanWidth", intervals.meanWidth());
        }
    }

    private static void classification(JsonGenerator json, ClassificationMetrics metrics) {
        json.writeNumberProperty("rows", metrics.rows());
        JsonFile.number(json, "accuracy", metrics.accuracy());
        JsonFile.number(json, "logLoss", metrics.logLoss());
        JsonFile.number(json, "macroF1", metrics.macroF1());
        JsonFile.number(json, "balancedAccuracy", metrics.balancedAccuracy());
        JsonFile.number(json, "mcc", metrics.mcc());
        JsonFile.number(json, "ece", metrics.ece());
        if (metrics.classes().size() == 2) {
            JsonFile.number(json, "rocAuc", metrics.rocAuc());
        }
        json.writeArrayPropertyStart("classes");
        for (ClassMetrics c : metrics.classes()) {
            json.writeStartObject();
            json.writeStringProperty("name", c.name());
            JsonFile.number(json, "precision", c.precision());
            JsonFile.number(json, "recall", c.recall());
            JsonFile.number(json, "f1", c.f1());
            json.writeNumberProperty("support", c.support());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("confusion");
        for (int[] row : metrics.confusion()) {
            json.writeArray(row, 0, row.length);
        }
        json.writeEndArray();
    }

    /** Returns the number of rows that were evaluated. */
    static int rows(Evaluation evaluation) {
        ClassificationMetrics classification = evaluation.classification();
        RegressionMetrics regression = evaluation.regression();
        return classification != null ? classification.rows() : regression == null ? 0 : regression.rows();
    }

    /** What the model makes of its outputs; null where there is no such thing. */
    static void outcome(JsonGenerator json, Model model) {
        Postprocessor done = model.postprocessor();
        boolean classes = model.task().isClassification();
        JsonFile.number(json, "temperature", classes ? done.temperature() : Double.NaN);
        JsonFile.number(json, "threshold", model.classes().size() == 2 ? done.threshold() : Double.NaN);
        JsonFile.number(json, "interval", done.hasIntervals() ? done.coverage() : Double.NaN);
    }

    static void model(JsonGenerator json, Model model) {
        Preprocessor preprocessor = model.preprocessor();
        json.writeStringProperty("task", model.task().label());
        JsonFile.texts(json, "targets", preprocessor.targets());
        JsonFile.texts(json, "classes", model.classes());
        json.writeStringProperty("network", NetworkText.line(model.spec()));
        json.writeNumberProperty("parameters", model.parameterCount());
        JsonFile.texts(
                json,
                "columns",
                preprocessor.features().stream().map(Feature::column).toList());
        JsonFile.texts(json, "inputs", preprocessor.inputNames());
        JsonFile.text(json, "weightColumn", preprocessor.weightColumn());
        outcome(json, model);
        JsonFile.texts(json, "notes", preprocessor.notes());
        JsonFile.settings(json, "metadata", model.provenance());
    }
}
