package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong beside a training, as a process, is told and the training kept. */
class KeptTrainingTest {

    @TempDir
    Path folder;

    private LanewiseProcess lanewise() {
        return new LanewiseProcess(folder);
    }

    /** The training is not lost for a row of the test that cannot be predicted, nor is it passed over in silence. */
    @Test
    void aTestThatCannotBePredictedIsToldAndTheModelKept() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("train.csv"), "a,b,y\n" + rows());
        Files.writeString(folder.resolve("far.csv"), "a,b,y\n1,2,3\n3e38,-3e38,3\n");
        LanewiseProcess.Result trained = lanewise()
                .run(
                        "train",
                        "train.csv",
                        "--test",
                        "far.csv",
                        "--recipe",
                        "plain",
                        "--epochs",
                        "2",
                        "--quiet",
                        "--model",
                        "m.safetensors");
        assertEquals(2, trained.code(), trained.err());
        assertTrue(trained.err().startsWith("lanewise: far.csv, line 3: the prediction is "), trained.err());
        assertTrue(trained.err().strip().endsWith("The model is kept all the same."), trained.err());
        assertTrue(trained.out().contains("none: far.csv, line 3: the prediction is "), trained.out());
        assertEquals(0, lanewise().run("inspect", "m.safetensors").code());
    }

    @Test
    void rowsOfATestOfItsOwnAreCountedApart() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("train.csv"), "a,b,y\n" + rows());
        Files.writeString(folder.resolve("test.csv"), "a,b,y\n1,2,3\n2,3,4\n");
        String out = lanewise()
                .run("train", "train.csv", "--test", "test.csv", "--epochs", "2", "--quiet")
                .out();
        assertTrue(
                out.contains("train.csv, 60 rows for training: 51 to train on, 9 to validate; and 2 rows for the test"),
                out);
        String split =
                lanewise().run("train", "train.csv", "--epochs", "2", "--quiet").out();
        assertTrue(split.contains("train.csv, 60 rows: 41 to train on, 7 to validate, 12 to test"), split);
    }

    private static String rows() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            rows.append(i)
                    .append(',')
                    .append(i % 7)
                    .append(',')
                    .append(i % 5 + 0.5)
                    .append('\n');
        }
        return rows.toString();
    }

    @Test
    void aDamagedCheckpointIsPassedOverWithALine() throws IOException, InterruptedException {
        String[] words = {"train", "iris", "--epochs", "3", "--checkpoint", "state", "--quiet"};
        assertEquals(0, lanewise().run(words).code());
        List<Path> files;
        try (Stream<Path> all = Files.list(folder.resolve("state"))) {
            files = all.sorted().toList();
        }
        Files.write(files.getLast(), new byte[] {1, 2, 3});
        LanewiseProcess.Result resumed = lanewise().run("train", "--resume", "state");
        assertEquals(0, resumed.code(), resumed.err());
        String line = resumed.err().lines().findFirst().orElse("");
        assertTrue(line.contains(files.getLast().getFileName().toString()), line);
        assertTrue(line.contains("Going on from state/" + files.getFirst().getFileName()), line);
    }

    @Test
    void rowsOfTheTestWithoutATargetAreNoted() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("train.csv"), "a,b,y\n" + rows());
        Files.writeString(folder.resolve("test.csv"), "a,b,y\n1,2,3.5\n1,2,\n4,4,2.5\n3,4,\n");
        LanewiseProcess.Result trained =
                lanewise().run("train", "train.csv", "--test", "test.csv", "--epochs", "2", "--quiet");
        assertEquals(0, trained.code(), trained.err());
        assertTrue(trained.out().contains("2 rows of the test have no target and are left out."), trained.out());
    }

    /** Floats tell few of such numbers apart: they are no classes, and what is lost is noted. */
    @Test
    void numbersThatFloatsRoundAreNoted() throws IOException, InterruptedException {
        new BadFiles(folder).make();
        LanewiseProcess.Result trained = lanewise().run("train", "vast.csv", "--epochs", "2", "--quiet");
        assertEquals(0, trained.code(), trained.err());
        String out = trained.out().replaceAll("\\s+", " ");
        assertTrue(out.contains("Task regression"), out);
        assertTrue(out.contains("'a' has one value in all training rows, as floats of 7 digits, and is left out"), out);
        assertTrue(out.contains("Target 'b': floats of 7 digits keep 2 steps"), out);
    }

    @Test
    void aWidthThatIsNoneIsRefused() throws IOException, InterruptedException {
        LanewiseProcess.Result result = lanewise()
                .jvm("-Dlanewise.vectorBits=64")
                .run("train", "iris", "--epochs", "1", "--kernels", "vector", "--quiet");
        assertEquals(2, result.code(), result.err());
        assertTrue(result.err().contains("Vector width '64' is not possible"), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }
}
