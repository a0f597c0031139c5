package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"iris", "penguins", "auto-mpg"})
    void roundTripPredictsTheSameBits(String name) {
        Path file = folder.resolve("a.safetensors");
        Model model = Models.of(name);
        model.save(file);
        Model loaded = Model.load(file);
        assertArrayEquals(
                bits(model.predict(Models.table(name)).values()),
                bits(loaded.predict(Models.table(name)).values()));
        assertEquals(model.spec(), loaded.spec());
        assertEquals(model.provenance(), loaded.provenance());
        assertEquals(model.classes(), loaded.classes());
        assertEquals(model.preprocessor().features(), loaded.preprocessor().features());
        assertEquals(model.preprocessor().notes(), loaded.preprocessor().notes());
        assertArrayEquals(
                bits(model.network().parameters()), bits(loaded.network().parameters()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris", "auto-mpg"})
    void savingTheLoadedModelGivesTheSameFile(String name) throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Models.of(name).save(first);
        Model.load(first).save(second);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }

    @Test
    void holdsWhatAModelIsMadeOf() {
        Path file = folder.resolve("a.safetensors");
        Models.of("iris").save(file);
        Safetensors content = SafetensorsReader.read(file);
        List<String> names = new ArrayList<>();
        content.tensors().forEach(tensor -> names.add(tensor.name()));
        assertTrue(
                names.containsAll(List.of(
                        "layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.4.weight", "layers.4.bias")),
                names.toString());
        assertArrayEquals(new int[] {4, 7}, content.tensor("layers.0.weight").shape());
        assertArrayEquals(new int[] {7}, content.tensor("layers.0.bias").shape());
        Map<String, String> metadata = content.metadata();
        assertEquals("lanewise-model/1", metadata.get("format"));
        assertEquals("multiclass", metadata.get("task"));
        for (String key :
                List.of("seed", "optimizer", "data.fingerprint", "lanewise", "threads", "kernels", "vector-bits")) {
            assertNotEquals(null, metadata.get("provenance." + key), key);
        }
    }

    @Test
    @Tag("slow")
    void refusesEveryFlippedByteAndEveryTruncation() throws IOException {
        Path file = folder.resolve("model");
        Models.of("iris").save(file);
        byte[] bytes = Files.readAllBytes(file);
        byte[] flips = {1, 2, 4, 8, 16, 32, 64, -128, -1};
        for (int i = 0; i < bytes.length; i++) {
            byte[] broken = bytes.clone();
            broken[i] ^= flips[i % flips.length];
            refused(Files.write(file, broken), "byte " + i);
        }
        for (int length = 0; length < bytes.length; length += length < 200 ? 1 : 7) {
            refused(Files.write(file, Arrays.copyOf(bytes, length)), "length " + length);
        }
        refused(Files.write(file, Arrays.copyOf(bytes, bytes.length + 4)), "longer");
        Files.write(file, bytes);
        Model.load(file);
    }

    /** Files whose checksum is right, but whose content is made up. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            format                  | lanewise-model/3           | not known to this version
            format                  | other                      | no Lanewise model
            format                  |                            | no Lanewise model
            network.inputs          | 2000000000                 | holds at most
            network.inputs          | -1                         | at least 1 input
            network.inputs          | four                       | 'network.inputs' is 'four', no whole number
            network.layers          | []                         | at least one dense layer
            network.layers          | {}                         | cannot be read
            network.layers          | ["dense 2000000000 relu he-uniform","dense 2000000000 relu he-uniform"] | holds at most
            network.layers          | ["dense 7 relu he-uniform"] | cannot be read
            network.layers          | ["conv 7"]                 | not known
            network.layers          | ["dense 7 nonsense zero"]  | layer 'dense 7 nonsense zero' is not known
            network.layers          | ["dense x relu zero"]      | layer 'dense x relu zero' is not known
            network.layers          | ["dropout half","dense 3 relu zero"] | layer 'dropout half' is not known
            network.layers          | ["dropout NaN","dense 3 relu zero"] | from 0 to below 1
            task                    | guess                      | task 'guess' is not known
            task                    | regression                 | cannot be read
            classes                 | ["a","b"]                  | expected
            classes                 | [1]                        | cannot be read
            classes                 | ["a"                       | cannot be read
            targets                 |                            | 'targets' is missing
            columns                 | ["a"]                      | lists of columns differ
            columns.kinds           | ["number","number","number","word"] | is not known
            """)
    void refusesMadeUpContent(String key, String value, String reason) throws IOException {
        Path file = folder.resolve("model");
        Models.of("iris").save(file);
        Safetensors content = SafetensorsReader.read(file);
        Map<String, String> metadata = new HashMap<>(content.metadata());
        if (value == null) {
            metadata.remove(key);
        } else {
            metadata.put(key, value);
        }
        SafetensorsWriter.write(file, new Safetensors(metadata, content.tensors()).withChecksum());
        String message = refused(file, key);
        assertTrue(message.contains(reason), message);
    }

    @Test
    void refusesAPreparationThatIsNoNumber() throws IOException {
        Path file = folder.resolve("model");
        Models.of("iris").save(file);
        Safetensors content = SafetensorsReader.read(file);
        StoredTensor mean = content.tensor("preprocessing.mean");
        mean.values()[mean.offset()] = Float.POSITIVE_INFINITY;
        SafetensorsWriter.write(file, new Safetensors(content.metadata(), content.tensors()).withChecksum());
        String message = refused(file, "mean");
        assertTrue(message.contains("tensor 'preprocessing.mean' holds Infinity"), message);
    }

    /** What version 1 does not know makes a file of version 2, which a reader of version 1 refuses by its format. */
    @Test
    void membersAreKeptInAFileOfVersion2() {
        Model model = Ensembles.trainer("iris", 3).train().model();
        Path file = folder.resolve("members");
        model.save(file);
        Safetensors content = SafetensorsReader.read(file);
        assertEquals("lanewise-model/2", content.metadata().get("format"));
        assertArrayEquals(new int[] {3, 4}, content.tensor("layers.1.scale").shape());
        assertArrayEquals(new int[] {3, 7}, content.tensor("layers.4.bias").shape());
        Model loaded = Model.load(file);
        assertEquals(model.spec(), loaded.spec());
        assertEquals(
                "4 inputs, 3 members, scale by member, scale, 7 gelu, scale and bias by member, dropout 0.1, 5 gelu,"
                        + " scale and bias by member, dropout 0.1, 3 outputs, scale and bias",
                NetworkText.line(loaded.spec()));
        float[] expected = model.predict(Models.table("iris")).values();
        assertArrayEquals(
                bits(expected), bits(loaded.predict(Models.table("iris")).values()));
        for (StoredTensor left : content.tensors()) {
            List<StoredTensor> fewer = new ArrayList<>(content.tensors());
            fewer.remove(left);
            SafetensorsWriter.write(file, new Safetensors(content.metadata(), fewer).withChecksum());
            assertTrue(refused(file, left.name()).contains(left.name()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            "members 2"      | of shape [2, 4] is of shape [3, 4]
            "members 0"      | at least 1 member
            "members -3"     | at least 1 member
            "members x"      | cannot be read
            "members"        | not known
            "members 3 3"    | not known
            "dropout 0.0"    | the network has 1
            """)
    void refusesMembersThatDoNotFit(String first, String reason) {
        Path file = folder.resolve("members");
        Ensembles.trainer("iris", 3).train().model().save(file);
        Safetensors content = SafetensorsReader.read(file);
        Map<String, String> metadata = new HashMap<>(content.metadata());
        String layers = Objects.requireNonNull(metadata.get("network.layers"));
        String changed = layers.replace("\"members 3\"", first);
        if (first.contains("members 2")) {
            changed = changed.replace("scale 3", "scale 2");
        }
        assertNotEquals(layers, changed);
        metadata.put("network.layers", changed);
        SafetensorsWriter.write(file, new Safetensors(metadata, content.tensors()).withChecksum());
        String message = refused(file, first);
        assertTrue(message.contains(reason), message);
        metadata.put("network.layers", layers.replace(" bias ", " maybe "));
        SafetensorsWriter.write(file, new Safetensors(metadata, content.tensors()).withChecksum());
        assertTrue(refused(file, "maybe").contains("not known"));
    }

    @Test
    void refusesTensorsThatBelongToNothingAndMissingOnes() {
        Path file = folder.resolve("model");
        Models.of("iris").save(file);
        Safetensors content = SafetensorsReader.read(file);
        List<StoredTensor> more = new ArrayList<>(content.tensors());
        more.add(StoredTensor.vector("more", new float[1]));
        SafetensorsWriter.write(file, new Safetensors(content.metadata(), more).withChecksum());
        assertTrue(refused(file, "more").contains("'more' belongs to nothing"));
        for (StoredTensor left : content.tensors()) {
            List<StoredTensor> fewer = new ArrayList<>(content.tensors());
            fewer.remove(left);
            SafetensorsWriter.write(file, new Safetensors(content.metadata(), fewer).withChecksum());
            assertTrue(refused(file, left.name()).contains(left.name()));
        }
    }

    @Test
    void aMillionNestedBracketsAreRefused() throws IOException {
        byte[] header = new byte[1 << 20];
        Arrays.fill(header, (byte) '[');
        header[0] = '{';
        header[header.length - 1] = '}';
        byte[] bytes = ByteBuffer.allocate(8 + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
        refused(Files.write(folder.resolve("deep"), bytes), "deep");
        String text = "{\"a\":" + "[".repeat(1000) + "}";
        refused(TinySafetensors.write(folder.resolve("deep"), text), "deep");
    }

    @Test
    void metadataOfAnyTextSurvives() {
        Map<String, String> odd = new TreeMap<>(Models.of("iris").provenance());
        odd.put("note", "quotes \" \\ \u0001 \u00e9 \ud83d\ude00 line\nbreak");
        Model model = new Model(Models.of("iris").network(), Models.of("iris").preprocessor(), odd);
        Path file = folder.resolve("odd");
        model.save(file);
        assertEquals(odd, Model.load(file).provenance());
    }

    private static String refused(Path file, String what) {
        UserException thrown = assertThrows(UserException.class, () -> Model.load(file), what);
        assertFalse(thrown.getMessage().contains("\n"), thrown.getMessage());
        assertTrue(thrown.getMessage().startsWith(file.toString()), thrown.getMessage());
        return thrown.getMessage();
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
