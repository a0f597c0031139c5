package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.train.Averaging;
import dev.lanewise.train.DivergedException;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Trainings of tables with normalisations and residual blocks. */
class NormalizationModelTest {

    @TempDir
    Path folder;

    private static ModelTrainer trainer(Normalization kind) {
        return Models.trainer("iris")
                .hidden(6, 6, 6)
                .normalization(kind)
                .residual(true)
                .kernels(Kernels.scalar());
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 1, '4 inputs, 6 gelu, dropout 0.1, 6 gelu, dropout 0.1, skip of 2 layers, 6 gelu, dropout 0.1, skip of 2 layers, 3 outputs'",
        "LAYER, 1, '4 inputs, 6, layer normalization, gelu, dropout 0.1, 6, layer normalization, gelu, dropout 0.1, skip of 4 layers, 6, layer normalization, gelu, dropout 0.1, skip of 4 layers, 3 outputs'",
        "BATCH, 3, '4 inputs, 3 members, scale by member, 6, batch normalization, gelu, dropout 0.1, scale by member, 6, batch normalization, gelu, dropout 0.1, skip of 5 layers, scale by member, 6, batch normalization, gelu, dropout 0.1, skip of 5 layers, scale by member, 3 outputs'"
    })
    void networksInWords(Normalization kind, int members, String line) {
        TrainedModel trained = trainer(kind)
                .recipe(Recipe.PLAIN.withMembers(members))
                .epochs(1)
                .train();
        assertEquals(line, NetworkText.line(trained.model().spec()));
        for (LayerSpec layer : trained.model().spec().layers()) {
            assertFalse(layer instanceof LayerSpec.Normalization norm && norm.members() != members);
        }
        assertEquals(
                kind != Normalization.NONE,
                trained.model().provenance().getOrDefault("factors", "").contains("scales decay x 0.0"));
    }

    /** By other kernels and threads, through a file, row by row: the same bits. */
    @ParameterizedTest
    @EnumSource
    void modelsAreTheSameEverywhere(Normalization kind) throws IOException {
        for (Recipe recipe : List.of(Recipe.PLAIN, Recipe.TABLE.withMembers(4))) {
            Model model = trainer(kind).recipe(recipe).train().model();
            Model other = trainer(kind)
                    .recipe(recipe)
                    .threads(3)
                    .kernels(Kernels.vector())
                    .train()
                    .model();
            assertArrayEquals(model.network().parameters(), other.network().parameters());
            Path file = folder.resolve(kind + ".safetensors");
            model.save(file);
            Model loaded = Model.load(file);
            assertEquals(model.spec(), loaded.spec());
            assertArrayEquals(model.network().parameters(), loaded.network().parameters());
            float[] row = {5.1f, 3.5f, 1.4f, 0.2f};
            float[] expected = new float[3];
            float[] actual = new float[3];
            model.predictor().predict(row, expected);
            loaded.predictor().predict(row, actual);
            assertArrayEquals(expected, actual);
            assertEquals(1, expected[0] + expected[1] + expected[2], 1e-6);
        }
    }

    /** The running statistics go with the weights: into the average, into the best epoch, into checkpoints in the middle of epochs, and back. */
    @Test
    void trainingsGoOnFromEveryCheckpoint() throws IOException {
        byte[] expected = bytes(checkpointed());
        List<Path> folders = new ArrayList<>();
        Checkpoints often = Checkpoints.in(folder.resolve("often"))
                .every(Duration.ofNanos(1))
                .listen(new Checkpoints.Listener() {
                    @Override
                    public void written(Path file) {
                        try {
                            Path own = Files.createTempDirectory(folder, "kept");
                            Files.copy(file, own.resolve(file.getFileName()));
                            folders.add(own);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                });
        assertArrayEquals(expected, bytes(checkpointed().checkpoints(often)));
        assertTrue(folders.size() > 10, folders.size() + " checkpoints");
        for (Path kept : folders) {
            assertArrayEquals(expected, bytes(checkpointed().resume(Checkpoint.newest(kept))), kept.toString());
        }
    }

    private static ModelTrainer checkpointed() {
        return trainer(Normalization.BATCH)
                .recipe(Recipe.PLAIN.withMembers(2))
                .epochs(5)
                .patience(2)
                .plan(plan -> plan.with(Averaging.exponential(0.9)).withAccumulate(2));
    }

    private byte[] bytes(ModelTrainer trainer) throws IOException {
        Path file = folder.resolve("model.safetensors");
        trainer.train().model().save(file);
        return Files.readAllBytes(file);
    }

    /** A training that ends with its best epoch has, to the bit, what a longer one goes back to. */
    @Test
    void theBestEpochHasItsOwnStatistics() {
        TrainedModel longer = trainer(Normalization.BATCH)
                .learningRate(0.05)
                .epochs(60)
                .patience(9)
                .train();
        int best = longer.history().bestEpoch();
        assertTrue(best < longer.history().epochs().size(), "the last epoch is the best");
        TrainedModel shorter = trainer(Normalization.BATCH)
                .learningRate(0.05)
                .epochs(best)
                .patience(0)
                .train();
        assertArrayEquals(
                shorter.model().network().parameters(), longer.model().network().parameters());
    }

    @Test
    void aStepThatDivergesLeavesTheStatistics() {
        TrainedModel trained = trainer(Normalization.BATCH).train();
        Network network = trained.model().network();
        float[] before = network.parameters().clone();
        TrainingPlan plan = trained.setup().plan();
        try (Execution execution = Execution.serial()) {
            Trainer trainer = new Trainer(network, plan, execution);
            float[] x = new float[8];
            x[3] = Float.NaN;
            assertThrows(DivergedException.class, () -> trainer.trainBatch(x, new float[2], null, 2));
            assertArrayEquals(before, network.parameters());
            trainer.trainBatch(new float[] {1, 2, 3, 4, 2, 1, 0, 1}, new float[] {0, 1}, null, 2);
            for (float value : network.parameters()) {
                assertTrue(Float.isFinite(value), "NaN stayed in the statistics");
            }
            assertTrue(Arrays.mismatch(before, network.parameters()) >= 0);
        }
    }

    /** Those of the first layer after one step depend on the rows and the weights of before: whatever the optimizer does, it does it to others. */
    @Test
    void optimizersLeaveTheStatistics() {
        TrainedModel trained = trainer(Normalization.BATCH).epochs(1).train();
        float[] expected = new float[0];
        for (String name : Optimizers.names()) {
            Map<String, String> decay = Map.of("weight-decay", "0.5");
            Network network = trained.model().network().copy();
            try (Execution execution = Execution.serial()) {
                TrainingPlan plan = TrainingPlan.of(
                        Optimizers.parse(name, decay), trained.setup().plan().loss());
                Trainer trainer = new Trainer(network, plan, execution);
                trainer.trainBatch(new float[] {1, 2, 3, 4, 2, 1, 0, 1}, new float[] {0, 1}, null, 2);
                // Moves none of them itself.
                trainer.trainBatch(new float[] {1, 2, 0, 1}, new float[] {2}, null, 1);
            }
            Tensor mean = network.layout().tensor("layers.1.mean");
            Tensor variance = network.layout().tensor("layers.1.variance");
            float[] actual =
                    Arrays.copyOfRange(network.parameters(), mean.offset(), variance.offset() + variance.size());
            expected = expected.length == 0 ? actual : expected;
            assertArrayEquals(expected, actual, name);
            float[] before = Arrays.copyOfRange(
                    trained.model().network().parameters(), mean.offset(), variance.offset() + variance.size());
            assertTrue(Arrays.mismatch(before, actual) >= 0, "nothing moved");
        }
    }

    @Test
    void whatIsNoVarianceIsRefused() {
        Model model = trainer(Normalization.BATCH).train().model();
        Network network = model.network();
        Tensor variance = network.layout().tensor("layers.1.variance");
        assertEquals(Tensor.Kind.STATISTIC, variance.kind());
        network.parameters()[variance.offset() + 2] = -1;
        Path file = folder.resolve("damaged.safetensors");
        Model.of(network, model.preprocessor(), Map.of()).save(file);
        String line = assertThrows(UserException.class, () -> Model.load(file)).getMessage();
        assertTrue(line.endsWith("the model cannot be read: tensor 'layers.1.variance' holds -1.0."), line);
    }

    @Test
    void batchesOfOneRowAreRefused() {
        String line = assertThrows(
                        UserException.class,
                        () -> trainer(Normalization.BATCH).batchSize(1).train())
                .getMessage();
        assertTrue(line.startsWith("Batch normalization takes batches of two rows or more"), line);
        trainer(Normalization.LAYER).batchSize(1).epochs(1).train();
        trainer(Normalization.BATCH).batchSize(2).epochs(1).train();
    }

    /** Decay is taken off them once, by either recipe. */
    @Test
    void scalesAreNamedOnce() {
        for (Recipe recipe : List.of(Recipe.PLAIN, Recipe.TABLE)) {
            String factors = trainer(Normalization.LAYER)
                    .recipe(recipe)
                    .epochs(1)
                    .train()
                    .model()
                    .provenance()
                    .getOrDefault("factors", "");
            assertEquals(2, factors.split("scales decay x 0.0", -1).length, factors);
        }
    }

    @Test
    void unequalWidthsAreRefused() {
        for (Integer[] widths : new Integer[][] {{7, 5}, {7}, {}}) {
            String line = assertThrows(
                            UserException.class,
                            () -> trainer(Normalization.NONE).hidden(widths).train())
                    .getMessage();
            assertTrue(line.startsWith("residual takes two or more hidden layers of equal widths"), line);
        }
    }
}
