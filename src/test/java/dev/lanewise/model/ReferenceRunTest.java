package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceRunTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void scalarKernelsGiveThePublishedDigest(int threads) {
        check(Kernels.scalar(), threads);
    }

    @Test
    @Tag("width")
    void vectorKernelsOfEveryWidthGiveThePublishedDigest() {
        check(Kernels.vector(), 2);
    }

    private static void check(Kernels kernels, int threads) {
        try (Execution execution = Execution.of(kernels, threads)) {
            ReferenceRun run = ReferenceRun.run(execution);
            assertEquals(
                    ReferenceRun.PUBLISHED,
                    run.digest(),
                    "other bits with " + kernels + " and " + threads + " threads");
            assertTrue(run.asPublished());
            assertFalse(
                    new ReferenceRun("0" + run.digest(), run.kernels(), run.vectorBits(), threads, 1).asPublished());
            assertEquals(threads, run.threads());
            assertEquals(kernels.vectorBits(), run.vectorBits());
        }
    }
}
