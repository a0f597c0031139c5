package dev.lanewise.model;

import dev.lanewise.core.Link;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Feature;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.LossKernel;
import dev.lanewise.loss.IntervalLoss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Workspace;

/**
 * Predicts with a workspace of its own; nothing is allocated in a prediction. For one thread at a time. A row has the same bits alone or
 * among others.
 */
public final class Predictor {

    /** Rows of a pass, the members' counted. */
    static final int ROWS = 64;

    private final Preprocessor preprocessor;
    private final Link output;
    private final Postprocessor postprocessor;
    private final float inverseTemperature;
    private final int passRows;
    private final int inputs;
    private final int columns;
    private final Execution execution;
    private final Workspace workspace;
    private final float[] scratch = new float[LossKernel.SCRATCH];
    private final float[] prepared;

    Predictor(
            Network network, Preprocessor preprocessor, Link output, Postprocessor postprocessor, Execution execution) {
        this.preprocessor = preprocessor;
        this.postprocessor = postprocessor;
        inverseTemperature = (float) (1 / postprocessor.temperature());
        this.output = output;
        this.execution = execution;
        inputs = network.inputs();
        columns = output == Link.LOGIT ? 2 : network.outputs();
        passRows = Math.max(1, ROWS / network.members());
        workspace = network.workspace(execution, passRows, output);
        prepared = new float[inputs];
    }

    /** Returns the number of inputs of the network. */
    public int inputs() {
        return inputs;
    }

    /** Returns the number of values of a row's result: the classes, or the targets of a regression; with intervals three for each target. */
    public int columns() {
        return columns;
    }

    /**
     * Predicts one row of raw numbers, in the order of the model's columns, where all of them are numbers without missing values in
     * training.
     *
     * @param row a number for each column; NaN where one is missing
     * @param result class probabilities, or numbers in the targets' units, with intervals the prediction, the lower and the upper end of each target; overwritten
     * @throws UserException if the model has columns of categories, truth words or dates: predict a table then; or if a number is infinite
     */
    public void predict(float[] row, float[] result) {
        if (row.length != preprocessor.features().size()) {
            throw new UserException(
                    "A row of this model has " + preprocessor.features().size() + " numbers, not " + row.length + ".");
        }
        int at = 0;
        for (int i = 0; i < row.length; i++) {
            if (!(preprocessor.features().get(i) instanceof Feature.Numeric number)) {
                throw new UserException(
                        "Column '" + preprocessor.features().get(i).column()
                                + "' of this model is none of numbers: predict a table instead of a row of numbers.");
            }
            if (Float.isInfinite(row[i])) {
                throw new UserException("Column '" + number.column() + "' is " + row[i]
                        + ". Give a finite number, or NaN for a missing one.");
            }
            boolean missing = Float.isNaN(row[i]);
            prepared[at] = missing ? 0 : number.input(row[i]);
            if (number.indicator()) {
                prepared[at + 1] = missing ? 1 : 0;
            }
            at += number.width();
        }
        predictPrepared(prepared, 0, 1, result, 0);
    }

    /**
     * Predicts rows that {@link Preprocessor#transformFeatures} prepared.
     *
     * @param features {@code [rows][inputs]} from {@code offset}
     * @param result {@code [rows][columns]} from {@code resultOffset}: class probabilities, or numbers in the targets' units; overwritten
     */
    public void predictPrepared(float[] features, int offset, int rows, float[] result, int resultOffset) {
        for (int done = 0; done < rows; done += passRows) {
            int count = Math.min(passRows, rows - done);
            workspace.forward(features, offset + done * inputs, count);
            finish(count, result, resultOffset + done * columns);
        }
    }

    /** Computes what the network gives for prepared rows, of members their mean's, before anything is made of it; {@code result} is {@code [rows][width]} from {@code to}. */
    void outputs(float[] features, int rows, float[] result, int to, int width) {
        for (int done = 0; done < rows; done += passRows) {
            int count = Math.min(passRows, rows - done);
            workspace.forward(features, done * inputs, count);
            System.arraycopy(workspace.output(), 0, result, to + done * width, count * width);
        }
    }

    private void finish(int rows, float[] result, int to) {
        float[] outputs = workspace.output();
        if (postprocessor.hasIntervals()) {
            intervals(outputs, rows * columns, result, to);
            return;
        }
        if (postprocessor.temperature() != 1) {
            for (int i = 0; i < rows * (output == Link.LOGIT ? 1 : columns); i++) {
                outputs[i] *= inverseTemperature;
            }
        }
        switch (output) {
            case IDENTITY -> {
                preprocessor.undoTargets(outputs, rows);
                System.arraycopy(outputs, 0, result, to, rows * columns);
            }
            case LOG -> rates(outputs, rows * columns, result, to);
            case LOGIT -> {
                ActivationKernel activations = execution.kernels().activations();
                activations.forward(Activation.SIGMOID, outputs, 0, outputs, 0, rows);
                for (int r = 0; r < rows; r++) {
                    result[to + 2 * r] = 1 - outputs[r];
                    result[to + 2 * r + 1] = outputs[r];
                }
            }
            case SOFTMAX -> execution.kernels().losses().softmax(outputs, 0, result, to, rows, columns, scratch);
        }
    }

    /** Quantiles that cross change places; a margin that narrows an interval to less than nothing leaves its middle. */
    private void intervals(float[] outputs, int length, float[] result, int to) {
        for (int i = 0; i < length; i += IntervalLoss.OUTPUTS) {
            int target = i % columns / IntervalLoss.OUTPUTS;
            float one = preprocessor.undoTarget(outputs[i + 1], target);
            float other = preprocessor.undoTarget(outputs[i + 2], target);
            float low = postprocessor.lower(Math.min(one, other), target);
            float high = postprocessor.upper(Math.max(one, other), target);
            float middle = (float) ((low + (double) high) / 2);
            result[to + i] = preprocessor.undoTarget(outputs[i], target);
            result[to + i + 1] = low > high ? middle : low;
            result[to + i + 2] = low > high ? middle : high;
        }
    }

    private static void rates(float[] outputs, int length, float[] result, int to) {
        for (int i = 0; i < length; i++) {
            result[to + i] = (float) StrictMath.exp(outputs[i]);
        }
    }
}
