package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.BundledData;
import dev.lanewise.data.Column;
import dev.lanewise.data.Table;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.train.RateFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several threads do at once with a model, or each with a training of its own, has the bits of one thread alone. */
class ConcurrentUseTest {

    private static final int THREADS = 16;

    @TempDir
    Path folder;

    /** What a model says about a table, alone. */
    private final class Expected {
        final Model model;
        final Table table;
        final Prediction prediction;
        final double score;
        final float[] prepared;

        Expected(String name) {
            Path file = folder.resolve(name + ".safetensors");
            Models.of(name).save(file);
            model = Model.load(file);
            table = Models.table(name);
            Model alone = Model.load(file);
            prediction = alone.predict(table);
            score = alone.evaluate(table).score();
            prepared = alone.preprocessor().transformFeatures(table).features();
        }

        /** Predicts in the way that {@code turn} says; the bits must be those of one thread. */
        void check(int turn, Predictor own) {
            int columns = prediction.columns().size();
            int row = turn * 31 % prediction.rows();
            float[] wanted = Arrays.copyOfRange(prediction.values(), row * columns, (row + 1) * columns);
            switch (turn % 4) {
                case 0 -> {
                    Prediction found = model.predict(table);
                    assertArrayEquals(prediction.values(), found.values());
                    assertEquals(prediction.labels(), found.labels());
                }
                case 1 -> assertEquals(score, model.evaluate(table).score());
                case 2 -> {
                    float[] found = new float[columns];
                    own.predictPrepared(prepared, row * own.inputs(), 1, found, 0);
                    assertArrayEquals(wanted, found);
                }
                default -> assertArrayEquals(wanted, one(row));
            }
        }

        /** A row by the model itself, from an array where all its columns are numbers. */
        private float[] one(int row) {
            float[] cells = new float[model.preprocessor().features().size()];
            for (int i = 0; i < cells.length; i++) {
                String name = model.preprocessor().features().get(i).column();
                if (!(table.find(name) instanceof Column.Numbers numbers)) {
                    int columns = prediction.columns().size();
                    return Arrays.copyOfRange(prediction.values(), row * columns, (row + 1) * columns);
                }
                cells[i] = numbers.values()[row];
            }
            return model.predict(cells);
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(tasks.size());
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return task.call();
                }));
            }
            for (Future<T> future : futures) {
                results.add(future.get());
            }
        }
        return results;
    }

    /** All threads with all models: the same model by all at once, in four ways. */
    private void predictAtOnce(Duration time) throws InterruptedException, ExecutionException {
        List<Expected> models = List.of(new Expected("iris"), new Expected("penguins"), new Expected("concrete"));
        long end = System.nanoTime() + time.toNanos();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int first = t;
            tasks.add(() -> {
                List<Predictor> own =
                        models.stream().map(m -> m.model.predictor()).toList();
                int turn = 0;
                while (turn < 4 * models.size() || System.nanoTime() < end) {
                    int m = (first + turn / 4) % models.size();
                    models.get(m).check(first + turn, own.get(m));
                    turn++;
                }
                return turn;
            });
        }
        List<Integer> turns = atOnce(tasks);
        assertEquals(THREADS, turns.size());
        System.out.println(THREADS + " threads, " + time.toSeconds() + " s: "
                + turns.stream().mapToInt(t -> t).sum() + " predictions of rows and tables, the bits of one thread");
    }

    @Test
    void aLoadedModelServesManyThreads() throws Exception {
        predictAtOnce(Duration.ofSeconds(2));
    }

    @Tag("long")
    @Test
    void aLoadedModelServesManyThreadsForAMinute() throws Exception {
        predictAtOnce(Duration.ofMinutes(1));
    }

    /** Trainings of several rules, losses and numbers of threads; those of 2 and 3 have layers and batches that are shared by a team. */
    private ModelTrainer training(int which) {
        String name = List.of("digits", "concrete", "penguins").get(which % 3);
        String rule = List.of("adam", "momentum", "lamb", "muon", "schedule-free-adamw", "rprop")
                .get(which % 6);
        return ModelTrainer.on(Models.table(name))
                .target(BundledData.find(name).orElseThrow().target())
                .optimizer(Optimizers.parse(rule, Map.of()))
                .hidden(96, 64)
                .batchSize(128)
                .epochs(3)
                .seed(which)
                .threads(1 + which % 3);
    }

    private byte[] train(int which, String how) throws IOException {
        ModelTrainer trainer = training(which);
        if (which % 2 == 0) {
            trainer.checkpoints(Checkpoints.in(folder.resolve("state-" + how + which)));
        }
        Path file = folder.resolve(how + which + ".safetensors");
        trainer.train().model().save(file);
        return Files.readAllBytes(file);
    }

    @Test
    void trainingsAtOnceDoNotDisturbEachOther() throws Exception {
        int count = 6;
        List<byte[]> alone = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            alone.add(train(i, "alone"));
        }
        double rate = training(1).findRate(RateFinder.DEFAULT).proposal();
        List<Callable<byte[]>> tasks = new ArrayList<>();
        for (int i = 0; i < 2 * count; i++) {
            int which = i % count;
            String how = "together" + i / count + "-";
            tasks.add(() -> train(which, how));
        }
        tasks.add(() -> {
            assertEquals(rate, training(1).findRate(RateFinder.DEFAULT).proposal());
            return new byte[1];
        });
        List<byte[]> together = atOnce(tasks);
        for (int i = 0; i < 2 * count; i++) {
            assertArrayEquals(alone.get(i % count), together.get(i), "training " + i % count);
        }
        assertTrue(together.getLast().length == 1);
    }
}
