package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KernelFamiliesTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/lanewise/kernel");

    @Test
    void everyFamilyHasBothTwins() throws Exception {
        List<String> families = families();
        assertTrue(families.size() >= 6, families.toString());
        for (String family : families) {
            Class<?> contract = Class.forName("dev.lanewise.kernel." + family + "Kernel");
            for (String twin : List.of("Scalar", "Vector")) {
                Class<?> type = Class.forName("dev.lanewise.kernel." + family + twin);
                assertTrue(contract.isAssignableFrom(type), type + " is no " + contract);
            }
        }
    }

    @Test
    void noVectorTwinIsOnlyAScalarOne() throws IOException {
        for (String family : families()) {
            try (Stream<Path> files = Files.list(SOURCES)) {
                boolean vectors = files.filter(f -> f.getFileName().toString().startsWith(family))
                        .anyMatch(KernelFamiliesTest::importsVectors);
                assertTrue(vectors, family + " has no source that uses the Vector API");
            }
        }
    }

    private static boolean importsVectors(Path file) {
        try {
            return Files.readString(file).contains("import jdk.incubator.vector.");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> families() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith("Kernel.java"))
                    .map(f -> f.replace("Kernel.java", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @Tag("width")
    void theWidthThatWasAskedForRuns() {
        String asked = System.getProperty("lanewise.test.vectorBits");
        if (asked != null) {
            assertEquals(Integer.parseInt(asked), Lanes.bits());
            assertEquals(Integer.parseInt(asked), Kernels.vector().vectorBits());
        }
        assertTrue(Lanes.consistent());
        assertFalse(Kernels.scalar().vectorBits() != 0);
    }

    @Test
    void aShortRunTakesTheScalarTwins() {
        assertEquals("scalar", Kernels.forOneRun(100_000_000L).label());
        assertEquals(Kernels.best(), Kernels.forOneRun(10_000_000_000L));
    }
}
