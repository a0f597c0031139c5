package dev.lanewise.model;

import dev.lanewise.core.RandomKey;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Splits;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.kernel.Execution;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.train.TrainingPlan;
import org.jspecify.annotations.Nullable;

/** The data of a {@link ModelTrainer}, split and preprocessed, and its network before training. */
final class Preparation {

    private final ModelTrainer settings;
    private final TargetEncoding encoding;
    private final Loss loss;
    private final Preprocessor preprocessor;
    private final Dataset train;
    private final Dataset validation;
    private final NetworkSpec spec;
    private final Network network;
    private final TargetEncoding testTargets;
    private final int[] testRows;
    private final Dataset testData;

    private Preparation(ModelTrainer settings, TargetEncoding encoding) {
        this.settings = settings;
        this.encoding = encoding;
        loss = LossChoice.choose(settings.loss, encoding.task(), settings.labelSmoothing);
        RandomKey key = RandomKey.of(settings.seed);
        Splits outer = settings.test != null || settings.testFraction == 0
                ? new Splits(encoding.rows(), new int[0])
                : Splits.stratified(
                        encoding.rows(), encoding.classesOf(encoding.rows()), settings.testFraction, key.fold("test"));
        Splits inner = Splits.stratified(
                outer.rest(), encoding.classesOf(outer.rest()), settings.validationFraction, key.fold("validation"));
        preprocessor = Preprocessor.fit(
                settings.table,
                encoding,
                inner.rest(),
                settings.weightColumn,
                LossChoice.standardizes(loss),
                settings.commonScale);
        LossChoice.checkTargets(loss, settings.table, encoding);
        train = preprocessor.transform(settings.table, encoding, inner.rest());
        validation = preprocessor.transform(settings.table, encoding, inner.part());
        spec = NetworkSpec.perceptron(
                preprocessor.inputs(),
                settings.hidden,
                settings.activation,
                settings.dropout,
                LossChoice.outputs(loss, preprocessor));
        network = Network.of(spec, settings.seed);
        testTargets = settings.test == null
                ? encoding
                : TargetEncoding.like(
                        settings.test, preprocessor.targets(), preprocessor.task(), preprocessor.classes());
        testRows = settings.test == null ? outer.part() : testTargets.rows();
        // Prepared before the training, so that test rows that do not fit are told at once.
        testData =
                preprocessor.transform(settings.test == null ? settings.table : settings.test, testTargets, testRows);
    }

    static Preparation of(ModelTrainer settings, TargetEncoding encoding) {
        return new Preparation(settings, encoding);
    }

    Loss loss() {
        return loss;
    }

    Preprocessor preprocessor() {
        return preprocessor;
    }

    Dataset train() {
        return train;
    }

    Dataset validation() {
        return validation;
    }

    Network network() {
        return network;
    }

    TrainingSetup setup(TrainingPlan plan, Execution execution, int threads) {
        return new TrainingSetup(
                settings.table.source(),
                encoding.reason(),
                preprocessor,
                spec,
                network.parameters().length,
                plan,
                train.rows(),
                validation.rows(),
                testRows.length,
                threads,
                execution.kernels().label(),
                execution.kernels().vectorBits());
    }

    /** Metrics of the test rows, or null where there are none. */
    @Nullable
    Evaluation evaluate(Model model, Execution execution) {
        return testRows.length == 0 ? null : model.evaluate(testData, testTargets, testRows, execution.kernels());
    }
}
