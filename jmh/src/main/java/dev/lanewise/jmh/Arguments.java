package dev.lanewise.jmh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
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

    /** Where the report of a part goes, so that it does not take the place of one of everything, whose folder is {@code --whole-results}. */
    private static final Path PARTIAL = Path.of("target", "jmh-results");

    /** What a command line of JMH takes from us unless the user gave it: a pattern of names, then options. */
    private static final List<List<String>> QUICK = List.of(
            List.of(
                    "\\.(Activation|Average|Embedding|Loss|Normalize|Penalty|Scale|Softmax|Sum|Update)Bench\\.",
                    "-p activation=RELU,TANH,GELU,MISH",
                    "-p length=4099",
                    "-p matrix=128x10",
                    "-p columns=77",
                    "-p dimension=17",
                    "-p members=8",
                    "-p units=64",
                    "-wi 8",
                    "-i 3",
                    "-r 100ms"),
            // Its rounds, all written out, take the compiler seconds.
            List.of("\\.DropoutBench\\.", "-p length=4099", "-wi 8", "-w 1s", "-i 3", "-r 100ms"),
            List.of(
                    "\\.(Product|Optimizer|Predict|Csv)\\w+\\.(?!biasGradient)",
                    "-p twin=VECTOR",
                    "-p parameters=535818",
                    "-p rows=30000",
                    "-p shape=128x512x784,784x512x128,256x2048x2048,32x64x64,77x33x129",
                    "-wi 3",
                    "-w 500ms",
                    "-i 3",
                    "-r 300ms"),
            List.of("\\.Step", "-p twin=VECTOR", "-wi 8", "-w 800ms", "-i 3", "-r 300ms"),
            List.of(
                    "\\.MembersBench\\.",
                    "-p twin=VECTOR",
                    "-p members=8",
                    "-p units=64",
                    "-p batch=32",
                    "-wi 8",
                    "-i 3",
                    "-r 300ms"));

    /** Everything, but the scalar twins only where they take no minutes. */
    private static final List<List<String>> FULL = List.of(
            List.of(
                    "\\.(Activation|Average|Dropout|Embedding|Loss|Normalize|Penalty|Scale|Softmax|Sum|Update|Predict|Csv)Bench\\."),
            List.of("\\.(Step|Product|Optimizer|Members)", "-p twin=VECTOR"),
            List.of(
                    "\\.(Step|Product|Optimizer)Bench\\.",
                    "-p twin=SCALAR",
                    "-p parameters=4099",
                    "-p workload=TINY,SMALL,MNIST",
                    "-p shape=128x512x784,128x256x512,784x512x128,192x192x192,32x64x64,77x33x129,1x512x784"));

    static Arguments parse(String... args) {
        boolean quick = false;
        int rounds = 1;
        Path results = null;
        Path whole = PARTIAL;
        List<String> patterns = new ArrayList<>();
        List<String> jmh = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--quick" -> quick = true;
                case "--rounds" -> rounds = number(args[i], value(args, ++i));
                case "--results" -> results = Path.of(value(args, ++i));
                case "--whole-results" -> whole = Path.of(value(args, ++i));
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
        if (results == null) {
            results = patterns.isEmpty() && jmh.isEmpty() ? whole : PARTIAL;
        }
        return new Arguments(quick, rounds, results, List.copyOf(patterns), List.copyOf(jmh));
    }

    private static int number(String option, String text) {
        if (!text.matches("0*[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException(option + " is a whole number from 1 to 9999, not '" + text + "'.");
        }
        return Integer.parseInt(text);
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
        return (quick ? QUICK : FULL).stream().map(this::pass).toList();
    }

    /** What the user gave, then what is missing. */
    private List<String> pass(List<String> settings) {
        List<String> line = new ArrayList<>(jmh);
        settings.stream().skip(1).forEach(setting -> add(line, setting.split(" ")));
        line.add(
                patterns.isEmpty()
                        ? settings.getFirst()
                        : "(?=.*(" + String.join("|", patterns) + ")).*" + settings.getFirst());
        return line;
    }

    /** Adds an option unless the line has it, and a parameter unless the user set it. */
    private void add(List<String> line, String... setting) {
        String parameter = setting[1].substring(0, setting[1].indexOf('=') + 1);
        boolean given = "-p".equals(setting[0])
                ? jmh.stream().anyMatch(word -> word.startsWith(parameter))
                : jmh.contains(setting[0]);
        if (!given) {
            line.addAll(List.of(setting));
        }
    }

    /** Returns the full names of the benchmarks that a command line of JMH selects. */
    static Set<String> names(List<String> pass) throws CommandLineOptionException {
        CommandLineOptions options = new CommandLineOptions(pass.toArray(String[]::new));
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList().find(silent, options.getIncludes(), options.getExcludes()).stream()
                .map(BenchmarkListEntry::getUsername)
                .collect(Collectors.toSet());
    }
}
