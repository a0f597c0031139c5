package dev.lanewise.model;

import dev.lanewise.core.Link;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Table;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.IntervalLoss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model: network, preprocessing and provenance. Immutable; may be used from any number of threads, and predicts the same bits in
 * each of them, after saving and loading, and on every machine.
 */
public final class Model {

    private final Network network;
    private final Preprocessor preprocessor;
    private final Map<String, String> provenance;
    private final @Nullable TrainingRecord training;
    private final Postprocessor postprocessor;
    private final Link output;
    private final ConcurrentLinkedQueue<Predictor> idle = new ConcurrentLinkedQueue<>();

    /**
     * Makes a model of a copy of a network.
     *
     * @param provenance how the model came about, as text by name; {@code loss} decides how outputs are read
     */
    public Model(Network network, Preprocessor preprocessor, Map<String, String> provenance) {
        this(network.copy(), preprocessor, provenance, null, Postprocessor.NONE);
    }

    /** Takes the network over. */
    private Model(
            Network network,
            Preprocessor preprocessor,
            Map<String, String> provenance,
            @Nullable TrainingRecord training,
            Postprocessor postprocessor) {
        postprocessor.check(preprocessor);
        this.network = network;
        this.postprocessor = postprocessor;
        this.training = training;
        this.preprocessor = preprocessor;
        this.provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        int each = postprocessor.hasIntervals() ? IntervalLoss.OUTPUTS : 1;
        output = outputOf(network, preprocessor, each, provenance.getOrDefault("loss", ""));
        if (network.inputs() != preprocessor.inputs()) {
            throw new UserException(
                    "The network has " + network.inputs() + " inputs, the columns make " + preprocessor.inputs() + ".");
        }
        if (!preprocessor.codes().isEmpty()
                && !preprocessor.codes().equals(network.spec().codes())) {
            throw new UserException("The network has embeddings of "
                    + network.spec().codes() + " codes, the columns make " + preprocessor.codes() + ".");
        }
    }

    /** Makes a model of a network that nobody changes from now on. */
    static Model of(Network network, Preprocessor preprocessor, Map<String, String> provenance) {
        return of(network, preprocessor, provenance, Postprocessor.NONE);
    }

    /** The same with a postprocessor, which says how many outputs a target has. */
    static Model of(
            Network network, Preprocessor preprocessor, Map<String, String> provenance, Postprocessor postprocessor) {
        return new Model(network, preprocessor, provenance, null, postprocessor);
    }

    /** Returns the same model with a record of its training. */
    Model with(TrainingRecord record) {
        return new Model(network, preprocessor, provenance, record, postprocessor);
    }

    /** Returns the same model with other postprocessing and provenance. */
    Model with(Postprocessor changed, Map<String, String> newProvenance) {
        return new Model(network, preprocessor, newProvenance, training, changed);
    }

    private static Link outputOf(Network network, Preprocessor preprocessor, int each, String loss) {
        int outputs = network.outputs();
        boolean regression = preprocessor.task() == Task.REGRESSION;
        int wanted = regression
                ? each * preprocessor.targets().size()
                : preprocessor.classes().size();
        boolean single = preprocessor.task() == Task.BINARY && outputs == 1;
        if (outputs != wanted && !single) {
            throw new UserException("The network has " + outputs + " outputs where " + wanted + " are expected.");
        }
        if (regression) {
            return "poisson".equals(loss) ? Link.LOG : Link.IDENTITY;
        }
        return single ? Link.LOGIT : Link.SOFTMAX;
    }

    /**
     * Reads a model file.
     *
     * @throws UserException in one line, where it is no model, damaged, or of a version that this library does not know
     */
    public static Model load(Path file) {
        return ModelFile.read(file);
    }

    /**
     * Writes a model file: under a temporary name, synced, moved into place.
     *
     * @throws UserException if that fails; a file that was there stays as it was
     */
    public void save(Path file) {
        ModelFile.write(this, file);
    }

    /** Returns the description of the network. */
    public NetworkSpec spec() {
        return network.spec();
    }

    /** Returns the number of parameters. */
    public int parameterCount() {
        return network.layout().parameters();
    }

    /** Returns a copy of the network, for training on. */
    public Network network() {
        return network.copy();
    }

    /** The network itself, to be read only. */
    Network sharedNetwork() {
        return network;
    }

    /** Returns the preprocessing. */
    public Preprocessor preprocessor() {
        return preprocessor;
    }

    /** Returns what is done with the network's outputs: temperature, threshold, intervals. */
    public Postprocessor postprocessor() {
        return postprocessor;
    }

    /** Returns what the model predicts. */
    public Task task() {
        return preprocessor.task();
    }

    /** Returns the classes; none for a regression. */
    public List<String> classes() {
        return preprocessor.classes();
    }

    /** Returns how the model came about: text by name, sorted. */
    public Map<String, String> provenance() {
        return provenance;
    }

    /** Returns how the training went; null where the model does not know, such as one that was imported. */
    public @Nullable TrainingRecord training() {
        return training;
    }

    /** Returns a predictor for one thread, with the best kernels. */
    public Predictor predictor() {
        return predictor(Kernels.best());
    }

    /** Returns a predictor for one thread. */
    public Predictor predictor(Kernels kernels) {
        return new Predictor(network, preprocessor, output, postprocessor, Execution.of(kernels, 1));
    }

    /**
     * Predicts one row of raw numbers, see {@link Predictor#predict}; safe from any thread.
     *
     * @return class probabilities, or numbers in the targets' units, with intervals the prediction, the lower and the upper end of each target
     */
    public float[] predict(float... row) {
        Predictor predictor = borrow();
        try {
            float[] result = new float[predictor.columns()];
            predictor.predict(row, result);
            return result;
        } finally {
            idle.offer(predictor);
        }
    }

    /**
     * Predicts the rows of a table; safe from any thread.
     *
     * @throws UserException where columns of the training data are missing, or cells do not fit, or a prediction is no finite number
     */
    public Prediction predict(Table table) {
        return predict(table, postprocessor.threshold());
    }

    /**
     * Predicts the rows of a table; safe from any thread.
     *
     * @param threshold for two classes, the probability from which on the second class is predicted, instead of the model's own; at 0.5 the more probable
     *     class is, the first of equals
     * @throws UserException where columns of the training data are missing, or cells do not fit, or a prediction is no finite number
     */
    public Prediction predict(Table table, double threshold) {
        int[] rows = new int[table.rows()];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = r;
        }
        float[] values = values(table, rows);
        Outcomes.checkFinite(values, table, rows);
        if (!task().isClassification()) {
            return new Prediction(Outcomes.valueNames(this), List.of(), values, rows.length);
        }
        int[] predicted = Outcomes.predicted(values, classes().size(), rows.length, threshold);
        List<String> labels = new ArrayList<>(rows.length);
        for (int c : predicted) {
            labels.add(classes().get(c));
        }
        return new Prediction(classes(), labels, values, rows.length);
    }

    /**
     * Evaluates on the rows of a table that have targets; safe from any thread.
     *
     * @throws UserException where columns of the training data are missing, or cells do not fit, or a prediction is no finite number
     */
    public Evaluation evaluate(Table table) {
        return evaluate(table, postprocessor.threshold());
    }

    /** As {@link #evaluate(Table)} with another threshold, see {@link #predict(Table, double)}. */
    public Evaluation evaluate(Table table, double threshold) {
        TargetEncoding encoding = TargetEncoding.like(table, preprocessor.targets(), task(), classes());
        preprocessor.check(table, encoding.rows());
        float[] values = values(table, encoding.rows());
        Outcomes.checkFinite(values, table, encoding.rows());
        return Outcomes.evaluation(this, values, encoding, encoding.rows(), threshold);
    }

    /** Evaluates on some rows of a table, by a team; see {@link #evaluate(Table)} for what is refused. */
    Evaluation evaluate(Table table, TargetEncoding encoding, int[] rows, Execution execution) {
        float[] values = new TablePredictor(this, execution).values(table, rows);
        Outcomes.checkFinite(values, table, rows);
        return Outcomes.evaluation(this, values, encoding, rows, postprocessor.threshold());
    }

    /**
     * Measures on the rows of a table that have targets how much the model leans on each column; see {@link Importance}.
     *
     * @param repeats permutations of each column, 2 or more
     * @param seed seed of the permutations
     * @throws UserException where columns of the training data are missing, or cells do not fit, or fewer than two rows have a target
     */
    public Importance importance(Table table, int repeats, long seed) {
        Limits.atLeast("repeats", repeats, 2);
        TargetEncoding encoding = TargetEncoding.like(table, preprocessor.targets(), task(), classes());
        preprocessor.check(table, encoding.rows());
        if (encoding.rows().length < 2) {
            throw new UserException(table.source() + ": importance takes two rows or more, to permute their cells.");
        }
        return ImportanceMeter.measure(this, table, encoding, encoding.rows(), repeats, seed, Kernels.best());
    }

    private float[] values(Table table, int[] rows) {
        Predictor predictor = borrow();
        try {
            return new TablePredictor(preprocessor, predictor).values(table, rows);
        } finally {
            idle.offer(predictor);
        }
    }

    private Predictor borrow() {
        Predictor predictor = idle.poll();
        return predictor == null ? predictor() : predictor;
    }
}
