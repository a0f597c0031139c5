package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Sgd;
import dev.lanewise.schedule.Length;
import dev.lanewise.schedule.Schedule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Gradients of several batches for one step, and averages of the weights. */
class AccumulationAndAveragingTest {

    /** Whole chunks of the contract are added in row order, whether they come as one batch or as several. */
    @Test
    void accumulatedChunksAreOneBatchToTheBit() {
        Dataset data = TrainingOptionsTest.data(5000, false);
        for (double dropout : new double[] {0, 0.3}) {
            float[] whole = TrainingOptionsTest.train(
                    TrainingOptionsTest.sgd().withBatchSize(4096), data, dropout, Kernels.vector(), 2);
            float[] parts = TrainingOptionsTest.train(
                    TrainingOptionsTest.sgd().withBatchSize(1024).withAccumulate(4),
                    data,
                    dropout,
                    Kernels.vector(),
                    2);
            assertArrayEquals(whole, parts);
        }
    }

    /** Shorter batches, row weights and a short last step: the mean over all rows of the step, to some roundings. */
    @Test
    void accumulatedBatchesAreTheMeanOverTheirRows() {
        for (boolean weighted : new boolean[] {false, true}) {
            Dataset data = TrainingOptionsTest.data(300, weighted);
            float[] whole = TrainingOptionsTest.train(
                    TrainingOptionsTest.sgd().withBatchSize(120), data, 0.3, Kernels.scalar(), 1);
            float[] parts = TrainingOptionsTest.train(
                    TrainingOptionsTest.sgd().withBatchSize(40).withAccumulate(3), data, 0.3, Kernels.scalar(), 1);
            assertArrayEquals(whole, parts, 1e-6f);
            assertFalse(Arrays.equals(
                    whole,
                    TrainingOptionsTest.train(
                            TrainingOptionsTest.sgd().withBatchSize(40), data, 0.3, Kernels.scalar(), 1)));
        }
    }

    /** The old gradient is the first term: one accumulated step computed by hand, chain by chain. */
    @Test
    void theOldGradientIsTheFirstTerm() {
        Dataset data = TrainingOptionsTest.data(80, false);
        Network network = TrainingOptionsTest.network(0);
        float[] gradients = new float[network.parameters().length];
        float[] sum = new float[gradients.length];
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Network free = network.copy();
            Trainer trainer = new Trainer(
                    free,
                    TrainingOptionsTest.sgd().withAccumulate(2).withEpochs(1).withBatchSize(40),
                    execution);
            trainer.fit(data.all(), null);
            Batches batches = new Batches(data.all(), 40);
            batches.shuffle(RandomKey.of(1), 1);
            BatchGradient gradient =
                    new BatchGradient(network, new SoftmaxCrossEntropy(0), RandomKey.of(1), execution, 40, 40);
            while (batches.next()) {
                gradient.compute(batches.features(), batches.targets(), null, 40, 0, 0, 80, gradients);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += gradients[i];
                }
            }
            assertArrayEquals(sum, trainer.gradients());
        }
    }

    /** PyTorch's AveragedModel: the first weights are copied, then {@code d * average + (1 - d) * w}. */
    @Test
    void theExponentialAverageIsJudgedAndTheTrainingGoesOn() {
        Dataset data = TrainingOptionsTest.data(300, false);
        Network plain = TrainingOptionsTest.network(0);
        Network averaged = TrainingOptionsTest.network(0);
        double[] expected = new double[plain.parameters().length];
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Trainer one = new Trainer(plain, TrainingOptionsTest.sgd(), execution);
            one.listen(new TrainingListener() {
                private int steps;

                @Override
                public boolean onBatch(int epoch, int batch, int batches, double loss) {
                    for (int i = 0; i < expected.length; i++) {
                        float w = plain.parameters()[i];
                        expected[i] = steps == 0 ? w : 0.9 * expected[i] + 0.1 * w;
                    }
                    steps++;
                    return true;
                }
            });
            one.fit(data.all(), data.all());
            Trainer two = new Trainer(averaged, TrainingOptionsTest.sgd().with(Averaging.exponential(0.9)), execution);
            History history = two.fit(data.all(), data.all());
            close(expected, averaged.parameters(), 1e-6);
            Evaluator evaluator = new Evaluator(
                    averaged, data.all(), TrainingOptionsTest.sgd().loss(), null, execution);
            evaluator.evaluate();
            assertEquals(evaluator.meanLoss(), history.epochs().getLast().validationLoss(), "judged by the average");
            // Training goes on from the weights as they were.
            one.fit(data.all(), data.all());
            two.fit(data.all(), data.all());
            close(expected, averaged.parameters(), 1e-6);
        }
    }

    @Test
    void stochasticAveragingIsTheMeanOfTheEpochsAfterItsStart() {
        Dataset data = TrainingOptionsTest.data(300, false);
        Network plain = TrainingOptionsTest.network(0);
        Network averaged = TrainingOptionsTest.network(0);
        double[] expected = new double[plain.parameters().length];
        TrainingPlan plan = TrainingOptionsTest.sgd().withEpochs(6);
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            new Trainer(plain, plan, execution)
                    .listen(new TrainingListener() {
                        @Override
                        public boolean onEpoch(EpochRecord epoch) {
                            for (int i = 0; i < expected.length && epoch.epoch() > 3; i++) {
                                expected[i] += plain.parameters()[i] / 3.0;
                            }
                            return true;
                        }
                    })
                    .fit(data.all(), null);
            new Trainer(averaged, plan.with(Averaging.stochastic(Length.percent(50))), execution).fit(data.all(), null);
        }
        close(expected, averaged.parameters(), 1e-6);
    }

    /** Patience and the best epoch are of the average; before it has begun, epochs are judged but do not count. */
    @Test
    void earlyStoppingWaitsForTheAverage() {
        Dataset data = TrainingOptionsTest.data(300, false);
        // The rate rises until the loss does: the best epochs come first.
        TrainingPlan plan = TrainingOptionsTest.sgd()
                .withEpochs(12)
                .withPatience(2)
                .with(Scheduling.NONE.withLearningRate(Schedule.parse("exponential:factor=3")));
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            History plain = new Trainer(TrainingOptionsTest.network(0), plan, execution).fit(data.all(), data.all());
            assertEquals(History.Stop.PATIENCE, plain.stop());
            int start = plain.epochs().size();
            History averaged = new Trainer(
                            TrainingOptionsTest.network(0),
                            plan.with(Averaging.stochastic(Length.epochs(start))),
                            execution)
                    .fit(data.all(), data.all());
            assertTrue(averaged.epochs().size() > start, averaged.epochs().size() + " epochs");
            assertTrue(averaged.bestEpoch() > start, "best epoch " + averaged.bestEpoch());
        }
    }

    private static void close(double[] expected, float[] actual, double bound) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], bound, "element " + i);
        }
    }

    @Test
    void anAverageGoesOnFromWhatWasKept() {
        Optimizer rule = Sgd.defaults();
        float[] w = {1, -2, 3};
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Judged whole = new Judged(Averaging.exponential(0.75), w, rule.start(3), execution);
            Judged resumed = whole;
            for (int step = 0; step < 5; step++) {
                w[0] += step;
                Judged next = new Judged(Averaging.exponential(0.75), w, rule.start(3), execution);
                System.arraycopy(resumed.average(), 0, next.average(), 0, 3);
                next.resume(resumed.count());
                next.afterStep();
                resumed = next;
            }
            w[0] = 1;
            for (int step = 0; step < 5; step++) {
                w[0] += step;
                whole.afterStep();
            }
            assertArrayEquals(whole.average(), resumed.average());
            assertEquals(5, resumed.count());
            assertFalse(Arrays.equals(w, whole.average()));
        }
    }
}
