package dev.lanewise.model;

import dev.lanewise.core.Link;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Room;
import dev.lanewise.core.Suggest;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Scaling;
import dev.lanewise.data.Splits;
import dev.lanewise.data.Table;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.data.Task;
import dev.lanewise.figure.Digits;
import dev.lanewise.kernel.Execution;
import dev.lanewise.loss.IntervalLoss;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.train.TrainingPlan;
import dev.lanewise.train.TrainingRoom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The data of a {@link ModelTrainer}, split and preprocessed, and its network before training. */
final class Preparation {

    private final ModelTrainer settings;
    private final TargetEncoding encoding;
    private final Loss loss;
    private final Preprocessor preprocessor;
    private final Dataset train;
    private final Dataset validation;
    /** The validation rows without class weights, for what is fitted after the training. */
    private final Dataset fitted;

    private final int[] fittedRows;
    private final Splits rows;
    private final Blueprint standard;
    private NetworkSpec spec;
    private Network network;
    private TrainingPlan plan;
    private @Nullable BudgetChoice budget;
    private final Table testTable;
    private final TargetEncoding testTargets;
    private final int[] testRows;

    /**
     * Splits and prepares.
     *
     * @param fold the rows that are kept aside for the test, and the others; null for those that the settings ask for
     */
    Preparation(ModelTrainer settings, TargetEncoding encoding, @Nullable Splits fold) {
        this.settings = settings;
        this.encoding = encoding;
        checkTask();
        Loss chosen = LossChoice.choose(settings.loss, encoding.task(), settings.labelSmoothing);
        loss = settings.interval > 0 ? new IntervalLoss(chosen, settings.interval) : chosen;
        RandomKey key = RandomKey.of(settings.seed);
        Table given = fold == null ? settings.test : null;
        Splits outer = fold == null ? outer(settings, encoding) : fold;
        Splits inner = Splits.stratified(
                outer.rest(), encoding.classesOf(outer.rest()), settings.validationFraction, key.fold("validation"));
        checkValidation(inner.part().length);
        Preprocessor prepared = Preprocessor.fit(
                settings.table,
                encoding,
                inner.rest(),
                settings.weightColumn,
                LossChoice.standardizes(loss),
                settings.commonScale ? Scaling.COMMON : settings.recipe.scaling(),
                settings.columnPlan());
        boolean limited = settings.recipe.limited() && loss.link() == Link.IDENTITY;
        testTable = given == null ? settings.table : given;
        testTargets = given == null
                ? encoding
                : TargetEncoding.like(given, encoding.names(), encoding.task(), encoding.classes());
        testRows = given == null ? outer.part() : testTargets.rows();
        preprocessor = (limited ? prepared.limitedTo(encoding, inner.rest()) : prepared)
                .noting(given == null ? "" : untested(given.rows() - testRows.length));
        LossChoice.checkTargets(loss, settings.table, encoding);
        rows = inner;
        standard = new Blueprint(settings, loss, encoding.task().isClassification(), inner.rest().length);
        spec = standard.network(preprocessor);
        plan = standard.plan(spec);
        checkRoom();
        // Before the training, so that test rows that do not fit are told at once.
        preprocessor.check(testTable, testRows);
        Dataset plain = preprocessor.transform(settings.table, encoding, inner.rest());
        fitted = preprocessor.transform(settings.table, encoding, inner.part());
        fittedRows = inner.part();
        if (settings.classWeights == null) {
            train = plain;
            validation = fitted;
        } else {
            float[] weights = settings.classWeights.resolve(
                    encoding.classes(), encoding.classesOf(inner.rest()), plain.weights());
            train = plain.withClassWeights(weights);
            validation = fitted.withClassWeights(weights);
        }
        network = Network.of(spec, settings.seed);
    }

    /** The rows that the settings keep aside for the test, and the others. */
    static Splits outer(ModelTrainer settings, TargetEncoding encoding) {
        int[] rows = encoding.rows();
        return settings.test != null || settings.testFraction == 0
                ? new Splits(rows, new int[0])
                : Splits.stratified(
                        rows,
                        encoding.classesOf(rows),
                        settings.testFraction,
                        RandomKey.of(settings.seed).fold("test"));
    }

    private static String untested(int rows) {
        return rows == 0
                ? ""
                : Digits.count(rows, "row", "rows") + " of the test " + (rows == 1 ? "has" : "have") + " no target and "
                        + (rows == 1 ? "is" : "are") + " left out.";
    }

    /** Refuses settings of another task. */
    private void checkTask() {
        boolean classes = encoding.task().isClassification();
        String other = ", but the task is a " + encoding.task().label() + " one.";
        if (settings.classWeights != null && !classes) {
            throw new UserException("class-weight is for classification" + other);
        }
        if (settings.calibrated && !classes) {
            throw new UserException("calibrate is for the probabilities of a classification" + other);
        }
        if (settings.thresholdMetric != null && encoding.task() != Task.BINARY) {
            throw new UserException("threshold-metric is for two classes" + other);
        }
        if (settings.positiveClass != null) {
            checkPositive(settings.positiveClass);
        }
        if (settings.interval > 0 && classes) {
            throw new UserException("interval is for regression" + other);
        }
    }

    private void checkPositive(String name) {
        if (encoding.task() != Task.BINARY) {
            throw new UserException("positive-class is for two classes, but the task is a "
                    + encoding.task().label() + " one.");
        }
        if (!encoding.classes().contains(name)) {
            throw new UserException("positive-class '" + name + "' is none of the classes '"
                    + String.join("' and '", encoding.classes()) + "'." + Suggest.hint(name, encoding.classes()));
        }
    }

    /** The class that a threshold is chosen for: as said, or the one with fewer training rows. */
    private String positive() {
        if (settings.positiveClass != null) {
            return settings.positiveClass;
        }
        int[] classes = encoding.classesOf(rows.rest());
        int seconds = Arrays.stream(classes).sum();
        return encoding.classes().get(2 * seconds <= classes.length ? 1 : 0);
    }

    /** Refuses what is fitted on validation rows where there are none, or too few. */
    private void checkValidation(int rows) {
        String asked = settings.calibrated
                ? "calibrate"
                : settings.thresholdMetric != null ? "threshold-metric" : settings.interval > 0 ? "interval" : "";
        boolean few = settings.interval > 0 && PostprocessorFit.rank(rows, settings.interval) > rows;
        if (!asked.isEmpty() && (rows == 0 || few)) {
            double least = Math.ceil(settings.interval / (1 - settings.interval) - 1e-9);
            throw new UserException(
                    asked + (few ? " " + settings.interval + " takes " + (long) least + " or more" : " takes")
                            + " validation rows, and there are " + (rows == 0 ? "none" : rows)
                            + ". Give a larger validation-fraction, or leave it out.");
        }
    }

    /** Refuses what does not fit into memory beside the table, before anything is prepared. */
    private void checkRoom() {
        long prepared = (long) rows.rest().length + rows.part().length;
        Room.check(
                preprocessor.room(settings.table, prepared)
                        + TrainingRoom.floats(
                                spec, plan, rows.rest().length, rows.part().length > 0, settings.checkpoints != null),
                settings.table.source() + ": this training",
                "fewer rows or columns, a smaller batch or a smaller network");
    }

    /** Whether the number of members is open: neither said nor that of a network of the caller's. */
    boolean choosesMembers() {
        return settings.recipe.members() == 0 && !settings.ownNetwork;
    }

    /** The network of so many members, where their number is open. */
    NetworkSpec spec(int members) {
        return standard.sized(choosesMembers() ? members : settings.recipe.members(), 0)
                .network(preprocessor);
    }

    /** What a network is trained by, for so many epochs. */
    TrainingPlan plan(NetworkSpec network, int epochs) {
        return standard.sized(0, epochs).plan(network);
    }

    /** Takes what a time budget allows in the place of what fits the data's size. */
    void choose(BudgetChoice choice) {
        budget = choice;
        spec = spec(choice.members());
        plan = plan(spec, choice.epochs());
        checkRoom();
        network = Network.of(spec, settings.seed);
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
                settings.recipe,
                spec,
                network.layout().parameters(),
                used,
                train.rows(),
                validation.rows(),
                testRows.length,
                threads,
                execution.kernels().label(),
                execution.kernels().vectorBits(),
                budget);
    }

    /** The network itself, with the preprocessing that its inputs went through: a copy would take the room of one more. */
    Model model(Map<String, String> provenance) {
        Postprocessor start = settings.interval > 0
                ? Postprocessor.intervals(
                        settings.interval, new double[preprocessor.targets().size()])
                : Postprocessor.NONE;
        return Model.of(network, preprocessor, provenance, start);
    }

    /** The same after the training, with what is fitted on validation rows. */
    Model fitted(Map<String, String> provenance, Execution execution) {
        int width =
                preprocessor.task().isClassification() ? 0 : encoding.names().size();
        float[] targets = new float[fittedRows.length * width];
        for (int i = 0; i < fittedRows.length; i++) {
            System.arraycopy(encoding.values(), fittedRows[i] * width, targets, i * width, width);
        }
        Map<String, String> more = new TreeMap<>(provenance);
        if (settings.thresholdMetric != null) {
            more.put(Provenance.POSITIVE_CLASS, positive());
        }
        return PostprocessorFit.of(model(more), settings, fitted, targets, execution.kernels());
    }

    /** Importance of the columns on the test rows, or null where it was not asked for, or there is nothing to permute. */
    @Nullable
    Importance importance(Model model, Execution execution) {
        return settings.importanceRepeats == 0 || testRows.length < 2
                ? null
                : ImportanceMeter.measure(
                        model,
                        testTable,
                        testTargets,
                        testRows,
                        settings.importanceRepeats,
                        settings.seed,
                        execution.kernels());
    }

    /** Metrics of the test rows, or null where there are none. */
    @Nullable
    Evaluation evaluate(Model model, Execution execution) {
        return testRows.length == 0 ? null : model.evaluate(testTable, testTargets, testRows, execution);
    }
}
