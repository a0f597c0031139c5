package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.testing.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files that somebody made to do harm. */
class HostileFileTest {

    private static final String TRAINING = "{\"best\":[0],\"stop\":\"completed\",\"epochs\":[]%s}";

    @TempDir
    Path folder;

    /** The header of a file without data. */
    private String refusedHeader(String header) throws IOException {
        return refused(() -> SafetensorsReader.read(TinySafetensors.write(folder.resolve("bad"), header)));
    }

    /** A model of the right checksum with one entry of its metadata changed. */
    private String refusedModel(String key, String value) {
        Safetensors content = ModelFile.content(Models.of("iris"));
        Map<String, String> metadata = new TreeMap<>(content.metadata());
        metadata.put(key, value);
        Safetensors changed = new Safetensors(metadata, content.tensors()).withChecksum();
        return refused(() -> ModelFile.read(Path.of("bad"), changed));
    }

    private static String refused(Contract.Reading reading) {
        String message =
                String.valueOf(assertThrows(UserException.class, reading::run).getMessage());
        Contract.checkLine(message);
        return message;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"__metadata__":{"a":"1","a":"2"}}
            {"__metadata__":{},"__metadata__":{}}
            {"__metadata__":{"a":"1","\\u0061":"2"}}
            {"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"\\u0061":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}
            {"a":{"shape":[0],"dtype":"F32","shape":[0],"data_offsets":[0,0]}}
            """)
    void keysThatStandThereTwice(String header) throws IOException {
        assertTrue(refusedHeader(header).contains("Duplicate"), header);
    }

    @Test
    void keysOfTheRecordOfATrainingThatStandThereTwice() {
        refusedModel("training", String.format(TRAINING, ",\"best\":[0]"));
        refusedModel("training", String.format(TRAINING, ",\"stop\":\"completed\""));
    }

    /** As UTF-8 both would be the same question mark, and the file that is written of them could not be read again. */
    @Test
    void halvesOfSurrogatePairs() throws IOException {
        for (String half : List.of("\\ud800", "\\udc00", "\\ud800\\ud800", "\\udc00\\ud800", "x\\udbff")) {
            assertTrue(
                    refusedHeader("{\"__metadata__\":{\"k\":\"" + half + "\"}}").contains("surrogate"));
            assertTrue(
                    refusedHeader("{\"__metadata__\":{\"" + half + "\":\"v\"}}").contains("surrogate"));
            assertTrue(refusedHeader("{\"" + half + "\":{}}").contains("surrogate"));
            assertTrue(refusedModel("classes", "[\"a\",\"b\",\"" + half + "\"]").contains("surrogate"));
        }
        Path good = TinySafetensors.write(folder.resolve("good"), "{\"__metadata__\":{\"k\":\"\\ud83d\\ude00\"}}");
        assertEquals("\ud83d\ude00", SafetensorsReader.read(good).metadata().get("k"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void deepNestingInMetadata(String open) {
        String deep = open.repeat(100_000);
        for (String key : List.of("classes", "network.layers", "columns.categories", "training")) {
            refusedModel(key, deep);
        }
        refusedModel("training", String.format(TRAINING, ",\"x\":[" + deep));
    }

    @Test
    void namesOfAMillionLettersMakeNoMessageOfAMillion() throws IOException {
        String name = "n".repeat(1_000_000);
        refusedHeader("{\"" + name + "\":{}}");
        refusedHeader("{\"a\":{\"" + name + "\":1}}");
        refusedModel("task", name);
        refusedModel("network.layers", "[\"" + name + "\"]");
        refusedModel("network.layers", "[\"dense 7 relu " + name + "\"]");
    }

    @Test
    void namesThatWouldSteerATerminal() throws IOException {
        String name = "\\u001b[2J\\u009b31m\\r\\n\\u202e\\u2028\\u0000x";
        refusedHeader("{\"" + name + "\":{}}");
        refusedHeader("{\"a\":{\"" + name + "\":1}}");
        refusedHeader("{\"a\":{\"dtype\":\"" + name + "\"}}");
        refusedModel("network.layers", "[\"" + name + "\"]");
        refusedModel("columns.kinds", "[\"number\",\"number\",\"number\",\"" + name + "\"]");
        Path file = TinySafetensors.write(
                folder.resolve("torch"), "{\"" + name + "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}");
        refused(() -> PyTorchImport.read(file, Activation.RELU));
    }

    /** To compare such numbers by value as numbers of a library takes minutes. */
    @Test
    void layersWithNumbersOfAMillionDigitsAreCompared() {
        String digits = "7".repeat(1_000_000);
        List<String> names = new ArrayList<>(
                List.of("a" + digits + "1", "a" + digits, "a0" + digits, "a000", "a8", "a" + "9".repeat(999_999)));
        names.sort(PyTorchImport.NATURAL);
        assertEquals("a000", names.getFirst());
        assertEquals("a8", names.get(1));
        assertEquals(1_000_000, names.get(2).length());
        assertEquals(List.of("a0" + digits, "a" + digits, "a" + digits + "1"), names.subList(3, 6));
    }

    /** Each tensor is looked up by its name: with a list, that took the square of their number. */
    @Test
    void aModelOfTensThousandsOfLayersIsRead() {
        int count = 40_000;
        Safetensors content = ModelFile.content(Models.of("auto-mpg"));
        Map<String, String> metadata = new TreeMap<>(content.metadata());
        List<StoredTensor> tensors = new ArrayList<>();
        for (StoredTensor tensor : content.tensors()) {
            if (!tensor.name().startsWith("layers.")) {
                tensors.add(tensor);
            }
        }
        List<String> layers = new ArrayList<>();
        int width = Models.of("auto-mpg").spec().inputs();
        for (int i = 0; i < count; i++) {
            layers.add("dense 1 identity zero");
            tensors.add(new StoredTensor("layers." + i + ".weight", new int[] {width, 1}, new float[width], 0));
            tensors.add(StoredTensor.vector("layers." + i + ".bias", new float[] {i}));
            width = 1;
        }
        metadata.put("network.layers", Json.array(layers));
        Model model = ModelFile.read(Path.of("deep"), new Safetensors(metadata, tensors).withChecksum());
        assertEquals(count, model.spec().layers().size());
        float[] biases = model.network().parameters();
        assertEquals(
                count - 1f,
                biases[
                        model.network()
                                .layout()
                                .tensor("layers." + (count - 1) + ".bias")
                                .offset()]);
    }
}
