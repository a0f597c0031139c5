package dev.lanewise.model;

import dev.lanewise.data.Feature;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;
import dev.lanewise.nn.Workspace;

/**
 * A model at work in one thread, in a workspace of its own. Allocates nothing per row. Made by {@link Model#predictor()}; cheap to keep, not
 * for use by several threads at once.
 */
public final class Predictor {

    private static final int BATCH = 256;

    private final Preprocessor preprocessor;
    private final Feature[] features;
    private final OutputTransform output;
    private final Kernels kernels;
    private final Workspace workspace;
    private final float[] prepared;
    private final float[] scratch = new float[LossKernel.SCRATCH];
    private final int inputs;
    private final int width;

    Predictor(Model model, Kernels kernels) {
        this.kernels = kernels;
        preprocessor = model.preprocessor();
        features = preprocessor.features().toArray(Feature[]::new);
        output = model.output();
        workspace = model.network().workspace(Execution.of(kernels, 1), BATCH, false);
        inputs = preprocessor.inputs();
        width = model.width();
        prepared = new float[inputs];
    }

    /** Returns how many numbers an answer has: one for each class or target. */
    public int width() {
        return width;
    }

    /** Returns how many numbers a prepared row has. */
    public int inputs() {
        return inputs;
    }

    /**
     * Answers for one row.
     *
     * @param row a value for each of {@link Model#columns()}: the number, or the index of the category in {@link Model#categories}; NaN where
     *     it is missing or not among them
     * @param out result: a probability for each class, or a value for each target
     * @return {@code out}
     */
    public float[] predict(float[] row, float[] out) {
        if (row.length != features.length) {
            throw new IllegalArgumentException("a row has " + features.length + " values, not " + row.length);
        }
        int at = 0;
        for (int i = 0; i < features.length; i++) {
            at = prepare(features[i], row[i], at);
        }
        predictPrepared(prepared, 0, 1, out, 0);
        return out;
    }

    /** Does to one value what the preprocessor does to a cell. */
    private int prepare(Feature feature, float value, int at) {
        boolean missing = Float.isNaN(value);
        switch (feature) {
            case Feature.Number number -> {
                prepared[at] = missing ? 0 : (value - number.mean()) * number.scale();
                if (number.indicator()) {
                    prepared[at + 1] = missing ? 1 : 0;
                }
            }
            case Feature.Category category -> {
                int other = category.categories().size();
                int code = (int) value;
                int hot = !missing && code == value && code >= 0 && code < other ? code : other;
                for (int c = 0; c <= other; c++) {
                    prepared[at + c] = c == hot ? 1 : 0;
                }
            }
        }
        return at + feature.width();
    }

    /**
     * Answers for rows that a {@link Preprocessor} has prepared.
     *
     * @param x {@code [rows][inputs]} from {@code xOffset}
     * @param out result, {@code [rows][width]} from {@code outOffset}
     */
    public void predictPrepared(float[] x, int xOffset, int rows, float[] out, int outOffset) {
        for (int done = 0; done < rows; done += BATCH) {
            int count = Math.min(BATCH, rows - done);
            workspace.forward(x, xOffset + done * inputs, count);
            answer(workspace.output(), count, out, outOffset + done * width);
        }
    }

    private void answer(float[] outputs, int rows, float[] out, int outOffset) {
        switch (output) {
            case SOFTMAX -> kernels.losses().softmax(outputs, 0, out, outOffset, rows, width, scratch);
            case SIGMOID -> {
                kernels.activations().forward(Activation.SIGMOID, outputs, 0, outputs, 0, rows);
                for (int r = 0; r < rows; r++) {
                    out[outOffset + 2 * r] = 1 - outputs[r];
                    out[outOffset + 2 * r + 1] = outputs[r];
                }
            }
            case IDENTITY -> values(outputs, rows, out, outOffset, false);
            case EXPONENTIAL -> values(outputs, rows, out, outOffset, true);
        }
    }

    private void values(float[] outputs, int rows, float[] out, int outOffset, boolean exponential) {
        float[] means = preprocessor.targetMeans();
        float[] scales = preprocessor.targetScales();
        for (int i = 0; i < rows * width; i++) {
            float value = exponential ? (float) StrictMath.exp(outputs[i]) : outputs[i];
            out[outOffset + i] = Math.fma(value, scales[i % width], means[i % width]);
        }
    }
}
