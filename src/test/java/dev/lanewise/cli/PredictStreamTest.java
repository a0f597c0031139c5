package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Table;
import dev.lanewise.model.Model;
import dev.lanewise.model.Prediction;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions of files that are long. */
class PredictStreamTest {

    @TempDir
    Path folder;

    private static final String HEADER = "a,b,c\n";

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private LanewiseProcess lanewise() {
        return new LanewiseProcess(folder).jvm("-Xmx40m");
    }

    /** A model of three classes, one of which is quoted in CSV, and one of numbers. */
    @BeforeEach
    void train() throws IOException {
        Random random = new Random(1);
        StringBuilder classes = new StringBuilder(HEADER.strip() + ",kind\n");
        StringBuilder numbers = new StringBuilder(HEADER.strip() + ",y\n");
        for (int i = 0; i < 300; i++) {
            String row = row(random);
            double a = Double.parseDouble(row.substring(0, row.indexOf(',')));
            classes.append(row).append(',').append(a > 0.003 ? "high" : a < -0.003 ? "\"lo,w\"" : "mid");
            numbers.append(row).append(',').append(1e3 * a);
            classes.append('\n');
            numbers.append('\n');
        }
        Files.writeString(folder.resolve("classes.csv"), classes);
        Files.writeString(folder.resolve("numbers.csv"), numbers);
        for (String name : List.of("classes", "numbers")) {
            String model = path(name + ".safetensors");
            CapturedConsole console = new CapturedConsole();
            String data = path(name + ".csv");
            int code = console.run(
                    "train", data, "--recipe", "plain", "--epochs", "3", "--hidden", "8", "--model", model, "--quiet");
            assertEquals(0, code, console.err());
        }
    }

    private static String row(Random random) {
        return random.nextInt(-1000, 1000) * 0x1p-17 + "," + random.nextInt(100) + "," + random.nextInt(1000) * 0.25;
    }

    private static String rows(int count) {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < count; i++) {
            text.append(row(random)).append('\n');
        }
        return text.toString();
    }

    /** What the library predicts of the whole table, as text. */
    private String wanted(String model, String data) {
        Prediction prediction = Model.load(folder.resolve(model)).predict(Table.read(folder.resolve(data)));
        boolean classes = !prediction.labels().isEmpty();
        StringBuilder text = new StringBuilder("prediction");
        for (String name : prediction.columns()) {
            text.append(classes ? ",\"probability_" + name + "\"" : "");
        }
        text.append("\r\n");
        for (int r = 0; r < prediction.rows(); r++) {
            text.append(classes ? "\"" + prediction.labels().get(r) + "\"" : "");
            for (int c = 0; c < prediction.columns().size(); c++) {
                text.append(classes ? "," : "").append(Float.toString(prediction.value(r, c)));
            }
            text.append("\r\n");
        }
        // Only what needs quotes has them.
        return text.toString().replaceAll("\"(\\w+)\"", "$1");
    }

    @ParameterizedTest
    @CsvSource({"classes,1", "classes,2", "classes,7", "numbers,1", "numbers,3"})
    void anyNumberOfThreadsWritesWhatTheLibraryPredicts(String model, String threads) throws IOException {
        Files.writeString(folder.resolve("rows.csv"), rows(20_000));
        CapturedConsole console = new CapturedConsole();
        List<String> options = model.equals("classes") ? List.of("--probabilities") : List.of("--quiet");
        int code = console.run(
                "predict", path(model + ".safetensors"), path("rows.csv"), "--threads", threads, options.getFirst());
        assertEquals(0, code, console.err());
        assertEquals("", console.err());
        assertEquals(wanted(model + ".safetensors", "rows.csv"), console.out());
    }

    @Test
    void filesMayBePackedOnBothSides() throws IOException {
        String text = rows(5000);
        Files.writeString(folder.resolve("rows.csv"), text);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("rows.csv.gz")))) {
            out.write(LanewiseProcess.utf8(text));
        }
        CapturedConsole console = new CapturedConsole();
        int code = console.run(
                "predict", path("numbers.safetensors"), path("rows.csv.gz"), "--output", path("out.csv.gz"));
        assertEquals(0, code, console.err());
        assertEquals("lanewise: 5,000 rows predicted, in " + path("out.csv.gz") + ".\n", console.err());
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("out.csv.gz")))) {
            assertEquals(wanted("numbers.safetensors", "rows.csv"), new String(in.readAllBytes(), "UTF-8"));
        }
    }

    /** Rows whose cells fit, but whose prediction is no number, are found by the threads that predict, others by the one that reads. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3e38,3,3     | rows.csv, line 15002: the prediction is
            1,two,3      | rows.csv, line 15002, column 'b': 'two' is no number
            1,2          | rows.csv, line 15002: 2 fields, but the header has 3
            1,2,inf      | rows.csv, line 15002, column 'c': 'inf' is infinite
            """)
    void aBadRowLeavesNoFileAndTheRowsBeforeItOnStandardOutput(String bad, String message) throws IOException {
        String good = rows(15_000);
        Files.writeString(folder.resolve("rows.csv"), good + bad + "\n" + "3e38,3,3\n1,x,2\n".repeat(5000));
        Files.writeString(folder.resolve("good.csv"), good);
        Files.writeString(folder.resolve("out.csv"), "before");
        String whole = wanted("numbers.safetensors", "good.csv");
        int length = -1;
        for (String threads : List.of("1", "2", "4")) {
            CapturedConsole console = new CapturedConsole();
            String[] command = {"predict", path("numbers.safetensors"), path("rows.csv"), "--threads", threads};
            assertEquals(2, console.run(command));
            assertEquals(1, console.err().lines().count(), console.err());
            assertTrue(console.err().contains(message), console.err());
            assertTrue(whole.startsWith(console.out()) && console.out().endsWith("\r\n"));
            // Of the part with such a prediction nothing is written.
            assertTrue(
                    bad.startsWith("3e38")
                            ? console.out().lines().count() > 10_000
                            : console.out().equals(whole));
            assertTrue(length < 0 || length == console.out().length(), "as many rows for any number of threads");
            length = console.out().length();
        }
        CapturedConsole console = new CapturedConsole();
        assertEquals(
                2, console.run("predict", path("numbers.safetensors"), path("rows.csv"), "--output", path("out.csv")));
        assertEquals("before", Files.readString(folder.resolve("out.csv")));
        assertNothingLeft();
    }

    private void assertNothingLeft() throws IOException {
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of(), files.filter(f -> f.toString().endsWith(".tmp")).toList());
        }
    }

    @Test
    void progressIsShownOnATerminalOnlyAndTakenAway() throws IOException {
        Files.writeString(folder.resolve("rows.csv"), rows(300_000));
        String[] command = {
            "predict",
            path("classes.safetensors"),
            path("rows.csv"),
            "--output",
            path("out.csv"),
            "--threads",
            "1",
            "--quiet"
        };
        String[] loud = java.util.Arrays.copyOf(command, command.length - 1);
        Map<String, String> environment = Map.of("COLUMNS", "80");
        CapturedConsole console = new CapturedConsole(new Terminals(false, true), environment);
        assertEquals(0, console.run(loud));
        assertTrue(
                console.err()
                        .matches(
                                "(?s)(\r\u001b\\[K[\\d,]+ rows  \\d+ %  .*rows/s)+\r\u001b\\[Klanewise: 300,000 rows.*"),
                console.err());
        console.clear();
        assertEquals(0, console.run(command));
        assertEquals("", console.err());
        CapturedConsole plain = new CapturedConsole();
        assertEquals(0, plain.run(loud));
        assertEquals(1, plain.err().lines().count(), plain.err());
    }

    /** Rows of three columns for whose cells and predictions alone, as a table, there is no room. */
    private void writeMany(OutputStream out, int times) throws IOException {
        byte[] many = LanewiseProcess.utf8(rows(100_000).substring(HEADER.length()));
        out.write(LanewiseProcess.utf8(HEADER));
        for (int i = 0; i < times; i++) {
            out.write(many);
        }
    }

    @Test
    void memoryDoesNotGrowWithTheFile() throws IOException, InterruptedException {
        try (OutputStream out =
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve("rows.csv.gz"))))) {
            writeMany(out, 40);
        }
        LanewiseProcess.Result table = lanewise().run("evaluate", "numbers.safetensors", "rows.csv.gz");
        assertEquals(2, table.code());
        assertTrue(table.err().contains("does not fit"), table.err());
        LanewiseProcess.Result result = lanewise()
                .run("predict", "classes.safetensors", "rows.csv.gz", "--probabilities", "--output", "out.csv");
        assertEquals(0, result.code(), result.err());
        assertEquals("lanewise: 4,000,000 rows predicted, in out.csv.\n", result.err());
        try (var lines = Files.lines(folder.resolve("out.csv"))) {
            assertEquals(4_000_001, lines.count());
        }
    }

    @Test
    void standardInputIsReadAsItComes() throws IOException, InterruptedException {
        Path out = folder.resolve("out.csv");
        Process process = lanewise()
                .builder("predict", "numbers.safetensors", "-")
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            writeMany(in, 1);
            in.flush();
            // What came so far is answered before the end.
            for (int i = 0; i < 600 && Files.size(out) < 200_000; i++) {
                Thread.sleep(50);
            }
            assertTrue(Files.size(out) >= 200_000, "bytes so far: " + Files.size(out));
        }
        assertEquals(0, process.waitFor());
        Files.writeString(folder.resolve("rows.csv"), rows(100_000));
        assertEquals(wanted("numbers.safetensors", "rows.csv"), Files.readString(out));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // has no SIGPIPE
    void aReaderThatGoesAwayEndsThePredictionsQuietly() throws IOException, InterruptedException {
        Process process = lanewise()
                .builder("predict", "numbers.safetensors", "-")
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        // Standard input has no end: only the reader that goes away ends the process.
        Thread endless = new Thread(() -> {
            try (OutputStream in = process.getOutputStream()) {
                writeMany(in, Integer.MAX_VALUE);
            } catch (IOException e) {
                Thread.currentThread().interrupt();
            }
        });
        endless.start();
        try (InputStream out = process.getInputStream()) {
            assertEquals("prediction", new String(out.readNBytes(10), "UTF-8"));
        }
        assertEquals(0, process.waitFor());
        endless.join();
        assertEquals("", LanewiseProcess.withoutJvm(Files.readString(folder.resolve("err.txt"))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisabledOnOs(OS.WINDOWS) // has no SIGINT
    void ctrlCLeavesNoFile(boolean there) throws IOException, InterruptedException {
        if (there) {
            Files.writeString(folder.resolve("out.csv"), "before");
        }
        Process process = lanewise()
                .builder("predict", "numbers.safetensors", "-", "--output", "out.csv")
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        OutputStream in = process.getOutputStream();
        writeMany(in, 1);
        in.flush();
        ProcessTest.interrupt(process);
        assertEquals(130, process.waitFor());
        assertTrue(Files.readString(folder.resolve("err.txt")).contains("Interrupted. Nothing was kept."));
        assertEquals(there, Files.exists(folder.resolve("out.csv")));
        assertFalse(there && !Files.readString(folder.resolve("out.csv")).equals("before"));
        assertNothingLeft();
    }
}
