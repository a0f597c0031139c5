package dev.lanewise.jmh.peers;

import dev.lanewise.jmh.Workload;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import smile.classification.MLP;
import smile.model.mlp.Layer;
import smile.model.mlp.LayerBuilder;
import smile.model.mlp.MultilayerPerceptron;
import smile.model.mlp.OutputFunction;
import smile.tensor.Vector;
import smile.util.function.TimeFunction;

/** Smile's perceptron, which learns row by row and updates once a batch. It has no Adam. */
public class StepSmile extends PeerStep {

    /** Its optimizer. */
    @Param("sgd")
    public String optimizer = "sgd";

    private double[][] x = {};
    private double[][] y = {};
    private int[] classes = {};
    private @Nullable MLP classifier;
    private @Nullable Regression regression;

    @Override
    public void prepare() {
        if (!"sgd".equals(optimizer)) {
            throw new IllegalArgumentException("Smile has no " + optimizer);
        }
        x = rows(workload.features(), workload.inputs());
        y = rows(dense(workload), workload.outputs());
        boolean multiclass = workload.loss() instanceof SoftmaxCrossEntropy;
        LayerBuilder[] layers = layers(workload);
        if (workload.loss() instanceof MeanSquaredError) {
            regression = new Regression(layers);
            regression.setLearningRate(TimeFunction.constant(SGD_RATE));
        } else {
            classes = new int[workload.batch()];
            float[] targets = workload.targets();
            for (int r = 0; r < classes.length; r++) {
                classes[r] = (int) targets[r];
            }
            layers[layers.length - 1] =
                    Layer.mle(workload.outputs(), multiclass ? OutputFunction.SOFTMAX : OutputFunction.SIGMOID);
            classifier = new MLP(layers);
            classifier.setLearningRate(TimeFunction.constant(SGD_RATE));
        }
    }

    private static LayerBuilder[] layers(Workload workload) {
        LayerBuilder[] layers = new LayerBuilder[workload.widths().size()];
        layers[0] = Layer.input(workload.inputs());
        for (int i = 1; i < layers.length - 1; i++) {
            int width = workload.widths().get(i);
            layers[i] = workload.activation() == Activation.TANH ? Layer.tanh(width) : Layer.rectifier(width);
        }
        layers[layers.length - 1] = Layer.mse(workload.outputs(), OutputFunction.LINEAR);
        return layers;
    }

    private static double[][] rows(float[] values, int columns) {
        double[][] rows = new double[values.length / columns][columns];
        for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
        }
        return rows;
    }

    @Override
    void step() {
        if (regression != null) {
            regression.update(x, y);
        } else {
            Objects.requireNonNull(classifier).update(x, classes);
        }
    }

    @Override
    double loss() {
        if (regression != null) {
            return regression.meanSquaredError(x, y);
        }
        double sum = 0;
        double[] probabilities = new double[Math.max(2, workload.outputs())];
        for (int r = 0; r < x.length; r++) {
            Objects.requireNonNull(classifier).predict(x[r], probabilities);
            sum -= Math.log(probabilities[classes[r]]);
        }
        return sum / x.length;
    }

    @Override
    long parameters() {
        return regression != null ? regression.parameters() : new Counting(layers(workload)).parameters();
    }

    /** Counts the parameters of the layers. */
    private static class Counting extends MultilayerPerceptron {
        private static final long serialVersionUID = 1;

        Counting(LayerBuilder... layers) {
            super(build(layers));
        }

        private static Layer[] build(LayerBuilder... builders) {
            Layer[] layers = new Layer[builders.length];
            int width = 0;
            for (int i = 0; i < builders.length; i++) {
                layers[i] = builders[i].build(width);
                width = layers[i].getOutputSize();
            }
            return layers;
        }

        long parameters() {
            long count = (output.getInputSize() + 1L) * output.getOutputSize();
            for (int i = 1; i < net.length; i++) {
                count += (net[i].getInputSize() + 1L) * net[i].getOutputSize();
            }
            return count;
        }
    }

    /** Smile's regression with more than one output: the same calls as in {@code smile.regression.MLP}. */
    private static final class Regression extends Counting {
        private static final long serialVersionUID = 1;

        Regression(LayerBuilder... layers) {
            super(layers);
        }

        void update(double[][] x, double[][] y) {
            for (int r = 0; r < x.length; r++) {
                propagate(vector(x[r]), true);
                Vector wanted = target.get();
                for (int c = 0; c < y[r].length; c++) {
                    wanted.set(c, y[r][c]);
                }
                backpropagate(false);
            }
            update(x.length);
            t++;
        }

        double meanSquaredError(double[][] x, double[][] y) {
            double sum = 0;
            for (int r = 0; r < x.length; r++) {
                propagate(vector(x[r]), false);
                for (int c = 0; c < y[r].length; c++) {
                    double error = output.output().get(c) - y[r][c];
                    sum += error * error;
                }
            }
            return sum / (x.length * y[0].length);
        }
    }
}
