package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.train.Recording.LayerSample;
import dev.lanewise.train.Recording.MomentSample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderTest {

    private static Recording train(Network network, Kernels kernels, int threads, int rows, int batch, boolean record) {
        Recorder recorder = new Recorder(3);
        try (Execution execution = Execution.of(kernels, threads)) {
            TrainingPlan plan = TrainingPlan.of(
                            Optimizers.parse("adam", Map.of("learning-rate", "0.01")),
                            TrainingOptionsTest.sgd().loss())
                    .withEpochs(2)
                    .withBatchSize(batch);
            Trainer trainer = new Trainer(network, plan, execution);
            if (record) {
                trainer.listen(recorder);
            }
            trainer.fit(TrainingOptionsTest.data(rows, false).all(), null);
        }
        return recorder.recording();
    }

    @Test
    void recordingChangesNothingAndIsTheSameForEveryExecution() {
        for (int batch : new int[] {16, 1100}) {
            Network plain = TrainingOptionsTest.network(0.2);
            Network recorded = TrainingOptionsTest.network(0.2);
            Recording nothing = train(plain, Kernels.vector(), 1, 1200, batch, false);
            Recording one = train(recorded, Kernels.vector(), 1, 1200, batch, true);
            Recording other = train(TrainingOptionsTest.network(0.2), Kernels.scalar(), 3, 1200, batch, true);
            assertArrayEquals(plain.parameters(), recorded.parameters(), "the same bits");
            assertTrue(nothing.layers().isEmpty());
            assertTrue(!one.layers().isEmpty());
            assertEquals(one, other);
        }
    }

    /** Dense layers are numbered and found among scaling layers, and their units judged on the rows of all members. */
    @Test
    void layersOfMembersAreRecorded() {
        Network network = Network.input(1)
                .members(2)
                .scale(false, Initializer.RANDOM_SIGN)
                .dense(2, Activation.RELU)
                .scale(true, Initializer.constant(1))
                .dense(1, Activation.IDENTITY)
                .build(1);
        // Factors 1 and -1, weights (2, 0), biases (-1, -1): one unit answers to the first member alone, the other to
        // none.
        set(network, 1, -1, 2, 0, -1, -1, 1, 1, 1, 1, 0, 0, 0, 0, 3, 4, 0);
        Recorder recorder = new Recorder(1);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            TrainingPlan plan =
                    TrainingPlan.of(Optimizers.parse("sgd", Map.of("learning-rate", "0.5")), new MeanSquaredError());
            new Trainer(network, plan, execution)
                    .listen(recorder)
                    .trainBatch(new float[] {1}, new float[] {1}, null, 1);
        }
        List<LayerSample> samples = recorder.recording().layers();
        assertEquals(List.of(1, 2), samples.stream().map(LayerSample::layer).toList());
        // y = (1, 0), (0, 0); z = 3, 0; dz = (2 (3 - 1), 2 (0 - 1)) / 2 = 2, -1; dW2 = (2, 0), db2 = 1.
        assertEquals(Math.sqrt(5), samples.get(1).gradientNorm(), 1e-6);
        assertEquals(5, samples.get(1).weightNorm(), 1e-6);
        assertEquals(0.5, samples.getFirst().idle());
        // dy = 3 dz at the first unit of the first member: dW1 = 6, db1 = 6.
        assertEquals(Math.sqrt(72), samples.getFirst().gradientNorm(), 1e-6);
    }

    /** Sets weights and biases in order. */
    private static void set(Network network, float... values) {
        int first = network.layout().tensors().getFirst().offset();
        System.arraycopy(values, 0, network.parameters(), first, values.length);
    }

    /** One dense layer by hand: y = relu(x W + b) of two units, of which the second is never above 0. */
    @Test
    void figuresAreThoseOfAHandCalculation() {
        Network network = Network.input(1).dense(2, Activation.RELU).build(1);
        set(network, 2, -3, 1, -1);
        Recorder recorder = new Recorder(1);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            TrainingPlan plan = TrainingPlan.of(
                    Optimizers.parse("momentum", Map.of("learning-rate", "0.5")), new MeanSquaredError());
            new Trainer(network, plan, execution)
                    .listen(recorder)
                    .trainBatch(new float[] {1}, new float[] {1, 0}, null, 1);
        }
        LayerSample sample = recorder.recording().layers().getFirst();
        // y = (3, 0); the loss is the mean over both outputs: dy = (2, 0), dW = (2, 0), db = (2, 0).
        assertEquals(1, sample.step());
        assertEquals(1, sample.epoch());
        assertEquals(Math.sqrt(8), sample.gradientNorm(), 1e-6);
        assertEquals(Math.sqrt(15), sample.weightNorm(), 1e-6);
        assertEquals(0.5 * Math.sqrt(8), sample.updateNorm(), 1e-6);
        assertEquals(0.5, sample.effectiveStep(), 1e-6);
        assertEquals(Math.sqrt(2.0 / 15), sample.updateRatio(), 1e-6);
        assertEquals(0.5, sample.idle(), "one of two units is dead");
        MomentSample moment = recorder.recording().moments().getFirst();
        assertEquals(2, moment.zeros());
        assertEquals(2, moment.counts().get(1 - MomentSample.LEAST), "2 = 2^1, twice");
    }

    @Test
    void saturatedUnitsAreCounted() {
        Network network = Network.input(1).dense(3, Activation.TANH).build(1);
        set(network, 100, -100, 0.1f, 0, 0, 0);
        Recorder recorder = new Recorder(1);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            TrainingPlan plan = TrainingPlan.of(Optimizers.parse("sgd", Map.of()), new MeanSquaredError());
            new Trainer(network, plan, execution)
                    .listen(recorder)
                    .trainBatch(new float[] {1, -1}, new float[6], null, 2);
        }
        assertEquals(2.0 / 3, recorder.recording().layers().getFirst().idle(), 1e-12);
    }

    @Test
    void aLongTrainingIsLookedAtLessOften() {
        Network network = Network.input(1).dense(1, Activation.IDENTITY).build(1);
        Recorder recorder = new Recorder(1);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Trainer trainer = new Trainer(
                    network, TrainingPlan.of(Optimizers.parse("sgd", Map.of()), new MeanSquaredError()), execution);
            trainer.listen(recorder);
            for (int step = 0; step < 2000; step++) {
                trainer.trainBatch(new float[] {1}, new float[] {1}, null, 1);
            }
        }
        Recording recording = recorder.recording();
        assertTrue(
                recording.layers().size() >= 200 && recording.layers().size() <= 400,
                "" + recording.layers().size());
        for (int i = 0; i < recording.layers().size(); i++) {
            assertEquals(1 + 8L * i, recording.layers().get(i).step());
        }
        assertThrows(UserException.class, () -> new Recorder(0));
    }
}
