package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lanewise.core.RandomKey;
import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.ScheduleFreeAdamW;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedule-free AdamW in the trainer: trained at y, judged and kept at x. */
class ScheduleFreeTest {

    private static final double BETA1 = 0.9;

    private static TrainingPlan plan(int epochs, double rate, int patience) {
        Optimizer optimizer = ScheduleFreeAdamW.defaults().withLearningRate(rate);
        return TrainingPlan.of(optimizer, TrainingOptionsTest.sgd().loss())
                .with(new TrainingPlan.Pace(epochs, 50, 1, patience))
                .withSeed(1);
    }

    /** The network's weights after every step and at every judgement, and x as it follows from the former at a constant rate. */
    private static final class Watch implements TrainingListener {
        private final Network network;
        final List<float[]> stepped = new ArrayList<>();
        final List<float[]> judged = new ArrayList<>();
        final List<double[]> expected = new ArrayList<>();
        private final double[] x;

        Watch(Network network) {
            this.network = network;
            x = new double[network.parameters().length];
        }

        /** With {@code x' = x + (z - x) / t} and {@code y = b x' + (1 - b) z}, z follows from y and the old x. */
        @Override
        public boolean onBatch(int epoch, int batch, int batches, double loss) {
            stepped.add(network.parameters().clone());
            double t = stepped.size();
            for (int i = 0; i < x.length; i++) {
                double y = network.parameters()[i];
                double z = (y - BETA1 * (1 - 1 / t) * x[i]) / (BETA1 / t + 1 - BETA1);
                x[i] += (z - x[i]) / t;
            }
            return true;
        }

        @Override
        public boolean onEpoch(EpochRecord epoch) {
            judged.add(network.parameters().clone());
            expected.add(x.clone());
            return true;
        }
    }

    @Test
    void epochsAreJudgedAtTheMeanAndTrainingGoesOnFromWhereItWas() {
        Dataset data = TrainingOptionsTest.data(300, false);
        Network network = TrainingOptionsTest.network(0);
        Network plain = TrainingOptionsTest.network(0);
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Watch watch = new Watch(network);
            TrainingPlan plan = plan(4, 0.01, 0);
            History history =
                    new Trainer(network, plan, execution).listen(watch).fit(data.all(), data.all());
            Trainer never = new Trainer(plain, plan, execution);
            Batches batches = new Batches(data.all(), 50);
            int step = 0;
            for (int epoch = 1; epoch <= 4; epoch++) {
                batches.shuffle(RandomKey.of(1), epoch);
                while (batches.next()) {
                    never.trainBatch(batches.features(), batches.targets(), null, batches.rows());
                    assertArrayEquals(plain.parameters(), watch.stepped.get(step++), "step " + step);
                }
                float[] x = watch.judged.get(epoch - 1);
                for (int i = 0; i < x.length; i++) {
                    assertEquals(watch.expected.get(epoch - 1)[i], x[i], 1e-5, "epoch " + epoch + ", weight " + i);
                }
                assertEquals(
                        loss(x, data, plan, execution),
                        history.epochs().get(epoch - 1).validationLoss(),
                        "judged at x");
            }
            assertFalse(Arrays.equals(watch.stepped.getLast(), watch.judged.getLast()), "x is not y");
            assertArrayEquals(watch.judged.getLast(), network.parameters(), "x is kept");
        }
    }

    @Test
    void earlyStoppingKeepsTheMeanOfTheBestEpoch() {
        Dataset data = TrainingOptionsTest.data(300, false);
        // A third of the labels to judge by are wrong: certainty is punished before long.
        float[] labels = data.targets().clone();
        for (int i = 0; i < labels.length; i += 3) {
            labels[i] = (labels[i] + 1) % 3;
        }
        Dataset noisy = new Dataset(data.features(), data.inputs(), labels, 1, null, 300);
        Network network = TrainingOptionsTest.network(0);
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Watch watch = new Watch(network);
            TrainingPlan plan = plan(60, 0.05, 3);
            History history =
                    new Trainer(network, plan, execution).listen(watch).fit(data.all(), noisy.all());
            assertEquals(History.Stop.PATIENCE, history.stop());
            int best = history.bestEpoch();
            assertEquals(best + 3, history.epochs().size());
            assertArrayEquals(watch.judged.get(best - 1), network.parameters());
            assertEquals(
                    history.epochs().get(best - 1).validationLoss(),
                    loss(network.parameters(), noisy, plan, execution));
        }
    }

    private static double loss(float[] weights, Dataset data, TrainingPlan plan, Execution execution) {
        Network network = TrainingOptionsTest.network(0);
        System.arraycopy(weights, 0, network.parameters(), 0, weights.length);
        Evaluator evaluator = new Evaluator(network, data.all(), plan.loss(), null, execution);
        evaluator.evaluate();
        return evaluator.meanLoss();
    }
}
