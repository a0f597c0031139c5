package dev.lanewise.jmh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The command line.
 *
 * @param quick short iterations, few parameters
 * @param rounds how often all runs; the samples of all count, so that a noisy minute does not hit one contender alone
 * @param results folder of the report
 * @param patterns names of benchmarks to run; all where there is none
 * @param jmh other options of JMH
 */
record Arguments(boolean quick, int rounds, Path results, List<String> patterns, List<String> jmh) {

    /** Options of JMH that print and run nothing. */
    private static final Set<String> PRINTING = Set.of("-h", "-l", "-lp", "-lprof", "-lrf");

    private static final List<List<String>> QUICK =
            List.of(List.of("-wi", "2"), List.of("-w", "300ms"), List.of("-i", "3"), List.of("-r", "300ms"));

    /** The kernels: both twins, at one length. */
    private static final List<String> QUICK_KERNELS = List.of(
            "\\.(Activation|Loss|Softmax|Sum|Dropout|Update)Bench\\.",
            "-p",
            "length=4099",
            "-p",
            "matrix=128x10",
            "-w",
            "100ms",
            "-r",
            "100ms");

    /** The rest: what users and peers run. */
    private static final List<String> QUICK_OTHERS = List.of(
            "\\.(Step|Product|Optimizer|Predict|Csv)\\w+\\.(?!biasGradient)",
            "-p",
            "twin=VECTOR",
            "-p",
            "parameters=535818",
            "-p",
            "rows=30000",
            "-p",
            "shape=128x512x784,784x512x128,192x192x192,256x2048x2048,32x64x64,77x33x129,1x512x784");

    static Arguments parse(String... args) {
        boolean quick = false;
        int rounds = 1;
        Path results = Path.of("target", "jmh-results");
        List<String> patterns = new ArrayList<>();
        List<String> jmh = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--quick" -> quick = true;
                case "--rounds" -> rounds = Integer.parseInt(value(args, ++i));
                case "--results" -> results = Path.of(value(args, ++i));
                default -> {
                    if (args[i].startsWith("--")) {
                        throw new IllegalArgumentException("there is no option '" + args[i]
                                + "'. Give --quick, --rounds N, --results FOLDER, or options of JMH; -h lists those.");
                    }
                    boolean option = args[i].startsWith("-");
                    (option ? jmh : patterns).add(args[i]);
                    if (option && !PRINTING.contains(args[i])) {
                        jmh.add(value(args, ++i));
                    }
                }
            }
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds is at least 1, not " + rounds + ".");
        }
        return new Arguments(quick, rounds, results, List.copyOf(patterns), List.copyOf(jmh));
    }

    private static String value(String[] args, int at) {
        if (at >= args.length) {
            throw new IllegalArgumentException("'" + args[at - 1] + "' needs a value after it.");
        }
        return args[at];
    }

    /** Whether JMH is only to print something. */
    boolean only() {
        return jmh.stream().anyMatch(PRINTING::contains);
    }

    /** Returns the command lines of JMH that make a round. */
    List<List<String>> passes() {
        if (!quick) {
            List<String> all = new ArrayList<>(jmh);
            all.addAll(patterns);
            return List.of(all);
        }
        return List.of(pass(QUICK_KERNELS), pass(QUICK_OTHERS));
    }

    /** A quick pass: what the user gave comes first. */
    private List<String> pass(List<String> settings) {
        List<String> line = new ArrayList<>(jmh);
        for (int i = 1; i < settings.size(); i += 2) {
            add(line, settings.get(i), settings.get(i + 1));
        }
        QUICK.forEach(option -> add(line, option.getFirst(), option.getLast()));
        line.add(
                patterns.isEmpty()
                        ? settings.getFirst()
                        : "(?=.*(" + String.join("|", patterns) + ")).*" + settings.getFirst());
        return line;
    }

    /** Adds an option unless the line has it, and a parameter unless the line sets it. */
    private static void add(List<String> line, String option, String value) {
        String parameter = value.substring(0, value.indexOf('=') + 1);
        boolean there = "-p".equals(option)
                ? line.stream().anyMatch(word -> word.startsWith(parameter))
                : line.contains(option);
        if (!there) {
            line.add(option);
            line.add(value);
        }
    }

    /** Returns the full names of the benchmarks that the arguments select. */
    static List<String> selected(Arguments arguments) throws CommandLineOptionException {
        List<String> names = new ArrayList<>();
        for (List<String> pass : arguments.passes()) {
            CommandLineOptions options = new CommandLineOptions(pass.toArray(String[]::new));
            List<String> includes = options.getIncludes().isEmpty() ? List.of(".*") : options.getIncludes();
            names.addAll(BenchmarkList.defaultList()
                    .find(
                            OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                            includes,
                            options.getExcludes())
                    .stream()
                    .map(BenchmarkListEntry::getUsername)
                    .collect(Collectors.toSet()));
        }
        return names;
    }
}
