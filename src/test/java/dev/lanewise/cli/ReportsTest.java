package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports and charts from the command line, in this process. */
class ReportsTest {

    @TempDir
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<String> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aTrainingLeavesAReportAndCharts() throws IOException {
        CapturedConsole console = new CapturedConsole();
        int code = console.run(
                "train",
                "penguins",
                "--epochs",
                "3",
                "--quiet",
                "--model",
                path("p.safetensors"),
                "--report",
                path("p.html"),
                "--plots",
                path("charts"));
        assertEquals(0, code, console.err());
        String html = read("p.html");
        for (String wanted : List.of(
                "Accuracy", "Adelie", "samples/s", "data fingerprint", "flipper_length_mm", "batch size", "machine")) {
            assertTrue(html.contains(wanted), wanted);
        }
        for (String id : List.of("loss", "accuracy", "confusion", "calibration")) {
            assertTrue(html.contains("\"id\":\"" + id + "\""), id);
        }
        assertEquals(
                List.of("accuracy.svg", "calibration.svg", "confusion.svg", "importance.svg", "loss.svg"),
                files("charts"));
        assertTrue(console.out().contains("Report      " + path("p.html")), console.out());

        CapturedConsole again = new CapturedConsole();
        assertEquals(0, again.run("report", path("p.safetensors")), again.err());
        assertEquals(html, read("p.html"), "the report of the training is kept");
        String report = read("p-report.html");
        for (String id : List.of("loss", "accuracy", "confusion", "calibration")) {
            assertEquals(figure(html, id), figure(report, id), "the model knows its " + id);
        }
        assertFalse(report.contains("samples/s"), "what a model file cannot know");
        for (String both : List.of(html, report)) {
            assertTrue(both.contains("<dt>rows</dt><dd>234 to train on, 41 to validate, 69 to test</dd>"), "split");
        }
        assertTrue(
                report.contains("<dt>machine, throughput, times, date</dt><dd>not in the model"),
                "says what is missing");
        assertFalse(html.contains("not in the model"), "the run knows it");
    }

    /** Figures of rows that a training saw flatter its model: it is told by the data's fingerprint. */
    @Test
    void theModelsOwnDataIsRecognised() {
        CapturedConsole console = new CapturedConsole();
        assertEquals(0, console.run("train", "iris", "--epochs", "2", "--quiet", "--model", path("i.safetensors")));
        assertEquals("", console.err());
        for (List<String> command : List.of(
                List.of("report", path("i.safetensors"), "--data", "iris"),
                List.of("evaluate", path("i.safetensors"), "iris"))) {
            CapturedConsole own = new CapturedConsole();
            assertEquals(0, own.run(command.toArray(String[]::new)), own.err());
            assertTrue(own.err().startsWith("lanewise: iris is the data that the model was trained on"), own.err());
            assertEquals(1, own.err().lines().count());
        }
    }

    @Test
    void otherDataIsNot() throws IOException {
        CapturedConsole console = new CapturedConsole();
        console.run("train", "iris", "--epochs", "2", "--quiet", "--model", path("i.safetensors"));
        assertEquals(0, console.run("report", path("i.safetensors"), "--data", "iris"), console.err());
        assertTrue(read("i-report.html").contains("it saw most of these rows"), "the report says so");
        Files.writeString(
                folder.resolve("other.csv"),
                "sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm,species\n5,3,1,0.2,setosa\n");
        CapturedConsole other = new CapturedConsole();
        assertEquals(0, other.run("report", path("i.safetensors"), "--data", path("other.csv")), other.err());
        assertEquals("", other.err());
        assertFalse(read("i-report.html").contains("it saw most of these rows"));
    }

    private static String figure(String html, String id) {
        int from = html.indexOf("{\"id\":\"" + id + "\"");
        int next = html.indexOf("{\"id\":", from + 1);
        return html.substring(from, next < 0 ? html.indexOf("]</script>", from) : next)
                .replaceAll(",$", "");
    }

    @Test
    void aRegressionShowsItsResidualsWhereItHasRows() throws IOException {
        CapturedConsole console = new CapturedConsole();
        assertEquals(
                0,
                console.run(
                        "train",
                        "auto-mpg",
                        "--epochs",
                        "3",
                        "--quiet",
                        "--model",
                        path("m.safetensors"),
                        "--report",
                        path("m.html")),
                console.err());
        for (String id : List.of("predicted", "residuals", "errors")) {
            assertTrue(read("m.html").contains("\"id\":\"" + id + "\""), id);
        }
        assertEquals(0, console.run("report", path("m.safetensors"), "--report", path("without.html")));
        assertFalse(read("without.html").contains("\"id\":\"residuals\""));
        assertTrue(read("without.html").contains("RMSE"));
        assertEquals(
                0,
                console.run(
                        "report",
                        path("m.safetensors"),
                        "--data",
                        "auto-mpg",
                        "--plots",
                        path("png"),
                        "--plot-format",
                        "png"));
        assertEquals(
                List.of("errors.png", "importance.png", "loss.png", "predicted.png", "residuals.png"), files("png"));
    }

    @Test
    void badPathsAreToldBeforeTheTraining() throws IOException {
        Files.writeString(folder.resolve("file"), "kept");
        Files.createDirectories(folder.resolve("dir"));
        refused("there is no folder", "--report", path("none/r.html"));
        refused("this is a folder", "--report", path("dir"));
        refused("no folder", "--report", path("file/r.html"));
        refused("--report names no file: the name is empty", "--report", "");
        refused("--plots names no folder: the name is empty", "--plots", "");
        refused("--model names no file: the name is empty", "--model", "");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            refused("this folder takes no new files", "--report", "/proc/x.html");
        }
        refused("there is no folder", "--plots", path("none/charts"));
        refused("this is a file", "--plots", path("file"));
        refused("there is no format 'gif'", "--plots", path("dir"), "--plot-format", "gif");
        refused("--plot-format is for --plots", "--plot-format", "png");
        assertEquals(List.of(), files("dir"), "nothing is left behind");
        assertEquals("kept", read("file"));
    }

    @Test
    void whatAComparisonCannotBeMeantIsTold() {
        String[][] refused = {
            {"The rate 0.01 is given twice", "--rates", "0.01,0.01"},
            {"--optimizers", "--optimizers", ","},
            {"--rates", "--rates", ","},
            {"--seeds", "--seeds", "1,"},
            {"--record-every is for --record, which was not given", "--record-every", "5"}
        };
        for (String[] options : refused) {
            CapturedConsole console = new CapturedConsole();
            assertEquals(2, console.run("compare", "iris", options[1], options[2]), options[0]);
            assertTrue(console.err().contains(options[0]), console.err());
            assertEquals(1, console.err().lines().count(), console.err());
        }
    }

    @Test
    void aSingleTrainingIsOneAndItsScoreHasAName() throws IOException {
        CapturedConsole classes = new CapturedConsole();
        classes.run(
                "compare",
                "iris",
                "--optimizers",
                "sgd",
                "--seeds",
                "1",
                "--epochs",
                "2",
                "--quiet",
                "--report",
                path("c.html"));
        assertTrue(read("c.html").contains(">1 training<"));
        assertTrue(classes.out().contains("accuracy"), classes.out());
        CapturedConsole numbers = new CapturedConsole();
        numbers.run("compare", "auto-mpg", "--optimizers", "sgd", "--seeds", "1", "--epochs", "2", "--quiet");
        assertTrue(numbers.out().contains("R2") && !numbers.out().contains("accuracy"), numbers.out());
    }

    /** Whatever the way to it, one file takes one thing. */
    @Test
    void twoOutputsToOneFileAreRefused() throws IOException {
        String file = path("a.html");
        String other = folder.resolve("..")
                .resolve(folder.getFileName())
                .resolve("a.html")
                .toString();
        String why = "writes to this file, too";
        refused(why, "--report", file, "--json", other);
        refused(why, "--report", file, "--model", file);
        refused(why, "--json", file, "--record", file);
        for (List<String> command :
                List.of(List.of("compare", "iris"), List.of("lab", "race"), List.of("lab", "neuron"))) {
            List<String> arguments = new ArrayList<>(command);
            arguments.addAll(List.of("--report", file, "--json", file));
            CapturedConsole console = new CapturedConsole();
            assertEquals(2, console.run(arguments.toArray(String[]::new)));
            assertTrue(console.err().contains(why), console.err());
            assertEquals(1, console.err().lines().count(), console.err());
        }
        assertFalse(Files.exists(Path.of(file)));
    }

    /** Charts get their names when they are drawn: no other file of their ending can be kept among them. */
    @Test
    void noFileIsWrittenOverByAChart() throws IOException {
        Files.createDirectories(folder.resolve("charts"));
        String why = "--plots writes .svg files into this folder";
        for (String option : List.of("--report", "--json", "--record", "--model")) {
            refused(option + " " + path("charts/loss.svg"), "--plots", path("charts"), option, path("charts/loss.svg"));
            refused(why, "--plots", path("charts/."), option, path("charts/loss.svg"));
        }
        refused(
                "--plots writes .png files",
                "--plot-format",
                "png",
                "--plots",
                path("charts"),
                "--json",
                path("charts/loss.png"));
        CapturedConsole console = new CapturedConsole();
        assertEquals(
                2,
                console.run("lab", "neuron", "--plots", path("charts"), "--report", path("charts/error.svg")),
                console.err());
        assertTrue(console.err().contains(why), console.err());
        assertEquals(List.of(), files("charts"));
        assertEquals(
                0,
                console.run(
                        "train",
                        "iris",
                        "--epochs",
                        "2",
                        "--quiet",
                        "--plots",
                        path("charts"),
                        "--report",
                        path("charts/report.html"),
                        "--json",
                        path("charts/loss.json")),
                console.err());
        assertTrue(files("charts").containsAll(List.of("loss.svg", "loss.json", "report.html")), "" + files("charts"));
    }

    private void refused(String why, String... options) {
        List<String> arguments = new ArrayList<>(List.of("train", "iris", "--epochs", "2"));
        arguments.addAll(List.of(options));
        CapturedConsole console = new CapturedConsole();
        assertEquals(2, console.run(arguments.toArray(String[]::new)), why);
        assertTrue(console.err().contains(why), console.err());
        assertEquals(1, console.err().lines().count(), console.err());
        assertEquals("", console.out());
    }

    @Test
    void theSummaryDrawsTheLoss() {
        CapturedConsole console = new CapturedConsole();
        console.run("train", "iris", "--epochs", "40", "--quiet");
        String drawn = console.out()
                .lines()
                .filter(l -> l.startsWith("Loss"))
                .findFirst()
                .orElse("");
        assertEquals(
                console.console().blocks, drawn.matches("Loss +\\S+ [\u2581-\u2588]{30,40} \\S+, validation"), drawn);
        CapturedConsole dumb = new CapturedConsole(new Terminals(false, false), Map.of("TERM", "dumb"));
        dumb.run("train", "iris", "--epochs", "40", "--quiet");
        String plain =
                dumb.out().lines().filter(l -> l.startsWith("Loss")).findFirst().orElse("");
        assertTrue(plain.matches("Loss +[0-9.e-]+ to [0-9.e-]+, validation"), plain);
    }

    @Test
    void aSparklineFallsWithTheLoss() {
        assertEquals("\u2588\u2585\u2581", Sparkline.of(new double[] {100, 10, 0.8}));
        assertEquals("\u2588\u2581", Sparkline.of(new double[] {1, Double.NaN, -1}));
        assertEquals("\u2581\u2581", Sparkline.of(new double[] {3, 3}));
        assertEquals("", Sparkline.of(new double[] {3}));
        assertEquals(40, Sparkline.of(new double[1000]).length());
    }
}
