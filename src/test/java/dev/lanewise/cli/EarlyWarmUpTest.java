package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Kernels;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the warm-up begins and ends. */
class EarlyWarmUpTest {

    private static boolean running() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("lanewise-warm-up"));
    }

    /** Choosing kernels is not the start of the training: what is prepared after it leaves a core free. */
    @Test
    void itGoesOnUntilTheTrainingBegins(@TempDir Path folder) {
        try (EarlyWarmUp warmUp = EarlyWarmUp.start(folder.toString(), Kernels.vector(), 2, null, null)) {
            assertTrue(running());
            assertEquals(Kernels.vector(), warmUp.kernels(1L << 40));
            assertTrue(running());
            warmUp.end();
            assertFalse(running());
        }
    }

    @Test
    void itEndsWhereNoTrainingBegins(@TempDir Path folder) {
        EarlyWarmUp.start(folder.toString(), Kernels.vector(), 2, null, null).close();
        assertFalse(running());
    }

    @Test
    void oneThreadHasNoCoreForIt(@TempDir Path folder) {
        try (EarlyWarmUp warmUp = EarlyWarmUp.start(folder.toString(), Kernels.vector(), 1, null, null)) {
            assertFalse(running());
            warmUp.end();
        }
    }

    @Test
    void littleDataAndScalarKernelsNeedNone(@TempDir Path folder) {
        try (EarlyWarmUp little = EarlyWarmUp.start("iris", Kernels.vector(), 2, null, null);
                EarlyWarmUp scalar = EarlyWarmUp.start(folder.toString(), Kernels.scalar(), 2, null, null)) {
            assertFalse(running());
            little.end();
            scalar.end();
        }
    }
}
