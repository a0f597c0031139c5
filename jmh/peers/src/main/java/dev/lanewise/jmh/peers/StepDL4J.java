package dev.lanewise.jmh.peers;

import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.openjdk.jmh.annotations.Param;

/** Deeplearning4j with workspaces, and without the periodic garbage collection, as its guide to memory says. */
public class StepDL4J extends PeerStep {

    /** The optimizer. */
    @Param({"sgd", "adam"})
    public String optimizer = "sgd";

    private @Nullable MultiLayerNetwork network;
    private @Nullable INDArray x;
    private @Nullable INDArray y;

    @Override
    public void prepare() {
        Dl4j.threads(threads);
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.XAVIER)
                .updater("adam".equals(optimizer) ? new Adam(ADAM_RATE) : new Sgd(SGD_RATE))
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
                .list();
        int inputs = workload.inputs();
        for (int width : workload.hidden()) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(inputs)
                    .nOut(width)
                    .activation(
                            workload.activation() == Activation.TANH
                                    ? org.nd4j.linalg.activations.Activation.TANH
                                    : org.nd4j.linalg.activations.Activation.RELU)
                    .build());
            inputs = width;
        }
        layers.layer(output(inputs));
        network = new MultiLayerNetwork(layers.build());
        network.init();
        x = Nd4j.create(workload.features(), new long[] {workload.batch(), workload.inputs()}, 'c');
        y = Nd4j.create(dense(workload), new long[] {workload.batch(), workload.outputs()}, 'c');
    }

    private OutputLayer output(int inputs) {
        boolean softmax = workload.loss() instanceof SoftmaxCrossEntropy;
        boolean square = workload.loss() instanceof MeanSquaredError;
        return new OutputLayer.Builder(softmax ? LossFunction.MCXENT : square ? LossFunction.MSE : LossFunction.XENT)
                .nIn(inputs)
                .nOut(workload.outputs())
                .activation(
                        softmax
                                ? org.nd4j.linalg.activations.Activation.SOFTMAX
                                : square
                                        ? org.nd4j.linalg.activations.Activation.IDENTITY
                                        : org.nd4j.linalg.activations.Activation.SIGMOID)
                .build();
    }

    @Override
    public void release() {
        Objects.requireNonNull(network).close();
    }

    @Override
    void step() {
        Objects.requireNonNull(network).fit(x, y);
    }

    @Override
    double loss() {
        return Objects.requireNonNull(network).score(new org.nd4j.linalg.dataset.DataSet(x, y));
    }

    @Override
    long parameters() {
        return Objects.requireNonNull(network).numParams();
    }
}
