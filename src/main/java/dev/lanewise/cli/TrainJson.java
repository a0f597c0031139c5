package dev.lanewise.cli;

import dev.lanewise.data.Preprocessor;
import dev.lanewise.kernel.Activation;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.NetworkText;
import dev.lanewise.model.Normalization;
import dev.lanewise.model.TrainedModel;
import dev.lanewise.model.TrainingSetup;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.Averaging;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.History;
import dev.lanewise.train.Regularization;
import dev.lanewise.train.Scheduling;
import dev.lanewise.train.TensorFactors;
import dev.lanewise.train.TrainingPlan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A training run as a JSON object. */
final class TrainJson {

    private final TrainedModel trained;
    private final TrainingSetup setup;
    private final TrainCommand command;

    TrainJson(TrainedModel trained, TrainCommand command) {
        this.trained = trained;
        this.setup = trained.setup();
        this.command = command;
    }

    void writeTo(JsonFile output) {
        output.write(this::properties);
    }

    private void properties(JsonGenerator json) {
        Preprocessor preprocessor = setup.preprocessor();
        History history = trained.history();
        json.writeStringProperty("data", setup.source());
        json.writeStringProperty("task", preprocessor.task().label());
        json.writeStringProperty("taskReason", setup.taskReason());
        JsonFile.texts(json, "targets", preprocessor.targets());
        JsonFile.texts(json, "classes", preprocessor.classes());
        json.writeNumberProperty("trainRows", setup.trainRows());
        json.writeNumberProperty("validationRows", setup.validationRows());
        json.writeNumberProperty("testRows", setup.testRows());
        json.writeStringProperty("network", NetworkText.line(setup.network()));
        json.writeNumberProperty("parameters", setup.parameters());
        json.writeArrayPropertyStart("epochs");
        history.epochs().forEach(epoch -> epoch(json, epoch));
        json.writeEndArray();
        json.writeNumberProperty("bestEpoch", history.bestEpoch());
        json.writeStringProperty("stop", history.stop().name().toLowerCase(Locale.ROOT));
        Evaluation test = trained.test();
        if (test == null) {
            json.writeNullProperty("test");
        } else {
            json.writeObjectPropertyStart("test");
            JsonReports.evaluation(json, test);
            json.writeEndObject();
        }
        JsonReports.outcome(json, trained.model());
        JsonFile.number(json, "seconds", history.seconds());
        JsonFile.number(json, "samplesPerSecond", history.samplesPerSecond());
        json.writeNumberProperty("threads", setup.threads());
        json.writeNumberProperty("vectorBits", setup.vectorBits());
        json.writeStringProperty("kernels", setup.kernels());
        json.writeObjectPropertyStart("options");
        options(json);
        json.writeEndObject();
        JsonFile.texts(json, "notes", trained.notes());
    }

    private void epoch(JsonGenerator json, EpochRecord epoch) {
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

    private void options(JsonGenerator json) {
        TrainingPlan plan = setup.plan();
        TrainOptions options = command.options;
        json.writeStringProperty("data", command.data);
        json.writeStringProperty("target", String.join(",", setup.preprocessor().targets()));
        JsonFile.text(json, "test", command.rows.test);
        double validation = Objects.requireNonNullElse(options.validationFraction, 0.15);
        fraction(
                json, "testFraction", command.rows.testFraction, command.rows.test == null ? 0.2 : 0, setup.testRows());
        fraction(json, "validationFraction", options.validationFraction, validation, setup.validationRows());
        json.writeStringProperty("hidden", hidden());
        json.writeStringProperty("activation", activation().label());
        json.writeNumberProperty("dropout", dropout());
        json.writeStringProperty("normalization", normalization());
        json.writeBooleanProperty("residual", has(LayerSpec.Residual.class));
        json.writeStringProperty("recipe", setup.recipe().table() ? "table" : "plain");
        json.writeStringProperty("scaling", setup.recipe().scaling().label());
        json.writeNumberProperty("members", setup.network().members());
        json.writeStringProperty("loss", plan.loss().label());
        JsonFile.text(
                json,
                "lossSetting",
                plan.loss().setting().isEmpty() ? null : plan.loss().setting());
        json.writeStringProperty("optimizer", plan.optimizer().label());
        JsonFile.settings(json, "set", plan.optimizer().settings());
        json.writeNumberProperty("learningRate", plan.optimizer().learningRate());
        json.writeNumberProperty("weightDecay", plan.optimizer().weightDecay().rate());
        JsonFile.text(
                json, "budget", setup.budget() == null ? null : setup.budget().text());
        json.writeNumberProperty("epochs", plan.epochs());
        json.writeNumberProperty("batchSize", plan.batchSize());
        json.writeNumberProperty("accumulate", plan.accumulate());
        refinements(json, plan);
        json.writeNumberProperty("patience", plan.patience());
        JsonFile.text(json, "weightColumn", setup.preprocessor().weightColumn());
        Map<String, String> kept = trained.model().provenance();
        JsonFile.text(json, "classWeight", kept.get("class-weight"));
        JsonFile.text(json, "thresholdMetric", kept.get("threshold-metric"));
        JsonFile.text(json, "positiveClass", kept.get("positive-class"));
        JsonFile.text(json, "calibrate", kept.get("calibrate"));
        Double interval = options.outcome.interval;
        JsonFile.number(json, "interval", interval == null ? Double.NaN : interval);
        json.writeNumberProperty("seed", plan.seed());
        json.writeNumberProperty("threads", setup.threads());
        JsonFile.text(json, "model", command.model == null ? null : command.model.toString());
    }

    private static void refinements(JsonGenerator json, TrainingPlan plan) {
        Scheduling scheduling = plan.scheduling();
        schedule(json, "schedule", scheduling.learningRate());
        schedule(json, "momentumSchedule", scheduling.momentum());
        schedule(json, "weightDecaySchedule", scheduling.weightDecay());
        schedule(json, "dropoutSchedule", scheduling.dropout());
        Regularization held = plan.regularization();
        json.writeNumberProperty("l1", held.penalty().absolute());
        json.writeNumberProperty("l2", held.penalty().square());
        JsonFile.number(
                json,
                "maxNorm",
                held.maxNorm() == null ? Double.NaN : held.maxNorm().limit());
        JsonFile.text(
                json, "clip", held.clipping() == null ? null : held.clipping().toString());
        JsonFile.text(
                json,
                "averaging",
                plan.averaging().equals(Averaging.NONE)
                        ? null
                        : plan.averaging().toString());
        JsonFile.text(
                json,
                "factors",
                plan.factors().equals(TensorFactors.NONE)
                        ? null
                        : plan.factors().toString());
    }

    private static void schedule(JsonGenerator json, String name, @Nullable Schedule schedule) {
        JsonFile.text(json, name, schedule == null ? null : schedule.toString());
    }

    private static void fraction(JsonGenerator json, String name, @Nullable Double given, double standard, int rows) {
        json.writeNumberProperty(name, given != null ? given : rows == 0 ? 0 : standard);
    }

    private List<LayerSpec.Dense> hiddenLayers() {
        List<LayerSpec.Dense> dense = setup.network().layers().stream()
                .filter(LayerSpec.Dense.class::isInstance)
                .map(LayerSpec.Dense.class::cast)
                .toList();
        return dense.subList(0, dense.size() - 1);
    }

    private String hidden() {
        return hiddenLayers().isEmpty()
                ? "none"
                : hiddenLayers().stream().map(d -> String.valueOf(d.units())).collect(Collectors.joining(","));
    }

    private double dropout() {
        return setup.network().layers().stream()
                .mapToDouble(layer -> layer instanceof LayerSpec.Dropout dropout ? dropout.probability() : 0)
                .max()
                .orElse(0);
    }

    private Activation activation() {
        return setup.network().layers().stream()
                .filter(LayerSpec.Activate.class::isInstance)
                .map(layer -> ((LayerSpec.Activate) layer).activation())
                .findFirst()
                .orElse(
                        hiddenLayers().isEmpty()
                                ? Activation.IDENTITY
                                : hiddenLayers().getFirst().activation());
    }

    private boolean has(Class<? extends LayerSpec> kind) {
        return setup.network().layers().stream().anyMatch(kind::isInstance);
    }

    private String normalization() {
        Normalization kind = setup.network().mixesRows()
                ? Normalization.BATCH
                : has(LayerSpec.Normalization.class) ? Normalization.LAYER : Normalization.NONE;
        return kind.label();
    }
}
