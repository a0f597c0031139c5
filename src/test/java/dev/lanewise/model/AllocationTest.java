package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingPlan;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is allocated in a training step or in a prediction, once the compiler is done with the vectors. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Nanoseconds that the JIT compiler has to be done. */
    private static final long PATIENCE = 10_000_000_000L;

    /** Runs until a round of calls allocates nothing; returns the bytes of the last round. */
    private static long allocated(Runnable call) {
        long bytes = Long.MAX_VALUE;
        for (long end = System.nanoTime() + PATIENCE; bytes > 0 && System.nanoTime() < end; ) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 300; i++) {
                call.run();
            }
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        return bytes;
    }

    private static void step(Kernels kernels, int threads, int outputs, Loss loss) {
        SeededRandom random = new SeededRandom(RandomKey.of(1));
        float[] x = new float[37 * 13];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextNormal();
        }
        float[] y = new float[37 * loss.targetColumns(outputs)];
        for (int i = 0; i < y.length; i++) {
            y[i] = random.nextInt(outputs);
        }
        Network network = Network.input(13)
                .dense(19, Activation.GELU)
                .dropout(0.1)
                .dense(outputs, Activation.IDENTITY)
                .build(1);
        try (Execution execution = Execution.of(kernels, threads)) {
            Trainer trainer = new Trainer(network, TrainingPlan.of(Adam.defaults(), loss), execution);
            assertEquals(0, allocated(() -> trainer.trainBatch(x, y, null, 37)), "bytes in 300 steps");
        }
    }

    @Test
    void aStepOnVectorKernels() {
        step(Kernels.vector(), 1, 3, new SoftmaxCrossEntropy(0));
        step(Kernels.vector(), 1, 1, new MeanSquaredError());
    }

    @Test
    void aStepOnATeam() {
        step(Kernels.vector(), 2, 3, new SoftmaxCrossEntropy(0));
    }

    @Test
    void aStepOnScalarKernels() {
        step(Kernels.scalar(), 1, 3, new SoftmaxCrossEntropy(0));
    }

    @Test
    void aPrediction() {
        float[][] rows = new float[60][3];
        SeededRandom random = new SeededRandom(RandomKey.of(2));
        for (float[] row : rows) {
            row[0] = random.nextFloat();
            row[1] = random.nextFloat();
            row[2] = row[0] > row[1] ? 1 : 0;
        }
        Table table = Table.of(List.of("a", "b", "larger"), rows);
        Model model =
                ModelTrainer.on(table).hidden(9).epochs(2).threads(1).train().model();
        Predictor predictor = model.predictor();
        float[] row = {0.3f, 0.4f};
        float[] result = new float[predictor.columns()];
        assertEquals(0, allocated(() -> predictor.predict(row, result)), "bytes in 300 predictions");
    }

    @Test
    void epochsAllocateAFewObjectsOnly() {
        float[][] x = new float[4000][2];
        int[] classes = new int[4000];
        SeededRandom random = new SeededRandom(RandomKey.of(4));
        for (int r = 0; r < x.length; r++) {
            x[r][0] = random.nextFloat();
            x[r][1] = random.nextFloat();
            classes[r] = x[r][0] > x[r][1] ? 1 : 0;
        }
        Network network = Network.input(2)
                .dense(4, Activation.TANH)
                .dense(2, Activation.IDENTITY)
                .build(1);
        long bytes = Long.MAX_VALUE;
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            TrainingPlan plan = TrainingPlan.of(Adam.defaults(), new SoftmaxCrossEntropy(0))
                    .withBatchSize(4)
                    .withEpochs(10);
            var data = Dataset.of(x, classes).all();
            Trainer trainer = new Trainer(network, plan, execution);
            for (long end = System.nanoTime() + PATIENCE; bytes > 80_000 && System.nanoTime() < end; ) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                trainer.fit(data, null);
                bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            }
        }
        // Once a call the index of the batches, once an epoch a record of it.
        assertTrue(bytes <= 80_000, bytes + " bytes in 10 epochs of 1000 steps");
    }
}
