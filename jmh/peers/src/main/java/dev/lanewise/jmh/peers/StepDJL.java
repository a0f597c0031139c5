package dev.lanewise.jmh.peers;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;

/** DJL on PyTorch's native library; the arrays of a step are freed together by a scope, as its memory guide says. */
public class StepDJL extends PeerStep {

    /** The optimizer. */
    @Param({"sgd", "adam"})
    public String optimizer = "sgd";

    private @Nullable Model model;
    private @Nullable Trainer trainer;
    private @Nullable NDArray x;
    private @Nullable NDArray y;

    @Override
    public void prepare() {
        Djl.threads(threads);
        SequentialBlock network = new SequentialBlock();
        for (int width : workload.hidden()) {
            network.add(Linear.builder().setUnits(width).build());
            boolean tanh = workload.activation() == dev.lanewise.kernel.Activation.TANH;
            network.add(tanh ? Activation::tanh : Activation::relu);
        }
        network.add(Linear.builder().setUnits(workload.outputs()).build());
        model = Model.newInstance("peer", Device.cpu(), Djl.ENGINE);
        model.setBlock(network);
        Tracker rate = Tracker.fixed("adam".equals(optimizer) ? ADAM_RATE : SGD_RATE);
        Optimizer rule = "adam".equals(optimizer)
                ? Optimizer.adam().optLearningRateTracker(rate).build()
                : Optimizer.sgd().setLearningRateTracker(rate).build();
        trainer = model.newTrainer(
                new DefaultTrainingConfig(lossOfWorkload()).optOptimizer(rule).optDevices(new Device[] {Device.cpu()}));
        trainer.initialize(new Shape(workload.batch(), workload.inputs()));
        NDManager manager = trainer.getManager();
        x = manager.create(workload.features(), new Shape(workload.batch(), workload.inputs()));
        float[] targets = workload.targets();
        y = manager.create(targets, new Shape(workload.batch(), targets.length / workload.batch()));
        trainBatch(); // makes the optimizer's moments, which no scope may free
    }

    private Loss lossOfWorkload() {
        if (workload.loss() instanceof SoftmaxCrossEntropy) {
            return Loss.softmaxCrossEntropyLoss();
        }
        return workload.loss() instanceof MeanSquaredError
                ? Loss.l2Loss("mean squared error", 1)
                : Loss.sigmoidBinaryCrossEntropyLoss("binary cross-entropy", 1, false);
    }

    @Override
    public void release() {
        Objects.requireNonNull(trainer).close();
        Objects.requireNonNull(model).close();
    }

    @Override
    void step() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            trainBatch();
        }
    }

    private void trainBatch() {
        Trainer live = Objects.requireNonNull(trainer);
        try (GradientCollector collector = live.newGradientCollector()) {
            NDList outputs = live.forward(new NDList(Objects.requireNonNull(x)));
            collector.backward(live.getLoss().evaluate(new NDList(Objects.requireNonNull(y)), outputs));
        }
        live.step();
    }

    @Override
    double loss() {
        Trainer live = Objects.requireNonNull(trainer);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList outputs = live.evaluate(new NDList(Objects.requireNonNull(x)));
            return live.getLoss()
                    .evaluate(new NDList(Objects.requireNonNull(y)), outputs)
                    .getFloat();
        }
    }

    @Override
    long parameters() {
        return Objects.requireNonNull(model).getBlock().getParameters().values().stream()
                .map(Parameter::getArray)
                .mapToLong(NDArray::size)
                .sum();
    }
}
