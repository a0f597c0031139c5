package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.testing.Contract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that somebody made to take all memory, to write elsewhere or to play tricks on a terminal. */
class HostileFilesTest {

    private static final int PIECE = 1 << 16;

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeFiles() throws IOException {
        // About 200 kB each, which unpack to 130 MB and more.
        pack("rows.csv.gz", "a,b\n", "1,2\n", 2_000);
        pack("columns.csv.gz", "", ",", 2_000);
        pack("cell.csv.gz", "a,b\n1,\"", "x", 2_000);
        pack("header.csv.gz", "", "x", 2_000);
        pack("words.csv.gz", "a,b\n", "x,y\n", 2_000);
        Files.createDirectories(folder.resolve("images"));
        byte[] images = {0, 0, 8, 3, 0, 0, (byte) 0xEA, 0x60, 0, 0, 0, 28, 0, 0, 0, 28};
        try (OutputStream out = packed("images/train-images-idx3-ubyte.gz")) {
            out.write(images);
            for (int i = 0; i < 60_000 * 784 / PIECE + 1; i++) {
                out.write(new byte[PIECE]);
            }
        }
        Files.write(folder.resolve("images/train-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, (byte) 0xEA, 0x60});
        dots();
        safetensors("length", Long.MAX_VALUE, "{}");
        safetensors("deep", 0, "{\"a\":" + "[".repeat(100_000) + "}");
        safetensors(
                "shape", 0, "{\"a\":{\"dtype\":\"F64\",\"shape\":[2147483647,2147483647,3],\"data_offsets\":[0,8]}}");
        safetensors("outside", 0, "{\"a\":{\"dtype\":\"F32\",\"shape\":[400000000],\"data_offsets\":[0,1600000000]}}");
    }

    /** Ten million images of a pixel, which fit, and their labels, whose codes do not. */
    private static void dots() throws IOException {
        Files.createDirectories(folder.resolve("dots"));
        byte[] content = new byte[10_000_000];
        try (OutputStream out = packed("dots/train-images-idx3-ubyte.gz")) {
            out.write(new byte[] {0, 0, 8, 3, 0, (byte) 0x98, (byte) 0x96, (byte) 0x80, 0, 0, 0, 1, 0, 0, 0, 1});
            out.write(content);
        }
        try (OutputStream out = packed("dots/train-labels-idx1-ubyte.gz")) {
            out.write(new byte[] {0, 0, 8, 1, 0, (byte) 0x98, (byte) 0x96, (byte) 0x80});
            out.write(content);
        }
    }

    private static OutputStream packed(String name) throws IOException {
        return new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)), PIECE);
    }

    private static void pack(String name, String start, String more, int pieces) throws IOException {
        byte[] piece = LanewiseProcess.utf8(more.repeat(PIECE / more.length()));
        try (OutputStream out = packed(name)) {
            out.write(LanewiseProcess.utf8(start));
            for (int i = 0; i < pieces; i++) {
                out.write(piece);
            }
        }
    }

    /** Writes a header without data; its length is told as {@code length} where that is not 0. */
    private static void safetensors(String name, long length, String header) throws IOException {
        byte[] json = LanewiseProcess.utf8(header);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length == 0 ? json.length : length).put(json);
        Files.write(folder.resolve(name + ".safetensors"), bytes.array());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            train rows.csv.gz                            | rows.csv.gz, near line & does not fit & -Xmx8g
            train columns.csv.gz                         | columns.csv.gz, near line 1: & does not fit
            train cell.csv.gz                            | cell.csv.gz, line 2
            train header.csv.gz                          | header.csv.gz, line 1: & a cell has more than 16 million characters
            train words.csv.gz                           | words.csv.gz, near line & does not fit
            train images                                 | train-images-idx3-ubyte.gz & 47 MB & -Xmx8g
            train dots                                   | train-labels-idx1-ubyte.gz & 50 MB & -Xmx8g
            inspect length.safetensors                   | length.safetensors & claims a length of 9223372036854775807
            inspect deep.safetensors                     | deep.safetensors
            inspect shape.safetensors                    | shape.safetensors & absurd shape
            inspect outside.safetensors                  | outside.safetensors & truncated
            import outside.safetensors --activation relu | outside.safetensors & truncated
            """)
    void refusedInOneLineWithinASmallHeap(String command, String parts) throws Exception {
        LanewiseProcess.Result result = new LanewiseProcess(folder)
                .jvm("-Xmx48m")
                .jvm("-XX:+ExitOnOutOfMemoryError")
                .run(command.split(" "));
        assertEquals(2, result.code(), result.err());
        assertEquals("", result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        Contract.checkLine(result.err().strip());
        for (String part : parts.split(" & ", -1)) {
            assertTrue(result.err().contains(part), result.err() + " lacks " + part);
        }
    }

    /** Control characters, invisible ones, quotes, markup and paths, as the quoted cell of a table. */
    private static final String NASTY = "../../x\u0000\u001b[2J\u009b31m\u202e\r\nlanewise: <b>'\u2028";

    /** A table whose columns and classes have such names. */
    private static String nasty() {
        StringBuilder text = new StringBuilder("\"c" + NASTY + "\",\"w" + NASTY + "\",\"t" + NASTY + "\"\n");
        for (int i = 0; i < 60; i++) {
            text.append(i)
                    .append(",\"")
                    .append(i % 3 == 0 ? NASTY : "/etc/../w")
                    .append("\",\"");
            text.append(i % 2).append(NASTY).append("\"\n");
        }
        return text.toString();
    }

    @Test
    void namesFromDataNeitherSteerATerminalNorLeadToOtherFiles(@TempDir Path outer) throws Exception {
        Path inner = Files.createDirectories(outer.resolve("a/b"));
        Path data = Files.writeString(inner.resolve("nasty.csv"), nasty());
        String model = inner.resolve("m.safetensors").toString();
        String page = inner.resolve("r.html").toString();
        String plots = inner.resolve("plots").toString();
        List<List<String>> commands = List.of(
                List.of("train", data.toString(), "--model", model, "--epochs", "2", "--report", page),
                List.of("evaluate", model, data.toString()),
                List.of("inspect", model),
                List.of("predict", model, data.toString()),
                List.of("report", model, "--data", data.toString(), "--report", page, "--plots", plots),
                List.of("train", data.toString(), "--target", "t"),
                List.of("evaluate", model, "iris"));
        for (List<String> command : commands) {
            CapturedConsole console = new CapturedConsole(new Terminals(true, true), Map.of("TERM", "dumb"));
            int code = console.run(command.toArray(String[]::new));
            assertTrue(code == 0 || code == 2, command + ": " + console.err());
            for (String line : (console.out() + console.err()).split("\r?\n", -1)) {
                Contract.checkLine("." + line);
            }
        }
        try (Stream<Path> files = Files.walk(outer)) {
            List<String> strange = files.filter(Files::isRegularFile)
                    .map(file -> outer.relativize(file).toString())
                    .filter(name -> !name.matches("a/b/(m\\.safetensors|nasty\\.csv|r\\.html|plots/[a-z0-9-]+\\.svg)"))
                    .toList();
            assertEquals(List.of(), strange);
        }
        assertTrue(Files.exists(Path.of(page)) && Files.exists(Path.of(model)));
        String html = Files.readString(Path.of(page));
        assertFalse(html.replaceAll("(?s)<script.*?</script>", "").contains("<b>'"), "markup of a name is markup");
    }
}
