package dev.lanewise.lab;

import dev.lanewise.core.Team;
import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Workspace;
import dev.lanewise.train.TensorChoice;
import dev.lanewise.train.TensorFactors;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingPlan;

/**
 * One neuron of two inputs in the engine: {@code Z = W0 + W1 X1 + W2 X2}, {@code A = sigmoid(Z)}, error {@code E = (A - Y)^2}, trained by plain gradient
 * descent; without a bias W0 is 0 and stays so.
 */
final class Neuron {

    private final Network network;
    private final Network sums;
    private final Trainer trainer;
    private final Execution execution;
    private final boolean biased;

    /**
     * Makes a neuron.
     *
     * @param biased whether it has a bias
     * @param w0 bias, 0 where it has none
     * @param rate learning rate
     */
    Neuron(boolean biased, double w0, double w1, double w2, double rate) {
        this.biased = biased;
        execution = new Execution(Kernels.forOneRun(0), Team.of(1));
        network = Network.input(2).dense(1, Activation.SIGMOID).build(1);
        sums = Network.input(2).dense(1, Activation.IDENTITY).build(1);
        set(w0, w1, w2);
        TrainingPlan plan = TrainingPlan.of(Rates.rule("sgd", "learning-rate", rate), new MeanSquaredError());
        trainer = new Trainer(
                network, biased ? plan : plan.with(TensorFactors.NONE.freeze(TensorChoice.biases())), execution);
    }

    private void set(double... weights) {
        for (int i = 0; i < 3; i++) {
            network.parameters()[at(i)] = (float) weights[i];
        }
    }

    /** Where W0, W1 or W2 lies in the slab. */
    private int at(int index) {
        for (Tensor tensor : network.layout().tensors()) {
            if (tensor.kind() == Tensor.Kind.BIAS && index == 0) {
                return tensor.offset();
            }
            if (tensor.kind() == Tensor.Kind.WEIGHT && index > 0) {
                return tensor.offset() + index - 1;
            }
        }
        throw new IllegalStateException("a neuron has weights and a bias");
    }

    double weight(int index) {
        return network.parameters()[at(index)];
    }

    /** Derivative of the error of the last step by W0, W1 or W2; 0 for a bias that is not there. */
    double gradient(int index) {
        return index == 0 && !biased ? 0 : trainer.gradients()[at(index)];
    }

    /** Weighted sum of the inputs. */
    double sum(double x1, double x2) {
        System.arraycopy(network.parameters(), 0, sums.parameters(), 0, network.parameters().length);
        return forward(sums, x1, x2);
    }

    /** Sigmoid of the sum. */
    double answer(double x1, double x2) {
        return forward(network, x1, x2);
    }

    private double forward(Network which, double x1, double x2) {
        Workspace workspace = which.workspace(execution, 1, false);
        workspace.forward(new float[] {(float) x1, (float) x2}, 0, 1);
        return workspace.output()[0];
    }

    /**
     * Does one step on some rows.
     *
     * @param x inputs, {@code [rows][2]}
     * @param y right answers
     * @return the mean error before the step
     */
    double step(float[] x, float[] y) {
        return trainer.trainBatch(x, y, null, y.length);
    }
}
