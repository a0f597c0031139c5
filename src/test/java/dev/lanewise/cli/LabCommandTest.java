package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.lab.Studies;
import dev.lanewise.lab.TestFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabCommandTest {

    @TempDir
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String run(String... arguments) {
        CapturedConsole console = new CapturedConsole();
        assertEquals(0, console.run(arguments), console.err());
        return console.out();
    }

    @Test
    void listsStudiesAndFunctions() {
        String out = run("lab");
        Studies.names().forEach(name -> assertTrue(out.contains(name), name));
        TestFunctions.names().forEach(name -> assertTrue(out.contains(name), name));
    }

    @Test
    void aStudySaysItsClaimsAndWritesReportAndJson() throws IOException {
        String out = run("lab", "vanishing-rate", "--report", path("r.html"), "--json", path("r.json"));
        assertTrue(out.contains("held    After 10,000 steps AdaGrad's effective step is below 2 %"), out);
        assertTrue(out.contains("Effective step against time"), out);
        String html = Files.readString(folder.resolve("r.html"));
        assertTrue(html.contains("effective-step") && html.contains("below 2 % of its first"));
        String json = Files.readString(folder.resolve("r.json"));
        assertTrue(json.contains("\"held\" : true") && json.contains("\"adagrad-left\""), json);
    }

    @Test
    void aRaceShowsEndsAndPaths() {
        String[] race = {
            "lab",
            "race",
            "--function",
            "booth",
            "--optimizers",
            "sgd,adam",
            "--rates",
            "0.02,0.3",
            "--start",
            "-3,4",
            "--steps",
            "300",
            "--schedule",
            "cosine",
            "--noise",
            "0.01",
            "--seed",
            "4",
            "--report",
            path("race.html")
        };
        String out = run(race);
        assertTrue(out.contains("Race on booth") && out.contains("Minimum     0 at (1, 3)"), out);
        assertTrue(out.contains("Value at the end, by optimizer and rate"), out);
        assertEquals(out, run(race), "repeatable");
        String json =
                run("lab", "race", "--function", "valleys", "--optimizers", "momentum", "--steps", "3", "--json", "-");
        assertTrue(json.startsWith("{") && json.contains("\"paths\""), json);
        assertTrue(Files.exists(folder.resolve("race.html")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "lab rac|Did you mean 'race'?",
                "lab --json -|Name a study, or race",
                "lab rosenbrock|lanewise lab race --function rosenbrock",
                "lab adam --steps 4|--steps is for 'lanewise lab race'",
                "lab race --function rosenbrok|Did you mean 'rosenbrock'?",
                "lab race --start 1|must have 2 numbers, not 1",
                "lab race --start a,b|must be a number, not 'a'",
                "lab race --set bta=0.5|Did you mean 'beta'?",
                "lab race --set adam.bta1=0.5|Did you mean 'beta1'?",
                "lab race --optimizers sgd,adm|Did you mean 'adam'?",
                "lab race --convention article --optimizers lion|convention article",
                "lab race --steps 5000000|at most 1000000 steps",
                "lab race --noise -1|0 or a positive number",
                "compare iris --optimizer adam|Did you mean '--optimizers'?",
                "compare iris --seeds 1,1|given twice",
                "compare iris --rates 0|above 0",
                "compare irs|Did you mean 'iris'?",
                "compare iris --optimizers sgd,sgd|named twice",
                "compare iris --target colour|colour",
                "compare iris --report /nowhere/at/all.html|--report",
                "train iris --record /nowhere/at/all.csv|--record"
            })
    void badInputIsOneLine(String line, String part) {
        CapturedConsole console = new CapturedConsole();
        assertEquals(2, console.run(line.split(" ")), console.err());
        assertEquals(1, console.err().strip().lines().count(), console.err());
        assertTrue(console.err().contains(part), console.err());
    }

    @Test
    void aComparisonRanksAndWritesItsFiles() throws IOException {
        String out = run(
                "compare",
                "iris",
                "--optimizers",
                "momentum,adam",
                "--rates",
                "0.001,0.01",
                "--seeds",
                "1,2",
                "--epochs",
                "3",
                "--hidden",
                "8",
                "--report",
                path("c.html"),
                "--json",
                path("c.json"),
                "--record",
                path("c.csv"),
                "--record-every",
                "5");
        assertTrue(out.contains("Ranking") && out.contains("Bonferroni"), out);
        assertTrue(out.contains("lowest"), out);
        String json = Files.readString(folder.resolve("c.json"));
        assertTrue(json.contains("\"ranking\"") && json.contains("\"validationLosses\""), json);
        String html = Files.readString(folder.resolve("c.html"));
        assertTrue(html.contains("loss-by-time") && html.contains("Internals of"), "figures");
        List<String> rows = Files.readAllLines(folder.resolve("c.csv"));
        assertTrue(rows.getFirst().startsWith("optimizer,rate,seed,epoch,step,layer,learning_rate,gradient_norm"));
        // 8 trainings of 21 steps: looks at 1, 6, 11, 16, 21; 2 layers.
        assertEquals(1 + 8 * 5 * 2, rows.size());
    }

    @Test
    void aTrainingIsRecordedAsCsvAndJson() throws IOException {
        run("train", "iris", "--epochs", "2", "--hidden", "8", "--quiet", "--record", path("r.csv"));
        run(
                "train",
                "iris",
                "--epochs",
                "2",
                "--hidden",
                "8",
                "--quiet",
                "--record",
                path("r.json"),
                "--record-every",
                "3");
        List<String> rows = Files.readAllLines(folder.resolve("r.csv"));
        assertEquals(1 + 2, rows.size(), "one look of two layers");
        assertTrue(rows.get(1).startsWith("1,1,1,"), rows.get(1));
        String json = Files.readString(folder.resolve("r.json"));
        assertTrue(json.contains("\"moments\":[{\"step\":1,\"moment\":"), json.substring(0, 200));
    }
}
