package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Workspace;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Sgd;
import dev.lanewise.optim.WeightDecay;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {

    private static Dataset data(int rows) {
        SeededRandom random = new SeededRandom(RandomKey.of(7));
        float[][] x = new float[rows][5];
        int[] y = new int[rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < 5; c++) {
                x[r][c] = (float) random.nextNormal();
            }
            y[r] = x[r][0] + x[r][1] * x[r][2] > 0.5 ? 2 : x[r][3] > 0 ? 1 : 0;
        }
        return Dataset.of(x, y);
    }

    private static Network network(Activation activation) {
        return Network.input(5)
                .dense(19, activation)
                .dropout(0.2)
                .dense(33, activation)
                .dense(3, Activation.IDENTITY)
                .build(3);
    }

    private static float[] train(Activation activation, Kernels kernels, int threads, int rows, int batch) {
        Network network = network(activation);
        TrainingPlan plan = TrainingPlan.of(Adam.defaults(), new SoftmaxCrossEntropy(0.1))
                .withBatchSize(batch)
                .withEpochs(2);
        try (Execution execution = Execution.of(kernels, threads)) {
            new Trainer(network, plan, execution).fit(data(rows).all(), null);
        }
        return network.parameters();
    }

    @ParameterizedTest
    @EnumSource
    void sameBitsOnEveryKernelAndThread(Activation activation) {
        float[] expected = train(activation, Kernels.scalar(), 1, 300, 77);
        for (int threads : new int[] {1, 2, 3, 5}) {
            assertArrayEquals(expected, train(activation, Kernels.vector(), threads, 300, 77));
        }
        assertFalse(Arrays.equals(expected, network(activation).parameters()));
    }

    @Test
    void sameBitsForBatchesOfSeveralChunks() {
        float[] expected = train(Activation.TANH, Kernels.scalar(), 1, 5000, 2500);
        assertArrayEquals(expected, train(Activation.TANH, Kernels.vector(), 3, 5000, 2500));
    }

    @Test
    void aRowHasTheSameBitsAloneAndInABatch() {
        Network network = network(Activation.GELU);
        Dataset data = data(50);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Workspace all = network.workspace(execution, 50, false);
            all.forward(data.features(), 0, 50);
            Workspace one = network.workspace(execution, 1, false);
            for (int r = 0; r < 50; r++) {
                one.forward(data.features(), r * 5, 1);
                assertArrayEquals(Arrays.copyOfRange(all.output(), 3 * r, 3 * r + 3), Arrays.copyOf(one.output(), 3));
            }
        }
    }

    @Test
    void learnsAndStopsEarlyWithTheBestWeights() {
        Network network = network(Activation.RELU);
        Dataset train = data(600);
        TrainingPlan plan = TrainingPlan.of(Adam.defaults().withLearningRate(0.02), new SoftmaxCrossEntropy(0))
                .withEpochs(300)
                .withPatience(10);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            int[] rows = train.all().index();
            History history = new Trainer(network, plan, execution)
                    .score(Scorer.accuracy())
                    .fit(train.view(Arrays.copyOf(rows, 400)), train.view(Arrays.copyOfRange(rows, 400, 600)));
            assertEquals(History.Stop.PATIENCE, history.stop());
            assertEquals(history.epochs().size() - 10, history.bestEpoch());
            EpochRecord best = history.epochs().get(history.bestEpoch() - 1);
            assertTrue(best.validationScore() > 0.85, "accuracy " + best.validationScore());
            Evaluator evaluator = new Evaluator(
                    network, train.view(Arrays.copyOfRange(rows, 400, 600)), plan.loss(), null, execution);
            evaluator.evaluate();
            assertEquals(best.validationLoss(), evaluator.meanLoss());
        }
    }

    @Test
    void warmStartGoesOnAsIfNeverInterrupted() {
        Network once = network(Activation.RELU);
        Network twice = network(Activation.RELU);
        TrainingPlan plan = TrainingPlan.of(Adam.defaults(), new SoftmaxCrossEntropy(0));
        try (Execution execution = Execution.of(Kernels.vector(), 2)) {
            new Trainer(once, plan.withEpochs(4), execution).fit(data(100).all(), null);
            Trainer trainer = new Trainer(twice, plan.withEpochs(2), execution);
            trainer.fit(data(100).all(), null);
            History second = trainer.fit(data(100).all(), null);
            assertEquals(4, second.epochs().getLast().epoch());
        }
        assertArrayEquals(once.parameters(), twice.parameters());
    }

    @Test
    void divergenceStopsAtOnce() {
        Network network = Network.input(5).dense(1, Activation.IDENTITY).build(1);
        Dataset data = Dataset.of(new float[][] {{1e20f, 1, 1, 1, 1}, {1, 1, 1, 1, 1}}, new float[][] {{1}, {2}});
        TrainingPlan plan = TrainingPlan.of(new Sgd(10, WeightDecay.NONE), new MeanSquaredError())
                .withBatchSize(1);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Trainer trainer = new Trainer(network, plan, execution);
            DivergedException failure = assertThrows(DivergedException.class, () -> trainer.fit(data.all(), null));
            assertTrue(failure.getMessage().contains("epoch 1, batch " + failure.batch()), failure.getMessage());
            for (float parameter : network.parameters()) {
                assertTrue(Float.isFinite(parameter));
            }
        }
    }

    @Test
    void whatIsNoNumberIsNamedBeforeTheFirstStep() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[][] good = {{1, 2}, {3, 4}, {5, 6}};
            float[][] features = {{1, 2}, {3, 4}, {5, bad}};
            float[][] targets = {{1, 2}, {bad, 4}, {5, 6}};
            for (boolean validation : new boolean[] {false, true}) {
                String told = refusal(Dataset.of(features, good), Dataset.of(good, good), validation);
                assertTrue(told.startsWith("Row 2, feature 1 (from 0) is " + bad), told);
                told = refusal(Dataset.of(good, targets), Dataset.of(good, good), validation);
                assertTrue(told.startsWith("Row 1, target 0 (from 0) is " + bad), told);
            }
        }
    }

    private static String refusal(Dataset bad, Dataset good, boolean validation) {
        Network network = Network.input(2).dense(2, Activation.IDENTITY).build(1);
        float[] before = network.parameters().clone();
        TrainingPlan plan = TrainingPlan.of(Sgd.defaults(), new MeanSquaredError());
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Trainer trainer = new Trainer(network, plan, execution);
            String told = assertThrows(
                            UserException.class,
                            () -> trainer.fit((validation ? good : bad).all(), (validation ? bad : good).all()))
                    .getMessage();
            assertArrayEquals(before, network.parameters());
            return told;
        }
    }

    @Test
    void anExecutionThatIsClosedIsTold() {
        Network network = Network.input(64)
                .dense(512, Activation.RELU)
                .dense(2, Activation.IDENTITY)
                .build(1);
        Dataset data = Dataset.of(new float[64][64], new float[64][2]);
        Execution execution = Execution.of(Kernels.vector(), 2);
        Trainer trainer = new Trainer(network, TrainingPlan.of(Sgd.defaults(), new MeanSquaredError()), execution);
        execution.close();
        execution.close();
        String told = assertThrows(IllegalStateException.class, () -> trainer.fit(data.all(), null))
                .getMessage();
        assertTrue(told.startsWith("the team is closed"), told);
    }

    @Test
    void listenersAndOtherThreadsCanStop() {
        TrainingPlan plan =
                TrainingPlan.of(Adam.defaults(), new SoftmaxCrossEntropy(0)).withEpochs(50);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Trainer trainer = new Trainer(network(Activation.RELU), plan, execution).listen(new TrainingListener() {
                @Override
                public boolean onEpoch(EpochRecord epoch) {
                    return epoch.epoch() < 3;
                }
            });
            History history = trainer.fit(data(100).all(), null);
            assertEquals(3, history.epochs().size());
            assertEquals(History.Stop.LISTENER, history.stop());
            trainer.cancel();
            assertEquals(
                    History.Stop.CANCELLED, trainer.fit(data(100).all(), null).stop());
        }
    }

    @Test
    void rowWeightsWeigh() {
        // A row of weight 2 counts like the row twice; a row of weight 0 like none.
        float[][] x = {{1, 0, 0, 0, 0}, {0, 1, 0, 0, 0}, {0, 0, 1, 0, 0}};
        Dataset plain = Dataset.of(x, new int[] {0, 1, 2});
        Dataset weighted = new Dataset(plain.features(), 5, plain.targets(), 1, new float[] {2, 1, 0}, 3);
        Dataset repeated = Dataset.of(new float[][] {x[0], x[0], x[1]}, new int[] {0, 0, 1});
        float[][] trained = new float[2][];
        TrainingPlan plan = TrainingPlan.of(new Sgd(0.5, WeightDecay.NONE), new SoftmaxCrossEntropy(0))
                .withEpochs(1);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            for (int i = 0; i < 2; i++) {
                Network network = Network.input(5).dense(3, Activation.IDENTITY).build(1);
                new Trainer(network, plan, execution).fit((i == 0 ? weighted : repeated).all(), null);
                trained[i] = network.parameters();
            }
        }
        assertArrayEquals(trained[1], trained[0], 1e-6f);
    }
}
