package dev.lanewise.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.BundledData;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the README, compiled and run as its reader would, with the dependencies of a library user only. */
class ReadmeTest {

    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String VECTOR = "--add-modules=jdk.incubator.vector";

    @TempDir
    Path folder;

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void writeTheSnippetAndItsData() throws IOException {
        Matcher matcher = SNIPPET.matcher(Files.readString(Path.of("README.md")));
        assertTrue(matcher.find(), "the README has no Java snippet");
        Files.writeString(folder.resolve("Quickstart.java"), matcher.group(1));
        try (InputStream iris = BundledData.find("iris").orElseThrow().open()) {
            Files.copy(iris, folder.resolve("iris.csv"));
        }
    }

    @Test
    void runsOnTheClassPathWithAndWithoutTheIncubatorModule() throws IOException, InterruptedException {
        assertEquals(
                "",
                run("javac", "-cp", libraries(), "-d", ".", "Quickstart.java").err());
        String path = libraries() + File.pathSeparator + ".";
        Result vector = run("java", VECTOR, "-cp", path, "Quickstart", "iris.csv", "vector.safetensors");
        check(vector);
        assertFalse(vector.err().contains("scalar kernels"), vector.err());
        Result scalar = run("java", "-cp", path, "Quickstart", "iris.csv", "scalar.safetensors");
        check(scalar);
        assertEquals(vector.out(), scalar.out(), "the same bits");
        assertTrue(scalar.err().contains("--add-modules jdk.incubator.vector"), scalar.err());
        assertEquals(1, scalar.err().split("Slow scalar kernels", -1).length - 1, scalar.err());
    }

    @Test
    void runsAsAModuleThatRequiresLanewise() throws IOException, InterruptedException {
        Path source = Files.createDirectories(folder.resolve("src/quickstart"));
        Files.writeString(source.resolve("module-info.java"), "module quickstart { requires dev.lanewise; }");
        Files.writeString(
                source.resolve("Quickstart.java"),
                "package quickstart;\n" + Files.readString(folder.resolve("Quickstart.java")));
        Result compiled = run(
                "javac",
                "-p",
                libraries(),
                "-d",
                "module",
                "src/quickstart/module-info.java",
                "src/quickstart/Quickstart.java");
        assertEquals(0, compiled.code(), compiled.err());
        Result result = run(
                "java",
                "-p",
                libraries() + File.pathSeparator + "module",
                "-m",
                "quickstart/quickstart.Quickstart",
                "iris.csv",
                "iris.safetensors");
        check(result);
        assertFalse(result.err().contains("scalar kernels"), result.err());
    }

    private static void check(Result result) {
        assertEquals(0, result.code(), result.err());
        Matcher accuracy = Pattern.compile("test accuracy ([0-9.]+)").matcher(result.out());
        assertTrue(accuracy.find(), result.out());
        assertTrue(Double.parseDouble(accuracy.group(1)) > 0.85, result.out());
        assertTrue(result.out().contains("[setosa, versicolor, virginica]"), result.out());
    }

    /** The compiled classes and what a library user gets with them: neither the command line's library nor test tools. */
    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(File.separator + "classes")
                        || entry.matches(".*(fastcsv|fastdoubleparser|jackson-core)-[^/\\\\]*\\.jar"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Result run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        int code = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Result(code, Files.readString(out), Files.readString(err));
    }
}
