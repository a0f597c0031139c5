package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.Bench;
import dev.lanewise.bench.Portrait;
import dev.lanewise.bench.Product;
import dev.lanewise.bench.Workload;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.testing.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command takes and tells, in measurements of a blink. */
class BenchCommandTest {

    private static final List<String> BLINK = List.of("--seconds", "0.01", "--threads", "1");

    @TempDir
    Path folder;

    private static Map<String, Object> json(String... arguments) {
        CapturedConsole console = new CapturedConsole();
        assertEquals(0, console.run(blink(arguments, "--json", "-")), console.err());
        Map<String, Object> result = Json.parse(console.out());
        Map<?, ?> machine = (Map<?, ?>) result.get("machine");
        for (String name : List.of("peakGflopsOneThread", "peakGflopsAllThreads", "copyGigabytesPerSecondOneThread")) {
            assertTrue((Double) machine.get(name) > 0, name);
        }
        assertEquals(1, Json.integer(result.get("threads")));
        return result;
    }

    private static String[] blink(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(arguments));
        all.addAll(BLINK);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static void positive(Map<String, Object> result, String... names) {
        for (String name : names) {
            assertTrue(result.get(name) instanceof Double value && value > 0, name + ": " + result.get(name));
        }
    }

    @Test
    void stepsOfACase() {
        Map<String, Object> result = json("--case", "tiny");
        positive(result, "samplesPerSecond", "bestSamplesPerSecond", "gflops", "fractionOfPeak", "warmUpSeconds");
        assertEquals(List.of(4.0, 16.0, 3.0), result.get("widths"));
        assertEquals("tiny", result.get("case"));
        assertEquals("adam", result.get("optimizer"));
        assertEquals(true, result.get("lossFell"));
        assertTrue((Double) result.get("lossEnd") < (Double) result.get("lossStart"));
        assertTrue((Double) result.get("windows") >= 5);
        assertTrue(result.containsKey("bytesAllocatedPerStep") && result.containsKey("spread"));
    }

    @Test
    void anOptionChangesTheCase() {
        Map<String, Object> result = json(
                "--case",
                "tiny",
                "--batch",
                "7",
                "--optimizer",
                "sgd",
                "--learning-rate",
                "0.05",
                "--activation",
                "gelu");
        assertEquals(List.of(4.0, 16.0, 3.0), result.get("widths"));
        assertNull(result.get("case"));
        assertEquals(7, Json.integer(result.get("batch")));
        assertEquals("sgd", result.get("optimizer"));
        assertEquals(0.05, result.get("learningRate"));
        assertEquals("gelu", result.get("activation"));
    }

    @Test
    void widthsAloneHaveTheRestOfMnist() {
        Map<String, Object> result = json("--widths", "5,6,2", "--kernels", "scalar");
        assertEquals(List.of(5.0, 6.0, 2.0), result.get("widths"));
        assertEquals(128, Json.integer(result.get("batch")));
        assertEquals("softmax-cross-entropy", result.get("loss"));
        assertEquals("scalar", result.get("kernels"));
        assertEquals(0, Json.integer(result.get("vectorBits")));
    }

    @Test
    void aProduct() {
        Map<String, Object> result = json("--product", "17x9x33", "--product-kind", "weight-gradient");
        positive(result, "gflops", "fractionOfPeak");
        assertEquals("17x9x33", result.get("product"));
        assertEquals("weight-gradient", result.get("kind"));
    }

    @Test
    void anUpdate() {
        Map<String, Object> result = json("--update", "adam", "--parameters", "3000");
        positive(result, "gigabytesPerSecond", "bandwidthGigabytesPerSecond", "fractionOfBandwidth");
        assertEquals(28, Json.integer(result.get("bytesPerParameter")));
        assertEquals(3000, Json.integer(result.get("parameters")));
    }

    @Test
    void aPrediction() {
        Map<String, Object> result = json("--predict", "--case", "small");
        positive(result, "nanoseconds");
        assertTrue(result.containsKey("bytesAllocated"));
    }

    @Test
    void aPredictionTakesOneThreadHoweverManyThereAre() {
        CapturedConsole console = new CapturedConsole();
        String[] arguments = {"bench", "--predict", "--case", "tiny", "--seconds", "0.01", "--threads", "2"};
        assertEquals(0, console.run(arguments), console.err());
        assertTrue(console.out().contains(" 1 thread of"), console.out());
    }

    @Test
    void aNetworkOfNoWidthsIsNoChoice() {
        for (String widths : List.of("none", "4,none", "4,,3", "0,3")) {
            CapturedConsole console = new CapturedConsole();
            assertEquals(2, console.run("bench", "--widths", widths));
            assertTrue(console.err().contains("such as 784,512,256,10, not '" + widths + "'"), console.err());
        }
    }

    @Test
    void aLossThatDoesNotFallIsCodeThree() {
        CapturedConsole console = new CapturedConsole();
        String[] stuck = {"--case", "tiny", "--optimizer", "sgd", "--learning-rate", "1e-30"};
        assertEquals(3, console.run(blink(stuck)), console.err());
        assertTrue(console.err().contains("did not fall"), console.err());
        assertEquals(1, console.err().lines().count(), console.err());
    }

    @Test
    void aPortraitHasFourTables() {
        CapturedConsole text = new CapturedConsole();
        CapturedConsole json = new CapturedConsole();
        Optimizer sgd = Optimizers.parse("sgd", Map.of());
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Bench bench = new Bench(execution, 0.01, 0.1);
            Portrait portrait = new Portrait(
                    List.of(bench.steps(Workload.named("tiny"), sgd)),
                    List.of(bench.product(new Product(5, 6, 7, Product.Kind.FORWARD))),
                    List.of(bench.update(sgd, 100)),
                    List.of(bench.prediction(Workload.named("tiny"))),
                    bench.machine());
            new BenchReport(text.console(), null, execution).portrait(portrait);
            text.console().out.flush();
            new BenchReport(json.console(), JsonFile.check(json.console(), "-"), execution).portrait(portrait);
            json.console().data.finish();
        }
        for (String word : List.of("Peak", "Copy", "Training", "4-16-3", "Product", "5x6x7", "Update", "Prediction")) {
            assertTrue(text.out().contains(word), text.out());
        }
        assertTrue(text.out().lines().allMatch(line -> line.length() <= 100), text.out());
        Map<String, Object> result = Json.parse(json.out());
        for (String name : List.of("steps", "products", "updates", "predictions")) {
            assertEquals(1, ((List<?>) result.get(name)).size(), name);
        }
    }

    @Test
    void asAProcessWithAFileAndATeam() throws IOException, InterruptedException {
        LanewiseProcess.Result result = new LanewiseProcess(folder)
                .run("bench", "--case", "tiny", "--seconds", "0.01", "--threads", "2", "--json", "r.json");
        assertEquals(0, result.code(), result.err());
        assertEquals("", result.err());
        assertTrue(result.out().contains("samples/s") && result.out().contains("2 threads"), result.out());
        assertEquals(2, Json.integer(Json.read(folder.resolve("r.json")).get("threads")));
        assertTrue(Files.size(folder.resolve("r.json")) > 100);
    }
}
