package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.Averaging;
import dev.lanewise.train.TrainingListener;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States of trainings in files: what goes on from any of them ends with the same model file. */
class CheckpointTest {

    private static final Table IRIS = BundledData.find("iris").orElseThrow().table();

    @TempDir
    Path folder;

    private static ModelTrainer training(String optimizer) {
        return ModelTrainer.on(IRIS)
                .target("species")
                .optimizer(Optimizers.parse(optimizer, Map.of()))
                .hidden(9, 5)
                .epochs(6)
                .patience(3)
                .threads(1)
                .kernels(Kernels.scalar());
    }

    private byte[] bytes(ModelTrainer trainer) throws IOException {
        Path file = folder.resolve("model.safetensors");
        trainer.train().model().save(file);
        return Files.readAllBytes(file);
    }

    /** Keeps every checkpoint in a folder of its own. */
    private final class Collector implements Checkpoints.Listener {
        final List<Path> folders = new ArrayList<>();
        final List<String> failures = new ArrayList<>();

        final List<String> remade = new ArrayList<>();

        @Override
        public void remade(String reason) {
            remade.add(reason);
        }

        @Override
        public void written(Path file) {
            try {
                Path own = Files.createTempDirectory(folder, "kept");
                Files.copy(file, own.resolve(file.getFileName()));
                folders.add(own);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void failed(String reason) {
            failures.add(reason);
        }
    }

    @Test
    @Tag("slow")
    void everyOptimizerGoesOnFromEveryCheckpoint() throws IOException {
        for (String optimizer : Optimizers.names()) {
            byte[] expected = bytes(training(optimizer));
            Collector collector = new Collector();
            Path state = Files.createTempDirectory(folder, "state");
            assertArrayEquals(
                    expected,
                    bytes(training(optimizer).checkpoints(Checkpoints.in(state).listen(collector))));
            assertTrue(collector.folders.size() >= 5, optimizer + ": " + collector.folders.size());
            for (Path kept : collector.folders) {
                ModelTrainer second = training(optimizer).resume(Checkpoint.newest(kept));
                assertArrayEquals(expected, bytes(second), optimizer + " from " + kept);
            }
        }
    }

    /** In the middle of epochs too: a checkpoint after each step. */
    @Test
    void schedulesAndAveragesGoOnFromTheMiddleOfAnEpoch() throws IOException {
        List<ModelTrainer> trainers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            trainers.add(training("adam")
                    .schedule(Schedule.parse("plateau:patience=0,threshold=0.5"))
                    .plan(plan -> plan.with(Averaging.exponential(0.9)).withAccumulate(2)));
        }
        byte[] expected = bytes(trainers.get(0));
        Collector collector = new Collector();
        Checkpoints often = Checkpoints.in(folder.resolve("often"))
                .every(Duration.ofNanos(1))
                .listen(collector);
        assertArrayEquals(expected, bytes(trainers.get(1).checkpoints(often)));
        assertTrue(collector.folders.size() > 20, collector.folders.size() + " checkpoints");
        for (Path kept : collector.folders) {
            assertArrayEquals(expected, bytes(trainers.get(0).resume(Checkpoint.newest(kept))), kept.toString());
        }
    }

    /** Two files stay: should the newest be damaged, the one before it serves; nothing else is left. */
    @Test
    void aDamagedCheckpointIsPassedOver() throws IOException {
        byte[] expected = bytes(training("adam"));
        Path state = folder.resolve("state");
        training("adam").checkpoints(Checkpoints.in(state)).train();
        List<Path> files;
        try (Stream<Path> all = Files.list(state)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        assertEquals(2, files.size(), files.toString());
        assertNull(Checkpoint.newest(state).passedOver());
        try (RandomAccessFile newest = new RandomAccessFile(files.getFirst().toFile(), "rw")) {
            newest.seek(newest.length() - 5);
            newest.write(newest.read() ^ 1);
        }
        Checkpoint older = Checkpoint.newest(state);
        assertEquals(files.get(1), older.file());
        assertEquals(files.getFirst() + ": the checksum does not fit: the file is damaged.", older.passedOver());
        assertArrayEquals(expected, bytes(training("adam").resume(older)));
        Files.write(files.get(1), new byte[] {1, 2, 3});
        String told = assertThrows(UserException.class, () -> Checkpoint.newest(state))
                .getMessage();
        assertTrue(told.contains("no complete checkpoint"), told);
    }

    @Test
    void anotherTrainingIsRefused() {
        Path state = folder.resolve("state");
        training("adam").checkpoints(Checkpoints.in(state)).train();
        Checkpoint checkpoint = Checkpoint.newest(state);
        refused("its seed is 1, here it is 2", training("adam").seed(2), checkpoint);
        refused("its optimizer is adam, here it is sgd", training("sgd"), checkpoint);
        refused("its batch-size", training("adam").batchSize(7), checkpoint);
        refused("its epochs is 6, here it is 7", training("adam").epochs(7), checkpoint);
        refused("its network.layers", training("adam").hidden(9, 6), checkpoint);
        refused("its preprocessing.mean differs", training("adam").commonScale(true), checkpoint);
        ModelTrainer other =
                ModelTrainer.on(BundledData.find("wine").orElseThrow().table());
        refused("The data has changed", other, checkpoint);
    }

    private static void refused(String part, ModelTrainer trainer, Checkpoint checkpoint) {
        String told = assertThrows(
                        UserException.class, () -> trainer.resume(checkpoint).train())
                .getMessage();
        assertTrue(told.contains(part), told);
    }

    @Test
    void aFolderInUseIsRefused() {
        Path state = folder.resolve("state");
        List<String> told = new ArrayList<>();
        training("adam")
                .checkpoints(Checkpoints.in(state))
                .listen(new TrainingListener() {
                    @Override
                    public boolean onBatch(int epoch, int batch, int batches, double loss) {
                        if (told.isEmpty()) {
                            ModelTrainer second = training("adam")
                                    .checkpoints(Checkpoints.in(state))
                                    .resume(Checkpoint.newest(state));
                            told.add(assertThrows(UserException.class, second::train)
                                    .getMessage());
                        }
                        return true;
                    }
                })
                .train();
        assertTrue(told.getFirst().contains("Another training is writing"), told.toString());
        ModelTrainer fresh = training("adam").checkpoints(Checkpoints.in(state));
        told.add(assertThrows(UserException.class, fresh::train).getMessage());
        assertTrue(told.getLast().contains("holds the checkpoints of a training"), told.toString());
    }

    /** The training does not end with it, is told once, and the next checkpoint is written again. */
    @Test
    void aFolderThatVanishesIsTold() throws IOException {
        byte[] expected = bytes(training("adam").epochs(12));
        Path state = folder.resolve("state");
        Collector collector = new Collector();
        ModelTrainer trainer =
                training("adam").epochs(12).checkpoints(Checkpoints.in(state).listen(collector));
        trainer.listen(new TrainingListener() {
            @Override
            public boolean onBatch(int epoch, int batch, int batches, double loss) {
                try {
                    if (epoch == 3 && batch == 1) {
                        remove(state);
                        Files.createFile(state);
                    } else if (epoch == 6 && batch == 1) {
                        Files.delete(state);
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return true;
            }
        });
        assertArrayEquals(expected, bytes(trainer));
        assertEquals(1, collector.failures.size(), collector.failures.toString());
        assertFalse(collector.failures.getFirst().contains("\n"));
        assertEquals(
                List.of("The folder " + state + " of the checkpoints had vanished; it was made again."),
                collector.remade);
        assertArrayEquals(expected, bytes(training("adam").epochs(12).resume(Checkpoint.newest(state))));
    }

    private static void remove(Path state) throws IOException {
        try (Stream<Path> all = Files.list(state)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(state);
    }

    /** A training that is over needs no place for its state: its folder may be one that another process has, or that cannot be written. */
    @Test
    void aFinishedTrainingWritesNoCheckpoint() throws IOException {
        Path state = folder.resolve("state");
        byte[] expected = bytes(training("adam").checkpoints(Checkpoints.in(state)));
        Checkpoint end = Checkpoint.newest(state);
        try (CheckpointFolder locked = CheckpointFolder.open(state, false)) {
            assertNotNull(locked);
            assertArrayEquals(
                    expected,
                    bytes(training("adam").checkpoints(Checkpoints.in(state)).resume(end)));
        }
    }

    private static void refusedLine(String part, Runnable what) {
        String told = assertThrows(UserException.class, what::run).getMessage();
        assertTrue(told.contains(part), told);
        assertFalse(told.contains("\n"), told);
    }

    /** Going on in another folder is a fresh start there: what it holds is not overwritten. */
    @Test
    void anotherTrainingsFolderIsNotGoneOnIn() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        byte[] expected = bytes(training("adam").checkpoints(Checkpoints.in(one)));
        training("adam").seed(2).checkpoints(Checkpoints.in(two)).train();
        Checkpoint checkpoint = Checkpoint.newest(one);
        assertTrue(checkpoint.isIn(folder.resolve("two/../one")));
        assertFalse(checkpoint.isIn(two));
        refusedLine(
                "holds the checkpoints of a training",
                () -> training("adam")
                        .checkpoints(Checkpoints.in(two))
                        .resume(checkpoint)
                        .train());
        Path three = folder.resolve("three");
        assertArrayEquals(
                expected,
                bytes(training("adam").checkpoints(Checkpoints.in(three)).resume(checkpoint)));
        assertTrue(Files.isDirectory(three));
    }
}
