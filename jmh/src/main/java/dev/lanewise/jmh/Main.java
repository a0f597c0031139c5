package dev.lanewise.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs benchmarks and writes the report: {@code [--quick] [--rounds N] [--results FOLDER]}, and any options of JMH, such as a pattern of
 * names, {@code -p shape=77x33x129} or {@code -prof gc}.
 */
public final class Main {

    /** The environment variable in which a script names itself. */
    private static final String COMMAND = "LANEWISE_JMH_COMMAND";

    private Main() {}

    /** Runs. */
    public static void main(String[] args) throws RunnerException {
        try {
            Arguments arguments = Arguments.parse(args);
            if (arguments.only()) {
                org.openjdk.jmh.Main.main(arguments.jmh().toArray(String[]::new));
            } else {
                String command = System.getenv(COMMAND);
                run(arguments, command == null ? "dev.lanewise.jmh.Main " + String.join(" ", args) : command);
            }
        } catch (CommandLineOptionException | IOException | IllegalArgumentException e) {
            System.err.println("jmh: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run(Arguments arguments, String command) throws RunnerException, CommandLineOptionException {
        List<Measured> rounds = new ArrayList<>();
        Set<String> missing = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        for (int round = 0; round < arguments.rounds(); round++) {
            for (List<String> pass : arguments.passes()) {
                Set<String> names = Arguments.names(pass);
                missing.addAll(names);
                if (!names.isEmpty()) {
                    for (RunResult result : new Runner(new CommandLineOptions(pass.toArray(String[]::new))).run()) {
                        found.add(result.getParams().getBenchmark());
                        rounds.add(Measured.of(result));
                    }
                }
            }
        }
        if (missing.isEmpty()) {
            throw new IllegalArgumentException("no benchmark is called " + String.join(" or ", arguments.patterns())
                    + ". Give a part of a name; jmh/run -l lists them.");
        }
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("no benchmark gave a result; the lines above say why.");
        }
        missing.removeAll(found);
        Path folder = arguments.results();
        new Report(Environment.describe(command), List.copyOf(missing), Measured.join(rounds)).write(folder);
        System.out.println("Report: " + folder.resolve("throughput.md"));
    }
}
