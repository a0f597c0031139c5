package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import dev.lanewise.model.Checkpoint;
import dev.lanewise.model.Checkpoints;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command leaves in its process, and what a process sees of another one. */
class WhatIsLeftTest {

    @TempDir
    Path folder;

    /** Runs a command, and prints the threads of Lanewise that live after it, and its exit code. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            CapturedConsole console = new CapturedConsole();
            int code = console.run(arguments);
            List<String> threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(Thread::isAlive)
                    .map(Thread::getName)
                    .filter(name -> name.startsWith("lanewise"))
                    .sorted()
                    .toList();
            System.out.println(threads + " " + code + " " + console.err().strip());
        }
    }

    /** Goes on with a training of iris, and prints why not. */
    static final class Resume {
        private Resume() {}

        public static void main(String[] arguments) {
            try {
                resume(Path.of(arguments[0])).train();
            } catch (UserException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private String run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("log.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UseSerialGC",
                "-XX:ActiveProcessorCount=2",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(log.toFile())
                .start();
        assertEquals(0, process.waitFor());
        return Files.readString(log).strip();
    }

    /** The compilation that runs while a large file is read ends with the reading, also where that fails. */
    @Test
    void noThreadIsLeftWhereReadingFails() throws IOException, InterruptedException {
        Path large = folder.resolve("large.csv");
        Files.writeString(large, "a,b,y\n" + "1.5,2.5,3.5\n".repeat(800_000) + "1,2\n");
        assertTrue(Files.size(large) > 8 << 20);
        String line = run(Program.class, "train", large.toString(), "--threads", "2", "--kernels", "vector");
        assertTrue(line.startsWith("[] 2 ") && line.contains("line 800002"), line);
    }

    /** The lock of a training holds against other processes, also after another training of its own process was refused. */
    @Test
    void aFolderInUseIsRefusedInAnotherProcess() {
        Path state = folder.resolve("state");
        List<String> told = new ArrayList<>();
        ModelTrainer trainer = trainer().checkpoints(Checkpoints.in(state));
        trainer.listen(new TrainingListener() {
                    @Override
                    public boolean onEpoch(EpochRecord epoch) {
                        ModelTrainer second = resume(folder.resolve("../" + folder.getFileName() + "/state"));
                        told.add(
                                assertThrows(UserException.class, second::train).getMessage());
                        try {
                            told.add(run(Resume.class, state.toString()));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return false;
                    }
                })
                .train();
        assertEquals(2, told.size(), told.toString());
        for (String line : told) {
            assertTrue(line.contains("Another training is writing its checkpoints into"), told.toString());
        }
    }

    private static ModelTrainer resume(Path state) {
        return trainer().checkpoints(Checkpoints.in(state)).resume(Checkpoint.newest(state));
    }

    private static ModelTrainer trainer() {
        return ModelTrainer.on(BundledData.find("iris").orElseThrow().table())
                .target("species")
                .epochs(3)
                .threads(1);
    }
}
