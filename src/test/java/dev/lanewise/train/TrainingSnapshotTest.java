package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.schedule.Length;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.schedule.Schedules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that is stopped anywhere, any number of times, and goes on in another trainer, ends with the bits of one that is not. */
class TrainingSnapshotTest {

    private static final Dataset TRAIN = TrainingOptionsTest.data(70, true);
    private static final Dataset VALIDATION = TrainingOptionsTest.data(23, false);
    private static final int EPOCHS = 5;
    private static final double DROPOUT = 0.2;

    /** Stops after a given number of batches, and keeps the snapshot. */
    private static final class Stopper implements TrainingListener {
        private final Trainer trainer;
        private int left;
        private @Nullable TrainingSnapshot taken;

        Stopper(Trainer trainer, int left) {
            this.trainer = trainer;
            this.left = left;
        }

        @Override
        public boolean onBatch(int epoch, int batch, int batches, double loss) {
            return --left > 0;
        }

        @Override
        public void onStop(History.Stop stop) {
            taken = trainer.snapshot();
        }
    }

    static Stream<TrainingPlan> plans() {
        List<TrainingPlan> plans = new ArrayList<>();
        for (String label : Optimizers.names()) {
            TrainingPlan plan = plan(Optimizers.parse(label, Map.of()));
            plans.add(plan);
            plans.add(plan.withAccumulate(3).withPatience(0).with(scheduling("cosine:warmup=20%", null)));
            if (!label.equals("schedule-free-adamw")) {
                plans.add(plan.with(Averaging.exponential(0.8)));
                plans.add(plan.with(Averaging.stochastic(Length.parse("2"))));
            }
        }
        TrainingPlan adam = plan(Adam.defaults());
        List<String> schedules = new ArrayList<>(Schedules.names());
        schedules.addAll(List.of(
                "plateau:patience=0,threshold=0.9",
                "plateau:patience=1,cooldown=1,watch=score",
                "cyclic:up=3s",
                "constant:for=2+linear"));
        for (String schedule : schedules) {
            plans.add(adam.withPatience(0).with(scheduling(schedule, null)));
        }
        plans.add(adam.with(scheduling("onecycle", "onecycle-momentum")));
        plans.add(adam.with(new Scheduling(null, null, null, Schedule.parse("linear"))));
        return plans.stream();
    }

    private static Scheduling scheduling(String rate, @Nullable String momentum) {
        return new Scheduling(Schedule.parse(rate), momentum == null ? null : Schedule.parse(momentum), null, null);
    }

    private static TrainingPlan plan(Optimizer optimizer) {
        return TrainingPlan.of(optimizer, new SoftmaxCrossEntropy(0))
                .withEpochs(EPOCHS)
                .withBatchSize(16)
                .withPatience(2)
                .withSeed(3);
    }

    private static Trainer trainer(Network network, TrainingPlan plan, Execution execution) {
        return new Trainer(network, plan, execution).score(Scorer.accuracy());
    }

    @ParameterizedTest
    @MethodSource("plans")
    void aTrainingThatIsStoppedAndGoesOnEndsTheSame(TrainingPlan plan) {
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Network whole = TrainingOptionsTest.network(DROPOUT);
            History expected = trainer(whole, plan, execution).fit(TRAIN.all(), VALIDATION.all());
            Random random = new Random(plan.hashCode());
            for (int round = 0; round < 6; round++) {
                Network network = null;
                History history = null;
                TrainingSnapshot snapshot = null;
                int stops = 0;
                do {
                    // A network of its own each time: nothing is left over from the stopped training.
                    network = TrainingOptionsTest.network(DROPOUT);
                    Trainer trainer = trainer(network, plan, execution);
                    if (snapshot != null) {
                        trainer.resume(snapshot);
                    }
                    Stopper stopper = new Stopper(trainer, stops++ < 4 ? 1 + random.nextInt(12) : 1000);
                    history = trainer.listen(stopper).fit(TRAIN.all(), VALIDATION.all());
                    snapshot = stopper.taken;
                } while (history.stop() == History.Stop.LISTENER);
                assertArrayEquals(whole.parameters(), network.parameters());
                assertEquals(timeless(expected), timeless(history));
            }
        }
    }

    /** Epochs without progress are counted on. */
    @Test
    void patienceGoesOn() {
        TrainingPlan plan =
                plan(Adam.defaults().withLearningRate(0.05)).withEpochs(40).withPatience(4);
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            History expected =
                    trainer(TrainingOptionsTest.network(0), plan, execution).fit(TRAIN.all(), VALIDATION.all());
            assertEquals(History.Stop.PATIENCE, expected.stop());
            int batches = 5 * expected.epochs().size();
            for (int stop = batches - 22; stop < batches; stop++) {
                Trainer first = trainer(TrainingOptionsTest.network(0), plan, execution);
                Stopper stopper = new Stopper(first, stop);
                first.listen(stopper).fit(TRAIN.all(), VALIDATION.all());
                assertNotNull(stopper.taken);
                Trainer second =
                        trainer(TrainingOptionsTest.network(0), plan, execution).resume(stopper.taken);
                assertEquals(timeless(expected), timeless(second.fit(TRAIN.all(), VALIDATION.all())));
            }
        }
    }

    private static List<Object> timeless(History history) {
        List<Object> facts = new ArrayList<>(List.of(history.bestEpoch(), history.stop()));
        history.epochs()
                .forEach(e -> facts.add(
                        List.of(e.epoch(), e.trainLoss(), e.validationLoss(), e.validationScore(), e.rows())));
        return facts;
    }

    /** A training that was over has only its best weights left to take. */
    @Test
    void aTrainingThatIsOverIsNotTrainedFurther() {
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            TrainingPlan plan = plan(Adam.defaults());
            Network network = TrainingOptionsTest.network(DROPOUT);
            Trainer trainer = trainer(network, plan, execution);
            Stopper stopper = new Stopper(trainer, 1000);
            History history = trainer.listen(stopper).fit(TRAIN.all(), VALIDATION.all());
            TrainingSnapshot snapshot = stopper.taken;
            assertNotNull(snapshot);
            Network again = TrainingOptionsTest.network(DROPOUT);
            Trainer second = trainer(again, plan, execution).resume(snapshot);
            Stopper none = new Stopper(second, 1);
            assertEquals(timeless(history), timeless(second.listen(none).fit(TRAIN.all(), VALIDATION.all())));
            assertEquals(1, none.left);
            assertArrayEquals(network.parameters(), again.parameters());
        }
    }

    @Test
    void aSnapshotIsACopy() {
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Network network = TrainingOptionsTest.network(0);
            Trainer trainer = trainer(network, plan(Adam.defaults()), execution);
            trainer.fit(TRAIN.all(), null);
            TrainingSnapshot before = trainer.snapshot();
            float[] weights = before.slabs().get(TrainingSnapshot.WEIGHTS).clone();
            float[] means = before.slabs().get("optimizer.means").clone();
            trainer.fit(TRAIN.all(), null);
            assertArrayEquals(weights, before.slabs().get(TrainingSnapshot.WEIGHTS));
            assertArrayEquals(means, before.slabs().get("optimizer.means"));
            assertFalse(java.util.Arrays.equals(weights, network.parameters()));
        }
    }

    @Test
    void theMiddleOfAStepAndOtherTrainingsAreRefused() {
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            TrainingPlan plan = plan(Adam.defaults()).withAccumulate(2);
            Trainer trainer = trainer(TrainingOptionsTest.network(0), plan, execution);
            trainer.listen(new TrainingListener() {
                @Override
                public boolean onBatch(int epoch, int batch, int batches, double loss) {
                    if (batch == 1) {
                        assertFalse(trainer.betweenSteps());
                        assertThrows(IllegalStateException.class, trainer::snapshot);
                    }
                    return true;
                }
            });
            trainer.fit(TRAIN.all(), null);
            TrainingSnapshot snapshot = trainer.snapshot();
            Network other = TrainingOptionsTest.network(0);
            float[] start = other.parameters().clone();
            for (TrainingPlan stranger : List.of(
                    plan(Optimizers.parse("sgd", Map.of())),
                    plan(Optimizers.parse("prodigy", Map.of())),
                    plan.with(Averaging.exponential(0.9)),
                    plan.with(scheduling("plateau", null)))) {
                Trainer second = trainer(other, stranger, execution);
                assertThrows(IllegalArgumentException.class, () -> second.resume(snapshot), stranger.toString());
                assertArrayEquals(start, other.parameters());
            }
        }
    }
}
