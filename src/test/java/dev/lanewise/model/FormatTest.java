package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.testing.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files of every version of the format are read for good, and others can read what is written. */
class FormatTest {

    private static final Path KEPT = Path.of("src/test/resources/formats/model-1");

    @TempDir
    Path folder;

    /** Each file was written when its version was new; the numbers beside it are what it predicted then, in the shortest text that gives the bits. */
    @ParameterizedTest
    @ValueSource(strings = {"iris", "penguins", "auto-mpg"})
    void keptFilesPredictTheirPublishedBits(String name) throws IOException {
        Model model = Model.load(KEPT.resolve(name + ".safetensors"));
        float[] values = model.predict(Models.table(name)).values();
        List<String> lines = Files.readAllLines(KEPT.resolve(name + ".csv"));
        int columns = model.task().isClassification() ? model.classes().size() : 1;
        assertEquals(lines.size() - 1, values.length / columns);
        for (int r = 0; r < lines.size() - 1; r++) {
            String[] cells = lines.get(r + 1).split(",", -1);
            for (int c = 0; c < columns; c++) {
                float wanted = Float.parseFloat(cells[cells.length - columns + c]);
                assertEquals(
                        Float.floatToRawIntBits(wanted), Float.floatToRawIntBits(values[r * columns + c]), "row " + r);
            }
        }
        assertTrue(model.training() != null, "the record of the training");
    }

    /** A reader that shares no line with the product: the length, the header as JSON, and floats at the offsets that it tells. */
    @Test
    void anIndependentReaderFindsTheSame() throws IOException {
        Model model = Models.of("penguins");
        Path file = folder.resolve("m.safetensors");
        model.save(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int start = 8 + (int) bytes.getLong(0);
        Map<String, Object> header = Json.parse(new String(bytes.array(), 8, start - 8, StandardCharsets.UTF_8));
        Map<?, ?> metadata = (Map<?, ?>) Objects.requireNonNull(header.remove("__metadata__"));
        Safetensors content = ModelFile.content(model).withChecksum();
        assertEquals(content.metadata(), new TreeMap<>(metadata));
        assertEquals(content.tensors().size(), header.size());
        for (StoredTensor tensor : content.tensors()) {
            Map<?, ?> entry = (Map<?, ?>) header.get(tensor.name());
            assertEquals("F32", entry.get("dtype"));
            double[] shape = Json.doubles(entry.get("shape"));
            double[] offsets = Json.doubles(entry.get("data_offsets"));
            assertEquals(tensor.shape().length, shape.length);
            for (int d = 0; d < shape.length; d++) {
                assertEquals(tensor.shape()[d], shape[d]);
            }
            assertEquals(4.0 * tensor.size(), offsets[1] - offsets[0]);
            for (int i = 0; i < tensor.size(); i++) {
                assertEquals(
                        Float.floatToRawIntBits(tensor.values()[tensor.offset() + i]),
                        bytes.getInt(start + (int) offsets[0] + 4 * i));
            }
        }
    }

    /** The library that the format comes from, where it is installed with NumPy. */
    @Test
    void pythonsLibraryReadsTheSame() throws Exception {
        Path file = folder.resolve("m.safetensors");
        Models.of("iris").save(file);
        String program = "from safetensors.numpy import load_file\nimport sys\nt = load_file(sys.argv[1])\n"
                + "for n in sorted(t): print(n, list(t[n].shape), t[n].astype('<f4').tobytes().hex())\n";
        Path out = folder.resolve("out");
        Process process;
        try {
            process = new ProcessBuilder("python3", "-c", "import safetensors.numpy").start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: there is no python3");
            return;
        }
        assumeTrue(process.waitFor() == 0, "skipped: Python has no safetensors library with NumPy");
        process = new ProcessBuilder("python3", "-c", program, file.toString())
                .redirectOutput(out.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> "Python's library refuses the file");
        Map<String, String> wanted = new TreeMap<>();
        for (StoredTensor tensor : ModelFile.content(Models.of("iris")).tensors()) {
            StringBuilder hex = new StringBuilder(tensor.name() + " " + tensor.shapeText() + " ");
            for (int i = 0; i < tensor.size(); i++) {
                int bits = Float.floatToRawIntBits(tensor.values()[tensor.offset() + i]);
                hex.append(String.format("%08x", Integer.reverseBytes(bits)));
            }
            wanted.put(tensor.name(), hex.toString());
        }
        assertArrayEquals(wanted.values().toArray(), Files.readAllLines(out).toArray());
    }
}
