package dev.lanewise.model;

import dev.lanewise.data.Idx;
import dev.lanewise.data.Table;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.History;
import dev.lanewise.train.Regularization;
import dev.lanewise.train.Scheduling;
import dev.lanewise.train.TrainingPlan;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a model comes from: versions, data, settings and how it was computed. */
final class Provenance {

    /** The class of two that one-sided metrics are about, where there was a reason to tell. */
    static final String POSITIVE_CLASS = "positive-class";

    private Provenance() {}

    /** The settings of a training. */
    static Map<String, String> of(
            TrainingSetup setup, Table table, @Nullable Table test, double testFraction, double validationFraction) {
        Map<String, String> provenance = new TreeMap<>();
        TrainingPlan plan = setup.plan();
        provenance.put("lanewise", Version.current());
        provenance.put("java", System.getProperty("java.version", ""));
        provenance.put("loss", plan.loss().label());
        provenance.put("loss.setting", plan.loss().setting());
        provenance.put("optimizer", plan.optimizer().label());
        plan.optimizer().settings().forEach((key, value) -> provenance.put("optimizer." + key, value));
        provenance.put("epochs", String.valueOf(plan.epochs()));
        provenance.put("batch-size", String.valueOf(plan.batchSize()));
        provenance.put("accumulate", String.valueOf(plan.accumulate()));
        Scheduling scheduling = plan.scheduling();
        provenance.put("schedule", text(scheduling.learningRate()));
        provenance.put("schedule.momentum", text(scheduling.momentum()));
        provenance.put("schedule.weight-decay", text(scheduling.weightDecay()));
        provenance.put("schedule.dropout", text(scheduling.dropout()));
        provenance.put("averaging", plan.averaging().toString());
        provenance.put("factors", plan.factors().toString());
        Regularization held = plan.regularization();
        provenance.put("l1", String.valueOf(held.penalty().absolute()));
        provenance.put("l2", String.valueOf(held.penalty().square()));
        provenance.put(
                "max-norm",
                held.maxNorm() == null ? "" : String.valueOf(held.maxNorm().limit()));
        provenance.put("clip", held.clipping() == null ? "" : held.clipping().toString());
        provenance.put("patience", String.valueOf(plan.patience()));
        provenance.put("seed", String.valueOf(plan.seed()));
        provenance.put("test-fraction", String.valueOf(testFraction));
        provenance.put("validation-fraction", String.valueOf(validationFraction));
        if (setup.budget() != null) {
            provenance.putAll(setup.budget().provenance());
        }
        if (!setup.recipe().equals(Recipe.PLAIN)) {
            provenance.put("recipe", setup.recipe().toString());
        }
        provenance.put("data", setup.source());
        provenance.put("data.fingerprint", table.fingerprint());
        provenance.put("data.rows", String.valueOf(table.rows()));
        String images = Idx.imageSize(table);
        if (!images.isEmpty()) {
            provenance.put("data.images", images);
        }
        if (test != null) {
            provenance.put("test.fingerprint", test.fingerprint());
        }
        provenance.put("split.train", String.valueOf(setup.trainRows()));
        provenance.put("split.validation", String.valueOf(setup.validationRows()));
        provenance.put("split.test", String.valueOf(setup.testRows()));
        provenance.put("threads", String.valueOf(setup.threads()));
        provenance.put("kernels", setup.kernels());
        provenance.put("vector-bits", String.valueOf(setup.vectorBits()));
        return provenance;
    }

    /** Adds what is not a setting of every training. */
    static void add(Map<String, String> provenance, ModelTrainer settings) {
        if (settings.classWeights != null) {
            provenance.put("class-weight", settings.classWeights.toString());
        }
        if (settings.calibrated) {
            provenance.put("calibrate", "temperature");
        }
        if (settings.thresholdMetric != null) {
            provenance.put("threshold-metric", settings.thresholdMetric.label());
        }
        if (settings.positiveClass != null) {
            provenance.put(POSITIVE_CLASS, settings.positiveClass);
        }
    }

    /** The same with how it went. */
    static Map<String, String> with(Map<String, String> settings, History history) {
        Map<String, String> provenance = new TreeMap<>(settings);
        provenance.put("epochs.run", String.valueOf(history.epochs().size()));
        provenance.put("epochs.best", String.valueOf(history.bestEpoch()));
        return provenance;
    }

    private static String text(@Nullable Schedule schedule) {
        return schedule == null ? "" : schedule.toString();
    }
}
