package dev.lanewise.jmh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs benchmarks and writes the report: {@code [--quick] [--rounds N] [--results FOLDER]}, and any options of JMH, such as a pattern of
 * names, {@code -p shape=77x33x129} or {@code -prof gc}.
 */
public final class Main {

    private static final String COMMAND = "lanewise.jmh.command";

    private Main() {}

    /** Runs. */
    public static void main(String[] args) throws RunnerException {
        try {
            Arguments arguments = Arguments.parse(args);
            if (arguments.only()) {
                org.openjdk.jmh.Main.main(arguments.jmh().toArray(String[]::new));
            } else {
                run(arguments, System.getProperty(COMMAND, "dev.lanewise.jmh.Main " + String.join(" ", args)));
            }
        } catch (CommandLineOptionException | java.io.IOException | IllegalArgumentException e) {
            System.err.println("jmh: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run(Arguments arguments, String command) throws RunnerException, CommandLineOptionException {
        List<Measured> rounds = new ArrayList<>();
        Set<String> found = new LinkedHashSet<>();
        for (int round = 0; round < arguments.rounds(); round++) {
            for (List<String> pass : arguments.passes()) {
                new Runner(new CommandLineOptions(pass.toArray(String[]::new)))
                        .run().stream()
                                .peek(result -> found.add(result.getParams().getBenchmark()))
                                .map(Measured::of)
                                .forEach(rounds::add);
            }
        }
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("no benchmark gave a result; the lines above say why.");
        }
        Set<String> missing = new TreeSet<>(Arguments.selected(arguments));
        missing.removeAll(found);
        Path folder = arguments.results();
        new Report(Environment.describe(command), List.copyOf(missing), Measured.join(rounds)).write(folder);
        System.out.println("Report: " + folder.resolve("throughput.md"));
    }
}
