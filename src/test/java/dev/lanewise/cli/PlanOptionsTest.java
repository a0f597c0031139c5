package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Model;
import dev.lanewise.schedule.Schedules;
import dev.lanewise.testing.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every option reaches the training: it changes the losses, and stands in the JSON and in the model. */
class PlanOptionsTest {

    @TempDir
    static Path folder;

    private static double plain;

    @BeforeAll
    static void trainWithoutOptions() {
        plain = lastLoss(run());
    }

    private static Map<String, Object> run(String... options) {
        CapturedConsole console = new CapturedConsole();
        List<String> words = new ArrayList<>(List.of(
                "train",
                "penguins",
                "--recipe",
                "plain",
                "--epochs",
                "3",
                "--threads",
                "1",
                "--quiet",
                "--json",
                "-",
                "--model",
                folder.resolve("m.safetensors").toString()));
        words.addAll(Arrays.asList(options));
        assertEquals(0, console.run(words.toArray(String[]::new)), console.err());
        return Json.parse(console.out());
    }

    private static double lastLoss(Map<String, Object> json) {
        Map<?, ?> epoch = (Map<?, ?>) ((List<?>) json.get("epochs")).getLast();
        return (Double) epoch.get("validationLoss");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--schedule cosine:warmup=5%; schedule; cosine:warmup=5%; schedule",
                "--momentum-schedule onecycle-momentum; momentumSchedule; onecycle-momentum; schedule.momentum",
                "--weight-decay-schedule linear; weightDecaySchedule; linear; schedule.weight-decay",
                "--dropout-schedule linear:from=0,to=0.5; dropoutSchedule; linear:from=0,to=0.5; schedule.dropout",
                "--accumulate 2; accumulate; 2.0; accumulate",
                "--ema 0.9; averaging; ema 0.9; averaging",
                "--swa 1; averaging; swa 1; averaging",
                "--label-smoothing 0.1; lossSetting; label-smoothing=0.1; loss.setting",
                "--clip-value 0.001; clip; value:0.001; clip",
                "--clip-norm 0.01; clip; norm:0.01; clip",
                "--clip-global-norm 0.001; clip; global-norm:0.001; clip",
                "--l1 0.01; l1; 0.01; l1",
                "--l2 0.1; l2; 0.1; l2",
                "--max-norm 0.3; maxNorm; 0.3; max-norm",
                "--freeze layer1; factors; layer1 frozen; factors",
                "--rate-factor layer2=0.1,biases=0; factors; layer2 rate x 0.1, biases rate x 0.0; factors",
                "--decay-factor weights=9; factors; weights decay x 9.0; factors",
            })
    void anOptionChangesTheTrainingAndIsKept(String words, String property, String value, String key) {
        Map<String, Object> json = run(words.split(" "));
        assertNotEquals(plain, lastLoss(json), "the option has no effect");
        assertEquals(value, String.valueOf(((Map<?, ?>) json.get("options")).get(property)));
        String kept = Model.load(folder.resolve("m.safetensors")).provenance().get(key);
        assertTrue(value.equals(kept) || value.equals(kept + ".0"), key + " is " + kept);
    }

    /** A setting of the default optimizer leaves its rate and decay, which fit the data's size. */
    @Test
    void aSettingThatChangesNothingChangesNothing() {
        run();
        byte[] plainModel = bytes();
        double loss = lastLoss(run("--set", "epsilon=1e-8"));
        assertEquals(plain, loss);
        assertTrue(Arrays.equals(plainModel, bytes()));
        assertNotEquals(plain, lastLoss(run("--set", "beta1=0.5")));
    }

    @Test
    void theAverageIsWhatTheModelHolds() {
        run("--ema", "0.99");
        byte[] averaged = bytes();
        run();
        assertFalse(Arrays.equals(averaged, bytes()));
    }

    private static byte[] bytes() {
        try {
            return Files.readAllBytes(folder.resolve("m.safetensors"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRateIsFoundDrawnAndWritten() throws IOException {
        Path csv = folder.resolve("sweep.csv");
        CapturedConsole json = new CapturedConsole();
        assertEquals(
                0, json.run("find-rate", "iris", "--steps", "150", "--json", "-", "--csv", csv.toString()), json.err());
        Map<String, Object> sweep = Json.parse(json.out());
        double proposal = (Double) sweep.get("proposal");
        assertTrue(proposal > 1e-5 && proposal < 0.1, "proposal " + proposal);
        List<String> lines = Files.readAllLines(csv);
        assertEquals("rate,loss,smoothed", lines.getFirst());
        assertEquals(((List<?>) sweep.get("points")).size() + 1, lines.size());
        CapturedConsole text = new CapturedConsole();
        assertEquals(0, text.run("find-rate", "iris", "--steps", "150"), text.err());
        assertTrue(text.out().contains("Proposal") && text.out().contains("--learning-rate"), text.out());
        assertTrue(text.out().lines().filter(line -> line.contains("*")).count() > 5, text.out());
        assertEquals("", text.err());
    }

    @Test
    void schedulesAreListedAndDrawn() {
        CapturedConsole list = new CapturedConsole();
        assertEquals(0, list.run("schedules"));
        for (String name : Schedules.names()) {
            assertTrue(list.out().contains(name), name);
        }
        CapturedConsole drawn = new CapturedConsole();
        assertEquals(
                0, drawn.run("schedules", "linear:to=0", "--epochs", "4", "--steps-per-epoch", "5", "--base", "2"));
        assertTrue(drawn.out().contains("epoch") && drawn.out().contains("1.50000"), drawn.out());
        assertTrue(drawn.out().lines().allMatch(line -> line.length() <= 100), drawn.out());
        CapturedConsole json = new CapturedConsole();
        assertEquals(0, json.run("schedules", "linear", "--epochs", "2", "--steps-per-epoch", "2", "--json", "-"));
        assertEquals(List.of(1.0, 0.75, 0.5, 0.25), Json.parse(json.out()).get("values"));
    }
}
