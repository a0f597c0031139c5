package dev.lanewise.model;

import static dev.lanewise.model.TableRecipes.quick;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import dev.lanewise.data.Scaling;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of the recipe for tables keep their bits, in files and from checkpoints. */
class RecipeFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"iris", "penguins", "concrete", "auto-mpg"})
    void aModelKeepsItsBitsInAFileThatOlderVersionsRefuse(String name) throws IOException {
        TrainedModel trained = quick(name).train();
        Path file = folder.resolve("m.safetensors");
        trained.model().save(file);
        assertEquals("lanewise-model/2", SafetensorsReader.read(file).metadata().get("format"));
        Model loaded = Model.load(file);
        assertEquals(
                trained.model().preprocessor().features(), loaded.preprocessor().features());
        assertArrayEquals(
                trained.model().preprocessor().targetLimits(),
                loaded.preprocessor().targetLimits());
        Table table = BundledData.find(name).orElseThrow().table();
        float[] values = trained.model().predict(table).values();
        assertArrayEquals(values, loaded.predict(table).values());
        TrainedModel vector = quick(name).kernels(Kernels.vector()).threads(2).train();
        assertArrayEquals(values, vector.model().predict(table).values());
        Path again = folder.resolve("again.safetensors");
        loaded.save(again);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    }

    /** Scaling and limits alone ask for version 2 as well. */
    @Test
    void clippedNumbersOrLimitsAloneMakeAFileOfVersion2() {
        Recipe scaled = Recipe.PLAIN.with(Scaling.ROBUST);
        Recipe limited = Recipe.PLAIN.withLimited(true);
        for (Recipe recipe : List.of(scaled, limited, Recipe.PLAIN)) {
            Model model = quick("concrete").recipe(recipe).train().model();
            assertEquals(
                    recipe.equals(Recipe.PLAIN) ? "lanewise-model/1" : "lanewise-model/2",
                    ModelFile.content(model).metadata().get("format"));
        }
    }

    @Test
    void aTrainingGoesOnFromEveryCheckpoint() throws IOException {
        Path file = folder.resolve("m.safetensors");
        quick("auto-mpg").train().model().save(file);
        byte[] expected = Files.readAllBytes(file);
        List<Path> kept = new ArrayList<>();
        Checkpoints.Listener copies = new Checkpoints.Listener() {
            @Override
            public void written(Path state) {
                try {
                    Path own = Files.createTempDirectory(folder, "kept");
                    kept.add(Files.copy(state, own.resolve(state.getFileName())).getParent());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }

            @Override
            public void failed(String reason) {
                throw new IllegalStateException(reason);
            }
        };
        quick("auto-mpg")
                .checkpoints(Checkpoints.in(folder.resolve("state"))
                        .every(Duration.ofNanos(1))
                        .listen(copies))
                .train();
        assertTrue(kept.size() > 8, "checkpoints: " + kept.size());
        for (Path state : kept) {
            quick("auto-mpg").resume(Checkpoint.newest(state)).train().model().save(file);
            assertArrayEquals(expected, Files.readAllBytes(file), state.toString());
        }
        ModelTrainer other =
                quick("auto-mpg").recipe(Recipe.TABLE.withLimited(false)).resume(Checkpoint.newest(kept.getFirst()));
        String told = assertThrows(UserException.class, other::train).getMessage();
        assertTrue(told.contains("its recipe is"), told);
    }
}
