package dev.lanewise.jmh.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.jmh.Counters;
import dev.lanewise.jmh.Peer;
import dev.lanewise.jmh.Shape;
import dev.lanewise.jmh.Workload;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.ProductKernel;
import dev.lanewise.kernel.ProductScratch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the peers do the work that they are measured by. */
class PeersTest {

    private static final List<Peer> PEERS = List.of(new Smile(), new Djl(), new Dl4j());

    private static final int STEPS = 40;

    private static PeerStep step(String name, String optimizer) {
        return switch (name) {
            case "Smile" -> new StepSmile();
            case "DJL" -> {
                StepDJL djl = new StepDJL();
                djl.optimizer = optimizer;
                yield djl;
            }
            default -> {
                StepDL4J dl4j = new StepDL4J();
                dl4j.optimizer = optimizer;
                yield dl4j;
            }
        };
    }

    static Stream<Arguments> steps() {
        return Stream.of(Workload.TINY, Workload.SMALL, Workload.CHAINS, Workload.MNIST)
                .flatMap(w -> Stream.of("Smile sgd", "DJL sgd", "DJL adam", "DL4J sgd", "DL4J adam")
                        .map(name -> Arguments.of(w, name)));
    }

    /** The network has as many parameters as ours, starts near the loss of a guess and learns. */
    @ParameterizedTest
    @MethodSource("steps")
    void aPeerTrainsTheSameNetwork(Workload workload, String name) {
        assumeRuns(name.split(" ")[0]);
        PeerStep step = step(name.split(" ")[0], name.split(" ")[1]);
        step.workload = workload;
        step.threads = 1;
        step.prepare();
        assertEquals(workload.parameters(), step.parameters());
        double before = step.loss();
        assertTrue(before > 0.4 && before < 5, name + " starts at " + before);
        Counters.Training training = new Counters.Training();
        for (int i = 0; i < STEPS; i++) {
            step.train(training);
        }
        assertEquals(STEPS * (double) workload.batch(), training.samples);
        double after = step.loss();
        assertTrue(after < before * 0.995, name + " goes from " + before + " to " + after);
        step.release();
    }

    /** OpenBLAS adds in another order: each term of the chain may round once in either, so the bound is 2 k half ulps of the sum of magnitudes. */
    @Test
    void openBlasComputesTheProductsOfADenseLayer() {
        Assumptions.assumeTrue(runs(), OpenBlas.LIBRARY + " is not installed");
        Shape size = Shape.parse("77x33x129");
        ProductOpenBLAS peer = new ProductOpenBLAS();
        peer.shape = "77x33x129";
        peer.prepare();
        float[] left = floats(peer.left);
        float[] right = floats(peer.right);
        int m = size.m();
        int n = size.n();
        int k = size.k();
        ProductKernel kernel = Kernels.scalar().products();
        ProductScratch scratch = ProductScratch.training();
        float[] expected = new float[m * n];
        Counters.Arithmetic arithmetic = new Counters.Arithmetic();
        peer.affine(arithmetic);
        kernel.affine(left, 0, right, 0, new float[n], 0, expected, 0, k, n, 0, m, 0, n, scratch);
        assertClose(expected, floats(peer.result), k);
        peer.inputGradient(arithmetic);
        kernel.inputGradient(left, 0, right, 0, expected, 0, n, k, 0, m, 0, n, scratch);
        assertClose(expected, floats(peer.result), k);
        peer.weightGradient(arithmetic);
        kernel.weightGradient(left, 0, right, 0, expected, 0, k, m, n, 0, m, 0, n, false, scratch);
        assertClose(expected, floats(peer.result), k);
        assertEquals(3 * size.gigaflop(), arithmetic.gflops, 1e-12);
    }

    private static boolean runs() {
        try {
            OpenBlas.threads(1);
            return true;
        } catch (LinkageError | IllegalArgumentException e) {
            return false;
        }
    }

    private static float[] floats(MemorySegment segment) {
        return segment.toArray(ValueLayout.JAVA_FLOAT);
    }

    private static void assertClose(float[] expected, float[] actual, int k) {
        double bound = 2.0 * k * Math.ulp(0.5f) * k; // magnitudes are at most 1, so their sum is at most k
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], bound, "element " + i);
        }
    }

    /** A peer whose native library is not installed is left out here, and named in the report with its error. */
    private static void assumeRuns(String name) {
        Peer peer =
                PEERS.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
        try {
            peer.describe();
        } catch (Exception | LinkageError e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            Assumptions.abort(name + " does not run here: " + reason.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Smile", "DJL", "DL4J"})
    void aPeerSaysWhatItIs(String name) throws Exception {
        assumeRuns(name);
        Peer peer =
                PEERS.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
        assertTrue(peer.describe().matches(".*\\d.*"), peer.name());
    }
}
