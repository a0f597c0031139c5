package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyTorchImportTest {

    @TempDir
    Path folder;

    private final List<String> entries = new ArrayList<>();
    private byte[] data = {};

    /** Adds a tensor of 1, 2, 3, ... if no values are given. */
    private PyTorchImportTest tensor(String name, int[] shape, float... values) {
        int size = 1;
        for (int n : shape) {
            size *= n;
        }
        float[] filled = new float[size];
        for (int i = 0; i < size; i++) {
            filled[i] = values.length == 0 ? i + 1 : values[i];
        }
        entries.add("\"" + name + "\":{\"dtype\":\"F32\",\"shape\":"
                + Arrays.toString(shape) + ",\"data_offsets\":[" + data.length + "," + (data.length + 4 * size)
                + "]}");
        data = TinySafetensors.join(data, TinySafetensors.floats(filled));
        return this;
    }

    private Path file() throws IOException {
        return TinySafetensors.write(folder.resolve("net.safetensors"), "{" + String.join(",", entries) + "}", data);
    }

    private static int[] shape(int... shape) {
        return shape;
    }

    @Test
    void transposesAndChains() throws IOException {
        // y = W1 relu(W0 x + b0) with W0 = [[1 2 3] [4 5 -6]], b0 = [0.5 1], W1 = [[10 -1]]
        Path file = tensor("0.bias", shape(2), 0.5f, 1)
                .tensor("0.weight", shape(2, 3), 1, 2, 3, 4, 5, -6)
                .tensor("2.weight", shape(1, 2), 10, -1)
                .file();
        Model model = PyTorchImport.read(file, Activation.RELU);
        assertArrayEquals(new float[] {61f}, model.predict(1, 1, 1), "10 * 6.5 - 1 * 4");
        assertEquals(List.of("y0"), model.preprocessor().targets());
        assertEquals("x2", model.preprocessor().features().get(2).column());
        assertEquals(11, model.parameterCount());
    }

    @Test
    void survivesSaving() throws IOException {
        Path file = tensor("fc1.weight", shape(4, 2))
                .tensor("fc2.weight", shape(3, 4))
                .file();
        Model model = PyTorchImport.read(file, Activation.TANH, Task.MULTICLASS);
        Path saved = folder.resolve("saved");
        model.save(saved);
        float[] row = {0.25f, -0.5f};
        assertArrayEquals(model.predict(row), Model.load(saved).predict(row));
        assertEquals(List.of("0", "1", "2"), model.classes());
        assertTrue(assertThrows(UserException.class, () -> PyTorchImport.read(saved, Activation.RELU))
                .getMessage()
                .contains("already"));
    }

    @Test
    void takesLayersInNaturalOrder() throws IOException {
        Path file = tensor("net.10.weight", shape(1, 4))
                .tensor("net.2.weight", shape(4, 3))
                .file();
        assertEquals(3, PyTorchImport.read(file, Activation.RELU).spec().inputs());
        List<String> names = new ArrayList<>(List.of("b", "a10", "a2.1", "a2", "a02", ""));
        names.sort(PyTorchImport.NATURAL);
        assertEquals(List.of("", "a02", "a2", "a2.1", "a10", "b"), names);
    }

    @Test
    void oneOrTwoOutputsAreABinaryTask() throws IOException {
        Path one = tensor("weight", shape(1, 2), 0, 0).file();
        assertArrayEquals(
                new float[] {0.5f, 0.5f},
                PyTorchImport.read(one, Activation.RELU, Task.BINARY).predict(3, 4));
        assertThrows(UserException.class, () -> PyTorchImport.read(one, Activation.RELU, Task.MULTICLASS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            conv1.weight    | 8,3,3,3 | has shape [8, 3, 3, 3]
            norm.weight     | 8       | has shape [8]
            a.bias          | 8       | without a weight
            a.running_mean  | 8       | neither a weight nor a bias
            in_proj_weight  | 8,8     | neither a weight nor a bias
            z.weight        | 2,9     | takes 9 inputs, but layer 'fc1' before it gives 2
            fc1.bias        | 3       | has 3 elements
            """)
    void refusesWhatIsNoLinearChain(String name, String sizes, String reason) throws IOException {
        int[] shape =
                Arrays.stream(sizes.split(",")).mapToInt(Integer::parseInt).toArray();
        Path file = tensor("fc1.weight", shape(2, 2)).tensor(name, shape).file();
        UserException thrown = assertThrows(UserException.class, () -> PyTorchImport.read(file, Activation.RELU));
        assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
        assertFalse(thrown.getMessage().contains("\n"));
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path file = file();
        assertThrows(UserException.class, () -> PyTorchImport.read(file, Activation.RELU));
    }
}
