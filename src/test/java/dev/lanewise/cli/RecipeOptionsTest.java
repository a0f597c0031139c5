package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.BundledData;
import dev.lanewise.model.Model;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.Recipe;
import dev.lanewise.testing.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeOptionsTest {

    @TempDir
    Path folder;

    /** The options of the training as its JSON tells them. */
    private Map<?, ?> train(String... options) {
        List<String> words =
                new ArrayList<>(List.of("train", "auto-mpg", "--epochs", "2", "--threads", "1", "--quiet"));
        words.addAll(List.of("--json", "-", "--model", model().toString()));
        words.addAll(Arrays.asList(options));
        CapturedConsole console = new CapturedConsole();
        assertEquals(0, console.run(words.toArray(String[]::new)), console.err());
        return (Map<?, ?>) Json.parse(console.out()).get("options");
    }

    private Path model() {
        return folder.resolve("m.safetensors");
    }

    private byte[] api(Recipe recipe) throws IOException {
        BundledData bundled = BundledData.find("auto-mpg").orElseThrow();
        ModelTrainer.on(bundled.table())
                .target(bundled.target())
                .recipe(recipe)
                .epochs(2)
                .threads(1)
                .train()
                .model()
                .save(folder.resolve("api"));
        return weights(folder.resolve("api"));
    }

    /** What a model predicts and how it came about, without the kernels. */
    private static byte[] weights(Path file) {
        Model model = Model.load(file);
        StringBuilder text = new StringBuilder(Arrays.toString(model.network().parameters()));
        return text.append(model.preprocessor().features()).toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theRecipeForTablesIsTheDefaultAndThePlainOneIsAsked() throws IOException {
        Map<?, ?> standard = train();
        assertEquals("table", standard.get("recipe"));
        assertEquals("robust", standard.get("scaling"));
        assertEquals("coslog4", standard.get("schedule"));
        assertArrayEquals(api(Recipe.TABLE), weights(model()));
        Map<?, ?> plain = train("--recipe", "plain");
        assertEquals("plain", plain.get("recipe"));
        assertEquals("64,64", plain.get("hidden"));
        assertArrayEquals(api(Recipe.PLAIN), weights(model()));
    }

    @ParameterizedTest
    @CsvSource({
        "--scaling standard, scaling, standard",
        "--members 3, members, 3.0",
        "--recipe plain --scaling robust, scaling, robust",
        "--schedule constant, schedule, constant",
        "--ema 0, averaging, null",
        "--dropout 0.3, dropout, 0.3",
        "--activation relu, activation, relu",
        "--normalization layer --activation relu, activation, relu",
        "--normalization layer, normalization, layer",
        "--normalization batch --residual on, normalization, batch",
        "--ema 0, normalization, none",
        "--residual on, residual, true",
        "--residual off, residual, false",
        "--ntk off, factors, null",
        "--optimizer adam, factors, null",
        "--optimizer adam, schedule, null",
    })
    void eachPartHasAnOption(String words, String property, String value) {
        assertEquals(value, String.valueOf(train(words.split(" ")).get(property)));
    }

    @Test
    void theRatesOfTheUserFollowThoseOfTheRecipe() {
        Object factors =
                train("--members", "1", "--rate-factor", "biases=0.5,scale1=2").get("factors");
        assertTrue(
                String.valueOf(factors)
                        .endsWith("scale1 rate x 6.0, scales decay x 0.0, biases rate x 0.5, scale1 rate x 2.0"),
                String.valueOf(factors));
        assertEquals(0, Model.load(model()).preprocessor().targetLimits().length - 2);
        train("--limit-predictions", "off", "--front-scale", "off", "--members", "1");
        assertEquals(0, Model.load(model()).preprocessor().targetLimits().length);
        assertEquals(
                "Dense",
                Model.load(model()).spec().layers().getFirst().getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({
        "--recipe tabel, Did you mean 'table'?",
        "--scaling none, scaling 'none'",
        "--members 0, from 1 to 256",
        "--ntk yes, 'yes'",
        "--normalization bath, Did you mean 'batch'?",
        "--residual on --hidden 9;8, 'equal widths, such as 64,64, not 9,8'",
        "--recipe plain --rate-factor scale1=2, There are no scales",
        "--rate-factor scale4=2, scale1 to scale3",
    })
    void whatDoesNotFitIsRefusedInOneLine(String words, String part) {
        List<String> all = new ArrayList<>(List.of("train", "auto-mpg", "--epochs", "1", "--quiet"));
        all.addAll(Arrays.asList(words.replace(';', ',').split(" ")));
        CapturedConsole console = new CapturedConsole();
        assertEquals(2, console.run(all.toArray(String[]::new)));
        assertEquals(1, console.err().lines().count(), console.err());
        assertTrue(console.err().contains(part), console.err());
    }

    /** Pixels are no table. */
    @Test
    void imagesGetThePlainRecipe() throws IOException {
        byte[] images = new byte[16 + 40 * 4];
        byte[] labels = new byte[8 + 40];
        System.arraycopy(new byte[] {0, 0, 8, 3, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2}, 0, images, 0, 16);
        System.arraycopy(new byte[] {0, 0, 8, 1, 0, 0, 0, 40}, 0, labels, 0, 8);
        for (int i = 0; i < 40; i++) {
            labels[8 + i] = (byte) (i % 2);
            images[16 + 4 * i] = (byte) (100 * (i % 2) + i);
        }
        for (String part : List.of("train", "t10k")) {
            Files.write(folder.resolve(part + "-images-idx3-ubyte"), images);
            Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels);
        }
        CapturedConsole console = new CapturedConsole();
        int code = console.run("train", folder.toString(), "--epochs", "1", "--quiet", "--json", "-");
        assertEquals(0, code, console.err());
        assertEquals("plain", ((Map<?, ?>) Json.parse(console.out()).get("options")).get("recipe"));
    }
}
