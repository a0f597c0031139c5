package dev.lanewise.model;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Room;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Splits;
import dev.lanewise.data.Table;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.kernel.Execution;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.WeightDecay;
import dev.lanewise.train.TrainingPlan;
import dev.lanewise.train.TrainingRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final TrainingPlan plan;
    private final Table testTable;
    private final TargetEncoding testTargets;
    private final int[] testRows;

    Preparation(ModelTrainer settings, TargetEncoding encoding) {
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
                settings.commonScale,
                settings.columns);
        LossChoice.checkTargets(loss, settings.table, encoding);
        spec = spec(standard());
        plan = plan(inner.rest().length);
        checkRoom(inner);
        testTable = settings.test == null ? settings.table : settings.test;
        testTargets = settings.test == null
                ? encoding
                : TargetEncoding.like(
                        settings.test, preprocessor.targets(), preprocessor.task(), preprocessor.classes());
        testRows = settings.test == null ? outer.part() : testTargets.rows();
        // Before the training, so that test rows that do not fit are told at once.
        preprocessor.check(testTable, testRows);
        train = preprocessor.transform(settings.table, encoding, inner.rest());
        validation = preprocessor.transform(settings.table, encoding, inner.part());
        network = Network.of(spec, settings.seed);
    }

    /** The network of the settings; embeddings stand in front of its layers. */
    private NetworkSpec standard() {
        List<LayerSpec> layers = new ArrayList<>();
        int width = preprocessor.inputs();
        if (!preprocessor.codes().isEmpty()) {
            LayerSpec.Embedding embedding =
                    new LayerSpec.Embedding(preprocessor.codes(), settings.columns.embed(), Initializer.NORMAL);
            layers.add(embedding);
            width = embedding.outputs(width);
        }
        layers.addAll(NetworkSpec.perceptron(
                        width,
                        settings.hidden,
                        settings.activation,
                        settings.dropout,
                        LossChoice.outputs(loss, preprocessor))
                .layers());
        return new NetworkSpec(preprocessor.inputs(), layers);
    }

    private NetworkSpec spec(NetworkSpec standard) {
        NetworkSpec changed = settings.architecture.apply(standard);
        if (changed.inputs() != standard.inputs() || changed.outputs() != standard.outputs()) {
            throw new UserException("The network has " + changed.inputs() + " inputs and " + changed.outputs()
                    + " outputs; for this table it has " + standard.inputs() + " and " + standard.outputs() + ".");
        }
        return changed;
    }

    /** Refuses what does not fit into memory beside the table, before anything is prepared. */
    private void checkRoom(Splits rows) {
        long columns = (long) preprocessor.inputs() + preprocessor.targets().size();
        long prepared = (long) rows.rest().length + rows.part().length;
        Room.check(
                prepared * columns
                        + TrainingRoom.floats(
                                spec, plan, rows.rest().length, rows.part().length > 0, settings.checkpoints != null),
                settings.table.source() + ": this training",
                "fewer rows or columns, a smaller batch or a smaller network");
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

    /** What is trained, with what was not said taken from the data's size. */
    TrainingPlan plan() {
        return plan;
    }

    private TrainingPlan plan(int rows) {
        int batch = settings.batchSize == 0 ? Defaults.batchSize(rows, settings.optimizer) : settings.batchSize;
        int most = settings.epochs == 0 ? Defaults.epochs(rows, batch) : settings.epochs;
        int patience = settings.patience < 0 ? Defaults.patience(most) : settings.patience;
        TrainingPlan standard = TrainingPlan.of(optimizer(rows), loss)
                .withSeed(settings.seed)
                .with(new TrainingPlan.Pace(most, batch, 1, patience));
        return settings.refinement.apply(standard);
    }

    private Optimizer optimizer(int rows) {
        Optimizer rule = settings.optimizer == null ? Defaults.optimizer(rows) : settings.optimizer;
        if (settings.learningRate != null) {
            rule = rule.withLearningRate(settings.learningRate);
        }
        return settings.weightDecay == null
                ? rule
                : rule.withWeightDecay(
                        new WeightDecay(settings.weightDecay, rule.weightDecay().form()));
    }

    /** About the work of a training: forward, weight gradient and input gradient take a multiply-add each for every parameter but those looked up, member and row. */
    long multiplyAdds(int epochs) {
        int parameters = network.layout().tensors().stream()
                .filter(tensor -> tensor.kind() != Tensor.Kind.EMBEDDING)
                .mapToInt(Tensor::size)
                .sum();
        return 3L * parameters * spec.members() * train.rows() * epochs;
    }

    TrainingSetup setup(TrainingPlan used, Execution execution, int threads) {
        return new TrainingSetup(
                settings.table.source(),
                encoding.reason(),
                preprocessor,
                spec,
                network.layout().parameters(),
                used,
                train.rows(),
                validation.rows(),
                testRows.length,
                threads,
                execution.kernels().label(),
                execution.kernels().vectorBits());
    }

    /** The network itself, with the preprocessing that its inputs went through: a copy would take the room of one more. */
    Model model(Map<String, String> provenance) {
        return Model.of(network, preprocessor, provenance);
    }

    /** Metrics of the test rows, or null where there are none. */
    @Nullable
    Evaluation evaluate(Model model, Execution execution) {
        return testRows.length == 0 ? null : model.evaluate(testTable, testTargets, testRows, execution.kernels());
    }
}
