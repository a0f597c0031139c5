package dev.lanewise.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command line as a process of its own, with the classes of this test run. */
final class LanewiseProcess {

    /**
     * How a run ended.
     *
     * @param code exit code
     * @param out standard output
     * @param err standard error without the JVM's own lines
     */
    record Result(int code, String out, String err) {}

    private final Path folder;
    private final List<String> jvm = new ArrayList<>();

    /** Runs in a folder. */
    LanewiseProcess(Path folder) {
        this.folder = folder;
    }

    /** Adds an option of the JVM. */
    LanewiseProcess jvm(String option) {
        jvm.add(option);
        return this;
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    Result run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        ProcessBuilder builder = builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        Result result = new Result(code, Files.readString(out), withoutJvm(Files.readString(err)));
        Files.delete(out);
        Files.delete(err);
        return result;
    }

    ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath(), "dev.lanewise.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("NO_COLOR");
        return builder;
    }

    private static String classPath() {
        return java.util.Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    static String withoutJvm(String err) {
        return err.lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
