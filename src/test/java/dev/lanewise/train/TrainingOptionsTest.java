package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.GradientClipping;
import dev.lanewise.optim.MaxNorm;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.optim.Penalty;
import dev.lanewise.optim.Sgd;
import dev.lanewise.schedule.Length;
import dev.lanewise.schedule.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each option of a plan: what it does to the weights, and the same bits on every kernel and thread. */
class TrainingOptionsTest {

    private static final int INPUTS = 5;

    static Dataset data(int rows, boolean weighted) {
        SeededRandom random = new SeededRandom(RandomKey.of(7));
        float[] x = new float[rows * INPUTS];
        float[] y = new float[rows];
        float[] weights = new float[rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < INPUTS; c++) {
                x[r * INPUTS + c] = (float) random.nextNormal();
            }
            y[r] = x[r * INPUTS] > 0.3f ? 2 : x[r * INPUTS + 1] > 0 ? 1 : 0;
            weights[r] = random.nextFloat();
        }
        return new Dataset(x, INPUTS, y, 1, weighted ? weights : null, rows);
    }

    static Network network(double dropout) {
        return Network.input(INPUTS)
                .dense(19, Activation.TANH)
                .dropout(dropout)
                .dense(3, Activation.IDENTITY)
                .build(3);
    }

    private static TrainingPlan plan(Optimizer optimizer) {
        return TrainingPlan.of(optimizer, new SoftmaxCrossEntropy(0))
                .withEpochs(3)
                .withBatchSize(40);
    }

    static TrainingPlan sgd() {
        return plan(Sgd.defaults().withLearningRate(0.2));
    }

    private static TrainingPlan scheduled(String text) {
        return sgd().with(Scheduling.NONE.withLearningRate(Schedule.parse(text)));
    }

    static float[] train(TrainingPlan plan, Dataset data, double dropout, Kernels kernels, int threads) {
        Network network = network(dropout);
        try (Execution execution = Execution.of(kernels, threads)) {
            new Trainer(network, plan, execution).fit(data.all(), null);
        }
        return network.parameters();
    }

    private static float[] train(TrainingPlan plan) {
        return train(plan, data(300, false), 0, Kernels.scalar(), 1);
    }

    /** Plans with one option each. */
    static List<TrainingPlan> options() {
        TrainingPlan adam = plan(Optimizers.parse("adamw", Map.of()));
        Scheduling none = Scheduling.NONE;
        Regularization free = Regularization.NONE;
        return List.of(
                adam.with(none.withLearningRate(Schedule.parse("onecycle"))),
                adam.with(none.withMomentum(Schedule.parse("onecycle-momentum"))),
                adam.with(none.withWeightDecay(Schedule.parse("cosine:warmup=20%"))),
                adam.with(none.withDropout(Schedule.parse("linear"))),
                adam.withAccumulate(3),
                adam.with(Averaging.exponential(0.9)),
                adam.with(Averaging.stochastic(Length.epochs(1))),
                adam.with(free.with(new Penalty(0.01, 0))),
                adam.with(free.with(new Penalty(0, 0.1))),
                adam.with(free.with(new MaxNorm(0.5))),
                adam.with(free.with(GradientClipping.parse("value:0.001"))),
                adam.with(free.with(GradientClipping.parse("norm:0.01"))),
                sgd().with(free.with(GradientClipping.parse("global-norm:0.01"))),
                adam.with(TensorFactors.NONE.rate(TensorChoice.biases(), 0.1)),
                adam.with(TensorFactors.NONE.decay(TensorChoice.weights(), 5)),
                adam.with(TensorFactors.NONE.freeze(TensorChoice.layer(1))));
    }

    @ParameterizedTest
    @MethodSource("options")
    void changesTheWeightsAndNotByThreadsOrKernels(TrainingPlan plan) {
        Dataset data = data(300, true);
        float[] expected = train(plan, data, 0.2, Kernels.scalar(), 1);
        for (int threads = 1; threads <= 3; threads++) {
            assertArrayEquals(expected, train(plan, data, 0.2, Kernels.vector(), threads), threads + " threads");
        }
        TrainingPlan plain = plan(plan.optimizer());
        assertFalse(Arrays.equals(expected, train(plain, data, 0.2, Kernels.scalar(), 1)), "the option has no effect");
    }

    @Test
    void aConstantScheduleIsNone() {
        assertArrayEquals(train(sgd()), train(scheduled("constant")));
        assertArrayEquals(train(plan(Sgd.defaults().withLearningRate(0.1))), train(scheduled("constant:value=50%")));
    }

    /** 8 steps an epoch: two epochs at the whole rate, one at a tenth, is the same as two trainings. */
    @Test
    void aScheduleMovesTheRateAtItsStep() {
        Network expected = network(0);
        Network actual = network(0);
        Dataset data = data(300, false);
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Trainer trainer = new Trainer(actual, scheduled("step:every=2,factor=0.1"), execution);
            List<Double> rates = new ArrayList<>();
            trainer.listen(new TrainingListener() {
                @Override
                public boolean onBatch(int epoch, int batch, int batches, double loss) {
                    rates.add(trainer.settings().learningRate());
                    return true;
                }
            });
            trainer.fit(data.all(), null);
            assertEquals(24, rates.size());
            assertEquals(0.2, rates.get(15));
            assertEquals(0.2 * 0.1, rates.get(16));
            new Trainer(expected, sgd().withEpochs(2), execution).fit(data.all(), null);
            assertFalse(Arrays.equals(expected.parameters(), actual.parameters()));
        }
    }

    @Test
    void aPlateauLowersTheRateOfTheNextEpoch() {
        TrainingPlan plan = scheduled("plateau:patience=0,threshold=1,absolute=true,factor=0.5")
                .withEpochs(4);
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Trainer trainer = new Trainer(network(0), plan, execution);
            trainer.fit(data(300, false).all(), null);
            assertEquals(0.2 * 0.25, trainer.settings().learningRate(), 1e-15, "epochs 2 and 3 were no better by 1");
            trainer.fit(data(300, false).all(), null);
            assertEquals(0.2 * 0.25 / 16, trainer.settings().learningRate(), 1e-15, "a plateau keeps its state");
        }
    }

    @Test
    void aFrozenLayerStaysAndMaxNormHolds() {
        TrainingPlan plan = sgd().with(TensorFactors.NONE.freeze(TensorChoice.parse("layer1")))
                .with(Regularization.NONE.with(new MaxNorm(0.5)));
        Network before = network(0);
        float[] after = train(plan);
        for (Tensor tensor : before.layout().tensors()) {
            boolean same = Arrays.equals(
                    Arrays.copyOfRange(before.parameters(), tensor.offset(), tensor.offset() + tensor.size()),
                    Arrays.copyOfRange(after, tensor.offset(), tensor.offset() + tensor.size()));
            assertEquals(tensor.name().startsWith("layers.0"), same, tensor.name());
        }
        Tensor last = before.layout().tensors().get(2);
        for (int c = 0; c < last.columns(); c++) {
            double squares = 0;
            for (int k = 0; k < last.rows(); k++) {
                double w = after[last.offset() + k * last.columns() + c];
                squares += w * w;
            }
            assertTrue(Math.sqrt(squares) <= 0.5 * (1 + 1e-6), "norm " + Math.sqrt(squares));
        }
    }

    /** One step of gradient descent from weights w: {@code w - rate * factor * (g + l1 sign(w) + l2 w)}. */
    @Test
    void factorsAndPenaltiesEnterAStepAsTheyShould() {
        Map<String, Double> rates = new LinkedHashMap<>();
        rates.put("layers.0.weight", 0.5);
        rates.put("layers.0.bias", 0.5 * 0.25);
        rates.put("layers.2.weight", 1.0);
        rates.put("layers.2.bias", 0.25);
        TrainingPlan plan = sgd().with(TensorFactors.NONE
                        .rate(TensorChoice.parse("layer1"), 0.5)
                        .rate(TensorChoice.parse("biases"), 0.25))
                .with(Regularization.NONE.with(new Penalty(0.02, 0.3)));
        Dataset data = data(20, false);
        Network network = network(0);
        float[] w = network.parameters().clone();
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Trainer plain = new Trainer(network.copy(), sgd(), execution);
            plain.trainBatch(data.features(), data.targets(), null, 20);
            new Trainer(network, plan, execution).trainBatch(data.features(), data.targets(), null, 20);
            for (Tensor tensor : network.layout().tensors()) {
                for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                    boolean weight = tensor.kind() == Tensor.Kind.WEIGHT;
                    double penalty = weight ? 0.02 * Math.signum(w[i]) + 0.3 * w[i] : 0;
                    double rate = 0.2 * rates.getOrDefault(tensor.name(), Double.NaN);
                    double expected = w[i] - rate * (plain.gradients()[i] + penalty);
                    assertEquals(expected, network.parameters()[i], 1e-6, tensor.name());
                }
            }
        }
    }

    /** Scaling layers are no dense layers: only scales, biases and everything mean them. */
    @Test
    void scalingLayersAreChosenByTheirKind() {
        Network network = Network.input(4)
                .members(2)
                .scale(true, Initializer.RANDOM_SIGN)
                .dense(5, Activation.RELU)
                .scale(true, Initializer.constant(1))
                .dense(3, Activation.IDENTITY)
                .sharedScale()
                .build(1);
        assertEquals("layers.1.scale layers.3.scale layers.5.scale", chosen(network, "scales"));
        assertEquals("layers.1.bias layers.2.bias layers.3.bias layers.4.bias", chosen(network, "biases"));
        assertEquals("layers.2.weight layers.4.weight", chosen(network, "weights"));
        assertEquals("layers.2.weight layers.2.bias", chosen(network, "layer1"));
        assertEquals("layers.2.bias", chosen(network, "layer1.biases"));
        assertEquals("layers.4.weight layers.4.bias", chosen(network, "output"));
        assertEquals("layers.4.weight", chosen(network, "layer2.weights"));
        assertEquals("scales", TensorChoice.scales().toString());
        check("no scaling layer", sgd().with(TensorFactors.NONE.freeze(TensorChoice.scales())));
    }

    private static String chosen(Network network, String choice) {
        return network.layout().tensors().stream()
                .filter(tensor -> TensorChoice.parse(choice).matches(network.layout(), tensor))
                .map(Tensor::name)
                .collect(Collectors.joining(" "));
    }

    @Test
    void whatDoesNotFitIsToldBeforeTheFirstStep() {
        Scheduling none = Scheduling.NONE;
        check("no momentum", sgd().with(none.withMomentum(Schedule.parse("cosine"))));
        check("no weight decay", sgd().with(none.withWeightDecay(Schedule.parse("cosine"))));
        check("no dropout", sgd().with(none.withDropout(Schedule.parse("cosine"))));
        check("layer1 to layer2", sgd().with(TensorFactors.NONE.freeze(TensorChoice.parse("layer3"))));
        check(
                "nothing left",
                sgd().with(TensorFactors.NONE.freeze(TensorChoice.weights()).freeze(TensorChoice.biases())));
        Scheduling wild = none.withMomentum(Schedule.parse("constant:value=2"));
        check("below 1", plan(Adam.defaults()).with(wild));
        check("for step", sgd().with(none.withLearningRate(Schedule.parse("exponential:factor=1e30"))));
        check("nothing would be averaged", sgd().with(Averaging.stochastic(Length.percent(100))));
        assertTrue(assertThrows(UserException.class, () -> TensorChoice.parse("wieghts"))
                .getMessage()
                .contains("Did you mean 'weights'?"));
    }

    private static void check(String part, TrainingPlan plan) {
        UserException failure = assertThrows(UserException.class, () -> train(plan));
        assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
}
