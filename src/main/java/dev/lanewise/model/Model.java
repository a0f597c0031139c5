package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Feature;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Table;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A fitted model: preprocessing, network, and where it comes from. Immutable; safe for any number of threads. A row's answer has the same bits
 * alone or in any batch, on any kernels, before saving and after loading.
 */
public final class Model {

    private final Network network;
    private final Preprocessor preprocessor;
    private final OutputTransform output;
    private final Map<String, String> provenance;
    private final Queue<Predictor> pool = new ConcurrentLinkedQueue<>();

    /** Takes the network as its own. */
    Model(Network network, Preprocessor preprocessor, OutputTransform output, Map<String, String> provenance) {
        int answers = preprocessor.task().isClassification()
                ? preprocessor.classes().size()
                : preprocessor.targets().size();
        boolean forClasses = output == OutputTransform.SOFTMAX || output == OutputTransform.SIGMOID;
        if (network.inputs() != preprocessor.inputs()
                || network.outputs() != output.networkOutputs(answers)
                || answers == 0
                || forClasses != preprocessor.task().isClassification()
                || (output == OutputTransform.SIGMOID && answers != 2)) {
            throw new UserException("The network of " + network.inputs() + " inputs and " + network.outputs()
                    + " outputs does not fit a preprocessing of " + preprocessor.inputs() + " inputs and " + answers
                    + " answers (" + preprocessor.task().label() + ", " + output.label() + ").");
        }
        this.network = network;
        this.preprocessor = preprocessor;
        this.output = output;
        this.provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    /**
     * Makes a model of a network that was trained with the engine's own parts.
     *
     * @param network copied
     * @param provenance where the model comes from, text by key; kept in the file
     * @throws UserException if the parts do not fit each other
     */
    public static Model of(
            Network network, Preprocessor preprocessor, OutputTransform output, Map<String, String> provenance) {
        return new Model(network.copy(), preprocessor, output, provenance);
    }

    /**
     * Reads a model file.
     *
     * @throws UserException in one line, if it cannot be read, is corrupted, or is no model of a known version
     */
    public static Model load(Path file) {
        return ModelFile.read(file);
    }

    /**
     * Writes a model file, which then holds the whole model or, if this fails, what it held before.
     *
     * @throws UserException if it cannot be written
     */
    public void save(Path file) {
        ModelFile.write(file, this);
    }

    /** Returns a predictor of the best kernels, for use by one thread. */
    public Predictor predictor() {
        return predictor(Kernels.best());
    }

    /** Returns a predictor of some kernels, for use by one thread. */
    public Predictor predictor(Kernels kernels) {
        return new Predictor(this, kernels);
    }

    /**
     * Answers for one row. Safe from any number of threads.
     *
     * @param row a value for each of {@link #columns()}: the number, or the index of the category in {@link #categories(int)}; NaN where it is
     *     missing or not among them
     * @return a probability for each class, or a value for each target
     */
    public float[] predict(float[] row) {
        Predictor predictor = borrow();
        float[] answer = predictor.predict(row, new float[width()]);
        pool.add(predictor);
        return answer;
    }

    /**
     * Answers for all rows of a table. Safe from any number of threads.
     *
     * @throws UserException where columns are missing, or cells do not fit
     */
    public Prediction predict(Table table) {
        return predict(preprocessor.transformFeatures(table));
    }

    /** Answers for prepared rows. Safe from any number of threads. */
    public Prediction predict(Dataset dataset) {
        Predictor predictor = borrow();
        float[] answers = new float[Math.multiplyExact(dataset.rows(), width())];
        predictor.predictPrepared(dataset.features(), 0, dataset.rows(), answers, 0);
        pool.add(predictor);
        return new Prediction(task(), classes(), targets(), dataset.rows(), answers);
    }

    private Predictor borrow() {
        Predictor predictor = pool.poll();
        return predictor == null ? predictor() : predictor;
    }

    /** Returns the description of the network. */
    public NetworkSpec architecture() {
        return network.spec();
    }

    /** Returns the number of parameters of the network. */
    public int parameterCount() {
        return network.layout().size();
    }

    /** Returns a copy of the network, to be trained on. */
    public Network copyNetwork() {
        return network.copy();
    }

    /** Returns the preprocessing. */
    public Preprocessor preprocessor() {
        return preprocessor;
    }

    /** Returns what is done to the network's outputs. */
    public OutputTransform output() {
        return output;
    }

    /** Returns what the model is asked for. */
    public Task task() {
        return preprocessor.task();
    }

    /** Returns the names of the classes; none for regression. */
    public List<String> classes() {
        return preprocessor.classes();
    }

    /** Returns the columns of the targets. */
    public List<String> targets() {
        return preprocessor.targets();
    }

    /** Returns the columns that a row of {@link #predict(float[])} has. */
    public List<String> columns() {
        return preprocessor.features().stream().map(Feature::column).toList();
    }

    /** Returns the known categories of a column; none for numbers. */
    public List<String> categories(int column) {
        return preprocessor.features().get(column) instanceof Feature.Category category
                ? category.categories()
                : List.of();
    }

    /** Returns how many numbers an answer has: one for each class or target. */
    public int width() {
        return task().isClassification() ? classes().size() : targets().size();
    }

    /** Returns where the model comes from: optimizer, seed, data and the like, sorted by key. */
    public Map<String, String> provenance() {
        return provenance;
    }

    /** The network itself, not to be written to. */
    Network network() {
        return network;
    }
}
