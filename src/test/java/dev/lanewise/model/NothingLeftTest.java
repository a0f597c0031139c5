package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Table;
import dev.lanewise.optim.Sgd;
import dev.lanewise.testing.Footprint;
import dev.lanewise.train.DivergedException;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.History;
import dev.lanewise.train.RateFinder;
import dev.lanewise.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No thread, no open file and no memory stays behind, whether training, saving, loading and predicting succeed or fail half way. */
class NothingLeftTest {

    private static final int ROUNDS = 12;

    /** A network has 130 kB of weights: of what holds one, not even every fourth round may leave it. */
    private static final long MOST_HEAP = ROUNDS / 4 * 130_000L;

    private static final Table TABLE = Models.table("iris");

    @TempDir
    Path folder;

    private static ModelTrainer training() {
        return ModelTrainer.on(TABLE)
                .target("species")
                .hidden(180, 170)
                .batchSize(64)
                .epochs(1)
                .threads(3);
    }

    private interface Cycle {
        void run() throws IOException;
    }

    private void requireNone(String what, Cycle cycle) {
        Footprint.requireNone(what, ROUNDS, MOST_HEAP, () -> {
            try {
                cycle.run();
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        if (!file.equals(folder)) {
                            Files.delete(file);
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void afterTrainingSavingLoadingPredicting() {
        Path state = folder.resolve("state");
        Path file = folder.resolve("model.safetensors");
        requireNone("a training", () -> {
            TrainedModel trained = training().checkpoints(Checkpoints.in(state)).train();
            trained.model().save(file);
            Model loaded = Model.load(file);
            loaded.predict(TABLE);
            loaded.predict(1, 2, 3, 4);
            loaded.evaluate(TABLE);
            training()
                    .epochs(2)
                    .checkpoints(Checkpoints.in(folder.resolve("second")))
                    .train();
        });
        requireNone("a sweep", () -> training().findRate(new RateFinder(1e-4, 1e-1, 20)));
    }

    @Test
    void afterBadModelFiles() throws IOException {
        Path elsewhere = Files.createTempFile("model", ".safetensors");
        training().train().model().save(elsewhere);
        byte[] good = Files.readAllBytes(elsewhere);
        Model model = Model.load(elsewhere);
        Files.delete(elsewhere);
        Path file = folder.resolve("model.safetensors");
        requireNone("bad files", () -> {
            assertThrows(UserException.class, () -> Model.load(file));
            Files.write(file, Arrays.copyOf(good, good.length - 1));
            assertThrows(UserException.class, () -> Model.load(file));
            byte[] flipped = good.clone();
            flipped[good.length - 5] ^= 4;
            Files.write(file, flipped);
            assertThrows(UserException.class, () -> Model.load(file));
            Files.write(file, new byte[100]);
            assertThrows(UserException.class, () -> Model.load(file));
            assertThrows(UserException.class, () -> Model.load(folder));
            assertThrows(UserException.class, () -> model.save(folder.resolve("no/such/folder")));
            assertThrows(UserException.class, () -> model.predict(1, 2));
            assertThrows(UserException.class, () -> model.predict(1, 2, 3, Float.POSITIVE_INFINITY));
            assertThrows(UserException.class, () -> model.predict(Models.table("wine")));
            Path state = Files.createDirectory(folder.resolve("state"));
            Files.write(state.resolve("checkpoint-000000000001.safetensors"), Arrays.copyOf(good, 1000));
            assertThrows(UserException.class, () -> Checkpoint.newest(state));
        });
    }

    /** Throws at a moment that a number says. */
    private record Failing(int when) implements TrainingListener {
        @Override
        public boolean onBatch(int epoch, int batch, int batches, double loss) {
            fail(0);
            return true;
        }

        @Override
        public boolean onEpoch(EpochRecord epoch) {
            fail(1);
            return true;
        }

        @Override
        public void onStop(History.Stop stop) {
            fail(2);
        }

        private void fail(int now) {
            if (now == when) {
                throw new IllegalStateException("a listener of the test");
            }
        }
    }

    @Test
    void afterTrainingsThatFail() {
        Path state = folder.resolve("state");
        for (int when = 0; when < 3; when++) {
            Failing failing = new Failing(when);
            requireNone(
                    "a listener that fails at moment " + when,
                    () -> assertThrows(
                            IllegalStateException.class,
                            () -> training()
                                    .listen(failing)
                                    .checkpoints(Checkpoints.in(state))
                                    .train()));
        }
        requireNone(
                "a start that fails",
                () -> assertThrows(
                        IllegalStateException.class,
                        () -> training()
                                .checkpoints(Checkpoints.in(state))
                                .onStart(setup -> {
                                    throw new IllegalStateException("a callback of the test");
                                })
                                .train()));
        requireNone(
                "a training that diverges",
                () -> assertThrows(
                        DivergedException.class,
                        () -> training()
                                .optimizer(Sgd.defaults().withLearningRate(1e30))
                                .checkpoints(Checkpoints.in(state))
                                .train()));
        requireNone(
                "a training that does not fit",
                () -> assertThrows(
                        UserException.class,
                        () -> training().test(Models.table("wine")).train()));
    }

    @Test
    void afterTrainingsThatAreStopped() {
        Path state = folder.resolve("state");
        requireNone("a training that is cancelled", () -> {
            ModelTrainer trainer = training().epochs(50).checkpoints(Checkpoints.in(state));
            trainer.listen(new TrainingListener() {
                @Override
                public boolean onEpoch(EpochRecord epoch) {
                    trainer.cancel();
                    return true;
                }
            });
            assertEquals(History.Stop.CANCELLED, trainer.train().history().stop());
        });
    }

    /** An interrupt neither stops the training nor loses its checkpoints, and is not lost itself. */
    @Test
    void afterAnInterruptOfTheTrainingThread() throws IOException {
        Path elsewhere = Files.createTempFile("model", ".safetensors");
        training().epochs(4).train().model().save(elsewhere);
        byte[] expected = Files.readAllBytes(elsewhere);
        Files.delete(elsewhere);
        Path state = folder.resolve("state");
        Path file = folder.resolve("model.safetensors");
        requireNone("an interrupt", () -> {
            ModelTrainer trainer = training().epochs(4).checkpoints(Checkpoints.in(state));
            trainer.listen(new TrainingListener() {
                @Override
                public boolean onEpoch(EpochRecord epoch) {
                    if (epoch.epoch() == 2) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                }
            });
            Model model = trainer.train().model();
            model.save(file);
            assertTrue(Thread.interrupted());
            assertArrayEquals(expected, Files.readAllBytes(file));
            training()
                    .epochs(4)
                    .resume(Checkpoint.newest(state))
                    .train()
                    .model()
                    .save(file);
            assertArrayEquals(expected, Files.readAllBytes(file));
        });
        assertFalse(Thread.interrupted());
    }

    @Test
    void afterCheckpointsThatCannotBeWritten() throws IOException {
        Path state = folder.resolve("state");
        requireNone("a folder in use", () -> {
            CheckpointFolder first = CheckpointFolder.open(state, true);
            assertThrows(UserException.class, () -> CheckpointFolder.open(state, true));
            assertThrows(
                    UserException.class,
                    () -> training().checkpoints(Checkpoints.in(state)).train());
            first.close();
            first.close();
            CheckpointFolder.open(state, true).close();
        });
        requireNone("a lock that cannot be opened", () -> {
            Files.createDirectories(state.resolve("lock"));
            assertThrows(
                    UserException.class,
                    () -> training().checkpoints(Checkpoints.in(state)).train());
        });
        requireNone("a folder that becomes a file", () -> {
            List<String> told = new java.util.ArrayList<>();
            ModelTrainer trainer = training().epochs(3);
            trainer.checkpoints(Checkpoints.in(state).listen(new Checkpoints.Listener() {
                @Override
                public void written(Path written) {
                    try {
                        Files.delete(written);
                        Files.delete(state.resolve("lock"));
                        Files.delete(state);
                        Files.createFile(state);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public void failed(String reason) {
                    told.add(reason);
                }
            }));
            trainer.train();
            assertEquals(1, told.size(), told.toString());
        });
        requireNone("a folder that cannot be listed", () -> {
            Files.createDirectory(state);
            Path broken = new UnlistedFolder(state, false).path();
            assertThrows(UserException.class, () -> CheckpointFolder.open(broken, false));
            // Free again: nobody holds the lock.
            CheckpointFolder.open(state, false).close();
        });
    }
}
