package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.Machine;
import dev.lanewise.bench.Portrait;
import dev.lanewise.bench.PredictionResult;
import dev.lanewise.bench.Product;
import dev.lanewise.bench.ProductResult;
import dev.lanewise.bench.Samples;
import dev.lanewise.bench.StepResult;
import dev.lanewise.bench.UpdateResult;
import dev.lanewise.bench.Workload;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.testing.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is told of measurements whose figures are known. */
class BenchFiguresTest {

    private static final Machine MACHINE = new Machine(100, 160, 10, 20, 2, 16);
    private static final Samples SETTLED = new Samples(1000, 2000, 0.25, 15, 0.5, 7500, 48, 3, true);
    private static final Samples RESTLESS = new Samples(500, 800, 0.125, 15, 0.5, 7500, 0, 3, false);
    private static final Optimizer ADAM = Optimizers.parse("adam", Map.of());

    private static final StepResult STEPS =
            new StepResult(Workload.named("tiny"), ADAM, 131, SETTLED, 1.5, MACHINE, 1.25, 0.5, 9000);
    private static final ProductResult PRODUCT =
            new ProductResult(new Product(100, 200, 500, Product.Kind.WEIGHT_GRADIENT), SETTLED, MACHINE);
    private static final UpdateResult UPDATE = new UpdateResult(ADAM, 1_000_000, 3, 7, RESTLESS, SETTLED, MACHINE);
    private static final PredictionResult PREDICTION =
            new PredictionResult(Workload.named("small"), 6209, RESTLESS, MACHINE);

    private static Map<String, Object> json(Consumer<BenchReport> tell) {
        CapturedConsole console = new CapturedConsole();
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            tell.accept(new BenchReport(console.console(), JsonFile.check(console.console(), "-"), execution));
        }
        console.console().data.finish();
        return Json.parse(console.out());
    }

    /** Lines joined, however they were broken. */
    private static String text(Consumer<BenchReport> tell) {
        CapturedConsole console = new CapturedConsole();
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            tell.accept(new BenchReport(console.console(), null, execution));
        }
        console.console().out.flush();
        return console.out().replaceAll("\\s+", " ");
    }

    private static void figures(Map<String, Object> result, Map<String, Double> expected) {
        expected.forEach((name, value) -> assertEquals(value, (Double) result.get(name), 1e-9 * value, name));
    }

    @Test
    void figuresOfSteps() {
        Map<String, Object> result = json(report -> report.steps(STEPS));
        double flops = 32 * 2 * (2.0 * 4 * 16 + 3 * 16 * 3);
        figures(
                result,
                Map.of(
                        "samplesPerSecond", 32_000.0,
                        "bestSamplesPerSecond", 64_000.0,
                        "gflops", flops * 1000 * 1e-9,
                        "fractionOfPeak", flops * 1000 * 1e-9 / 160,
                        "bytesAllocatedPerStep", 48.0,
                        "lossStart", 1.25,
                        "lossEnd", 0.5,
                        "spread", 0.25,
                        "warmUpSeconds", 3.0,
                        "kernelWarmUpSeconds", 1.5));
        assertEquals(true, result.get("warmUpSettled"));
        @SuppressWarnings("unchecked") // an object, or the test fails
        Map<String, Object> machine = (Map<String, Object>) result.get("machine");
        figures(
                machine,
                Map.of(
                        "peakGflopsOneThread", 100.0,
                        "peakGflopsAllThreads", 160.0,
                        "copyGigabytesPerSecondOneThread", 10.0,
                        "copyGigabytesPerSecondAllThreads", 20.0));
        String text = text(report -> report.steps(STEPS));
        assertTrue(text.contains("4-16-3 relu, batch 32, adam"), text);
        assertTrue(text.contains("32,000 samples/s (best 64,000, spread 25.0 %, 15 windows)"), text);
        assertTrue(text.contains("48.00 bytes a step") && text.contains("after 9,000 steps"), text);
    }

    @Test
    void figuresOfAProduct() {
        Map<String, Object> result = json(report -> report.product(PRODUCT));
        figures(result, Map.of("gflops", 20.0, "bestGflops", 40.0, "fractionOfPeak", 0.125, "bytesAllocated", 48.0));
        String text = text(report -> report.product(PRODUCT));
        assertTrue(text.contains("20.00 GFLOP/s, 12.5 % of the peak (best 40.00, spread 25.0 %, 15 windows)"), text);
    }

    @Test
    void figuresOfAnUpdate() {
        Map<String, Object> result = json(report -> report.update(UPDATE));
        figures(
                result,
                Map.of(
                        "bytesPerParameter", 28.0,
                        "gigabytesPerSecond", 14.0,
                        "bandwidthGigabytesPerSecond", 28.0,
                        "fractionOfBandwidth", 0.5));
        String text = text(report -> report.update(UPDATE));
        assertTrue(text.contains("14.00 GB/s, 50.0 % of 28.00 GB/s for the same streams"), text);
        UpdateResult alone = new UpdateResult(ADAM, 1_000_000, 6, 13, SETTLED, null, MACHINE);
        assertFalse(text(report -> report.update(alone)).contains("NaN"));
    }

    @Test
    void figuresOfAPrediction() {
        Map<String, Object> result = json(report -> report.prediction(PREDICTION));
        figures(result, Map.of("nanoseconds", 2e6, "bestNanoseconds", 1.25e6, "bytesAllocated", 0.0));
    }

    /** Figures of code that was still being compiled are too low. */
    @Test
    void aWarmUpThatWasTooShortIsTold() {
        String hint = "the warm-up ended before the rate had settled";
        assertTrue(text(report -> report.prediction(PREDICTION)).contains(hint));
        assertTrue(text(report -> report.update(UPDATE)).contains(hint));
        assertFalse(text(report -> report.steps(STEPS)).contains("settled"));
        Portrait portrait =
                new Portrait(List.of(STEPS), List.of(PRODUCT), List.of(UPDATE), List.of(PREDICTION), MACHINE);
        assertTrue(text(report -> report.portrait(portrait)).contains("settled in 2 of 4 measurements"));
        Portrait calm = new Portrait(List.of(STEPS), List.of(PRODUCT), List.of(), List.of(), MACHINE);
        assertFalse(text(report -> report.portrait(calm)).contains("settled"));
    }
}
