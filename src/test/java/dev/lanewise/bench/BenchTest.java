package dev.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.CacheLines;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.MachineKernel;
import dev.lanewise.loss.Losses;
import dev.lanewise.optim.Optimizers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Measurements of a blink: what they did, never how fast. */
class BenchTest {

    private static final double SECONDS = 0.01;

    private static Execution execution;
    private static Bench bench;

    @BeforeAll
    static void start() {
        execution = Execution.of(Kernels.vector(), 2);
        bench = new Bench(execution, SECONDS, 0.2);
    }

    @AfterAll
    static void end() {
        execution.close();
    }

    static Stream<String> losses() {
        return Losses.names().stream();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void everyLossFalls(String loss) {
        Workload workload = new Workload(List.of(9, 7, 3), 24, Activation.RELU, loss);
        StepResult result = bench.steps(workload, Optimizers.parse("adam", Map.of("learning-rate", "0.003")));
        assertTrue(result.lossFell(), result.toString());
        assertTrue(result.stepsInAll() >= result.steps().repetitions() + 1, result.toString());
        assertEquals(9 * 7 + 7 + 7 * 3 + 3, result.parameters());
    }

    @Test
    void aLossThatDoesNotFallIsTold() {
        StepResult result =
                bench.steps(Workload.named("tiny"), Optimizers.parse("sgd", Map.of("learning-rate", "1e-30")));
        assertEquals(result.lossStart(), result.lossEnd());
        assertFalse(result.lossFell());
    }

    @Test
    void figuresFollowFromTheWindows() {
        StepResult steps = bench.steps(Workload.named("tiny"), Optimizers.parse("sgd", Map.of()));
        assertEquals(steps.steps().median() * 32, steps.samplesPerSecond());
        assertEquals(steps.steps().median() * Workload.named("tiny").stepFlops() * 1e-9, steps.gflops());
        assertEquals(steps.gflops() / steps.machine().peakAllThreads(), steps.fractionOfPeak());
        Machine machine = steps.machine();
        assertEquals(2, machine.threads());
        assertTrue(machine.peakOneThread() > 0 && machine.copyOneThread() > 0 && machine.copyAllThreads() > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "sgd, 1",
        "momentum, 2",
        "adagrad, 2",
        "rmsprop, 2",
        "adam, 3",
        "lion, 2",
        "adan, 5",
        "schedule-free-adamw, 3"
    })
    void anUpdateCountsEveryArrayOnce(String optimizer, int slabs) {
        UpdateResult result = bench.update(Optimizers.parse(optimizer, Map.of()), 1000);
        assertEquals(slabs, result.slabs());
        assertEquals(4 + 8 * slabs, result.bytesPerParameter());
        assertEquals(result.steps().median() * 1000 * (4 + 8 * slabs) * 1e-9, result.gigabytesPerSecond(), 1e-12);
        assertNotNull(result.streams());
        assertEquals(result.gigabytesPerSecond() / result.bandwidth(), result.fractionOfBandwidth());
    }

    @Test
    void moreArraysThanTheReferenceLoopTakesHaveNoFraction() {
        Map<String, String> full = Map.of("centered", "true");
        UpdateResult result = bench.update(Optimizers.parse("rmsprop", full), 1000);
        assertEquals(4, result.slabs());
        assertTrue(Double.isFinite(result.fractionOfBandwidth()));
        UpdateResult lacking =
                new UpdateResult(result.optimizer(), 1000, 6, 13, result.steps(), null, result.machine());
        assertTrue(Double.isNaN(lacking.fractionOfBandwidth()));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void everyNetworkPredicts(String loss) {
        PredictionResult result = bench.prediction(new Workload(List.of(5, 6, 2), 1, Activation.GELU, loss));
        assertEquals(1e9 / result.predictions().median(), result.nanoseconds());
    }

    @Test
    void oneLogitPredictsTwoClasses() {
        PredictionResult result = bench.prediction(Workload.named("small"));
        assertEquals(30 * 64 + 64 + 64 * 64 + 64 + 64 + 1, result.parameters());
    }

    @ParameterizedTest
    @CsvSource({"FORWARD", "WEIGHT_GRADIENT", "INPUT_GRADIENT"})
    void everyKindOfProductRuns(Product.Kind kind) {
        Product product = new Product(130, 5, 131, kind);
        ProductResult result = bench.product(product);
        assertEquals(2 * 130 * 5 * 131, product.flops());
        assertEquals(result.products().median() * product.flops() * 1e-9, result.gflops());
    }

    /** What is counted is what is computed, in whatever tiles: rows by columns sums of so many terms. */
    @ParameterizedTest
    @EnumSource
    void everyProductIsComputedWhole(Product.Kind kind) {
        Product product = new Product(131, 259, 7, kind);
        ProductBench.Computed computed = ProductBench.compute(product, execution);
        computed.work().run(1);
        boolean weights = kind == Product.Kind.WEIGHT_GRADIENT;
        float[] a = ProductBench.uniform(kind == Product.Kind.INPUT_GRADIENT ? "delta" : "x", 131 * 7);
        float[] b = switch (kind) {
            case FORWARD -> ProductBench.layer(7, 259).parameters();
            case WEIGHT_GRADIENT -> ProductBench.uniform("delta", 7 * 259);
            case INPUT_GRADIENT -> ProductBench.uniform("weights", 259 * 7);
        };
        int first = kind == Product.Kind.FORWARD ? offset(7, 259) : 0;
        int to = weights ? offset(131, 259) : 0;
        for (int r = 0; r < 131; r++) {
            for (int c = 0; c < 259; c++) {
                float sum = 0;
                for (int k = 0; k < 7; k++) {
                    float left = a[weights ? k * 131 + r : r * 7 + k];
                    sum = Math.fma(
                            left, b[first + (kind == Product.Kind.INPUT_GRADIENT ? c * 7 + k : k * 259 + c)], sum);
                }
                assertEquals(sum, computed.result()[to + r * 259 + c], kind + " " + r + ", " + c);
            }
        }
    }

    /** Where the weights lie among the parameters. */
    private static int offset(int inputs, int outputs) {
        return ProductBench.layer(inputs, outputs).layout().tensors().stream()
                .filter(tensor -> tensor.rows() == inputs && tensor.columns() == outputs)
                .findFirst()
                .orElseThrow()
                .offset();
    }

    /** 0 times the gradient takes the sign from a zero and leaves it 0. */
    @Test
    void theReferenceLoopGoesOverEveryElementAndChangesNone() {
        UpdateBench update = new UpdateBench(Optimizers.parse("adam", Map.of()), 40_001, execution);
        Arrays.fill(update.gradients, 1);
        for (float[] slab : update.slabs) {
            Arrays.fill(slab, -0f);
        }
        update.streams(1);
        assertEquals(3, update.slabs.length);
        for (float[] slab : update.slabs) {
            for (int i = 0; i < slab.length; i++) {
                boolean parameter = i >= CacheLines.START && i < CacheLines.START + 40_001;
                assertEquals(parameter ? 0 : Float.floatToRawIntBits(-0f), Float.floatToRawIntBits(slab[i]), "at " + i);
            }
        }
    }

    @Test
    void thePeakCountsEveryMultiplyAdd() {
        long[] counted = new long[1];
        MachineKernel counting = new MachineKernel() {
            @Override
            public int lanes() {
                return 4;
            }

            @Override
            public void multiplyAdds(float[] values, int rounds) {
                assertEquals(CHAIN_ELEMENTS, values.length);
                counted[0] += 2L * CHAINS * 4 * rounds;
            }

            @Override
            public void stream(float[] g, float[][] slabs, int from, int to, float factor) {
                throw new AssertionError("no part of the peak");
            }
        };
        try (Execution alone = Execution.of(Kernels.scalar(), 1)) {
            MachineMeter meter = new MachineMeter(alone, counting, 0);
            counted[0] = 0;
            meter.peakTile(0, 0);
            assertEquals(counted[0], meter.flopsOfTile());
            assertTrue(counted[0] > 0);
        }
    }

    @Test
    void aProductBeyondTheHeapIsRefusedAsSuch() {
        for (Product.Kind kind : Product.Kind.values()) {
            UserException refusal =
                    assertThrows(UserException.class, () -> bench.product(new Product(30_000, 30_000, 30_000, kind)));
            assertTrue(
                    refusal.getMessage().startsWith("A product of 30000x30000x30000 needs at least"),
                    refusal.getMessage());
        }
    }
}
