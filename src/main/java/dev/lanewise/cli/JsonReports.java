package dev.lanewise.cli;

import dev.lanewise.metrics.ClassMetrics;
import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.Model;
import dev.lanewise.model.TrainedModel;
import dev.lanewise.model.TrainingSetup;
import dev.lanewise.train.EpochRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The JSON objects of the commands. */
final class JsonReports {

    private JsonReports() {}

    static void training(JsonGenerator json, TrainedModel trained) {
        TrainingSetup setup = trained.setup();
        json.writeStringProperty("task", setup.preprocessor().task().label());
        json.writeName("epochs");
        json.writeStartArray();
        for (EpochRecord epoch : trained.history().epochs()) {
            json.writeStartObject();
            json.writeNumberProperty("epoch", epoch.epoch());
            JsonFile.number(json, "trainLoss", epoch.trainLoss());
            JsonFile.number(json, "validationLoss", epoch.validationLoss());
            if (setup.preprocessor().task().isClassification()) {
                JsonFile.number(json, "validationAccuracy", epoch.validationScore());
            }
            JsonFile.number(json, "seconds", epoch.seconds());
            JsonFile.number(json, "samplesPerSecond", epoch.samplesPerSecond());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("bestEpoch", trained.history().bestEpoch());
        json.writeStringProperty("stop", trained.history().stop().name().toLowerCase(Locale.ROOT));
        json.writeName("test");
        evaluationOrNull(json, trained.test());
        json.writeNumberProperty("parameters", setup.parameters());
        JsonFile.number(json, "seconds", trained.history().seconds());
        JsonFile.number(json, "samplesPerSecond", trained.history().samplesPerSecond());
        json.writeNumberProperty("threads", setup.threads());
        json.writeNumberProperty("vectorBits", setup.vectorBits());
        json.writeStringProperty("kernels", setup.kernels());
        options(json, setup);
        strings(json, "notes", trained.notes());
    }

    private static void options(JsonGenerator json, TrainingSetup setup) {
        json.writeStringProperty("data", setup.source());
        strings(json, "targets", setup.preprocessor().targets());
        strings(json, "classes", setup.preprocessor().classes());
        json.writeStringProperty("network", Summary.describe(setup.network()));
        json.writeNumberProperty("trainRows", setup.trainRows());
        json.writeNumberProperty("validationRows", setup.validationRows());
        json.writeNumberProperty("testRows", setup.testRows());
        json.writeStringProperty("loss", setup.plan().loss().label());
        json.writeStringProperty("optimizer", setup.plan().optimizer().label());
        json.writeName("optimizerSettings");
        json.writeStartObject();
        setup.plan().optimizer().settings().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeNumberProperty("batchSize", setup.plan().batchSize());
        json.writeNumberProperty("patience", setup.plan().patience());
        json.writeNumberProperty("seed", setup.plan().seed());
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeName(name);
        json.writeStartArray();
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void evaluationOrNull(JsonGenerator json, @Nullable Evaluation evaluation) {
        if (evaluation == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        evaluation(json, evaluation);
        json.writeEndObject();
    }

    static void evaluation(JsonGenerator json, Evaluation evaluation) {
        ClassificationMetrics classes = evaluation.classification();
        if (classes != null) {
            classification(json, classes);
        }
        RegressionMetrics numbers = evaluation.regression();
        if (numbers != null) {
            json.writeNumberProperty("rows", numbers.rows());
            JsonFile.number(json, "rmse", numbers.rmse());
            JsonFile.number(json, "mae", numbers.mae());
            JsonFile.number(json, "mape", numbers.mape());
            JsonFile.number(json, "r2", numbers.r2());
        }
    }

    private static void classification(JsonGenerator json, ClassificationMetrics metrics) {
        json.writeNumberProperty("rows", metrics.rows());
        JsonFile.number(json, "accuracy", metrics.accuracy());
        JsonFile.number(json, "logLoss", metrics.logLoss());
        JsonFile.number(json, "macroF1", metrics.macroF1());
        JsonFile.number(json, "ece", metrics.ece());
        if (metrics.classes().size() == 2) {
            JsonFile.number(json, "rocAuc", metrics.rocAuc());
        }
        json.writeName("classes");
        json.writeStartArray();
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
        json.writeName("confusion");
        json.writeStartArray();
        for (int[] row : metrics.confusion()) {
            json.writeArray(row, 0, row.length);
        }
        json.writeEndArray();
    }

    static void model(JsonGenerator json, Model model) {
        json.writeStringProperty("task", model.task().label());
        json.writeStringProperty("network", Summary.describe(model.spec()));
        json.writeNumberProperty("parameters", model.parameterCount());
        strings(json, "inputs", model.preprocessor().inputNames());
        strings(json, "targets", model.preprocessor().targets());
        strings(json, "classes", model.classes());
        strings(json, "notes", model.preprocessor().notes());
        json.writeName("provenance");
        json.writeStartObject();
        for (Map.Entry<String, String> entry : model.provenance().entrySet()) {
            json.writeStringProperty(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
