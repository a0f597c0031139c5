package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches settings that train better. */
@Command(
        name = "tune",
        header = "Search for settings that train better, by chance or by successive halving.",
        description = {
            "",
            "Draws settings at random, by --seed, trains each as 'lanewise train' does, and judges it by the loss of the validation rows"
                    + " or by --folds; the test rows take no part. Trial 1 has the settings that there are without a search. Each"
                    + " training has one thread; --threads says how many run side by side, which changes no result. A search that was"
                    + " interrupted goes on with its --journal. An option of 'lanewise train' that is given holds for all trials.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  lanewise tune houses.csv --target price --trials 30 --journal houses.jsonl",
            "  lanewise tune houses.csv --target price --trials 81 --halving --space learning-rate=0.005..0.1 --space hidden=256,256/512"
        })
final class TuneCommand implements Callable<Integer> {

    private final Console console;
    private final Interrupts interrupts;
    private final List<String> arguments;

    @Parameters(paramLabel = "DATA", description = Help.DATA)
    String data = "";

    @Option(
            names = "--trials",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "How many settings are tried. Default: 30.")
    int trials = 30;

    @Option(
            names = "--halving",
            description =
                    "All trials with a ninth of their epochs, the best third with a third, the best third of those"
                            + " with all.")
    boolean halving;

    @Option(
            names = "--folds",
            paramLabel = "K",
            converter = Numbers.Folds.class,
            description = "Judge by K folds of the rows that are not for the test: mean log loss, or RMSE.")
    @Nullable
    Integer folds;

    @Option(
            names = "--space",
            paramLabel = "KEY=RANGE",
            description =
                    "What an option is drawn from: a..b, or choices x,y (x/y where they have commas; 'default' leaves it"
                            + " out). May be repeated. Default: see docs/tuning.md.")
    List<String> space = new ArrayList<>();

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Keep each trial that ends in this file, a line of JSON each, and go on with what it has.")
    @Nullable
    Path journal;

    @Mixin
    DataOptions rows = new DataOptions();

    @Mixin
    TrainOptions options = new TrainOptions();

    @Mixin
    KernelOptions engine = new KernelOptions();

    @Option(names = "--json", paramLabel = "FILE|-", description = Help.JSON)
    @Nullable
    String json;

    @Option(names = "--quiet", description = "No messages and no progress on standard error.")
    boolean quiet;

    @Spec
    @Nullable
    CommandSpec command;

    TuneCommand(Console console, Interrupts interrupts, List<String> arguments) {
        this.console = console;
        this.interrupts = interrupts;
        this.arguments = arguments;
    }

    @Override
    public Integer call() {
        rows.check();
        Double validation = options.validationFraction;
        if (folds == null && validation != null && validation == 0) {
            throw new UserException(
                    "--validation-fraction 0 leaves no rows to judge trials by. Give --folds, or leave it out.");
        }
        if (journal != null) {
            OutputFile.check("--journal", journal).regular().distinctFrom(data);
        }
        JsonFile jsonFile = JsonFile.check(console, json);
        new Outputs().add("--journal", journal).addJson(json);
        options.resolveOptimizer();
        Map<String, String> given = pairs();
        Map<String, String> fixed = new LinkedHashMap<>();
        List<String> words = words(fixed);
        Kernels named = engine.named(console);
        DataSource input = DataSource.of(data, options.columns.categories());
        SearchSpace searched =
                new SearchSpace(given, fixed, !input.images(), input.table().rows());
        TrialRunner runner = new TrialRunner(input, rows, words, named, Objects.requireNonNullElse(folds, 0));
        runner.check(searched);
        Map<String, String> settings = settings(input, words, searched);
        Search search = new Search(searched, options.seed, trials, halving);
        if (journal == null) {
            return run(search, searched, runner, null, settings, jsonFile, words);
        }
        try (TrialJournal kept = TrialJournal.open(journal, settings)) {
            kept.trials().forEach(search::add);
            if (!quiet && !kept.trials().isEmpty()) {
                console.message(journal + ": " + Text.count(kept.trials().size(), "trial", "trials") + " of before.");
            }
            return run(search, searched, runner, kept, settings, jsonFile, words);
        }
    }

    private int run(
            Search search,
            SearchSpace searched,
            TrialRunner runner,
            @Nullable TrialJournal kept,
            Map<String, String> settings,
            @Nullable JsonFile jsonFile,
            List<String> words) {
        TuneProgress progress = quiet ? null : new TuneProgress(console, search.count(), kept);
        interrupts.onInterrupt(runner::cancel);
        List<Trial> ended;
        try {
            ended = search.run(
                    engine.threads,
                    runner,
                    trial -> {
                        if (kept != null) {
                            kept.add(trial);
                        }
                        if (progress != null) {
                            progress.ended(trial);
                        }
                    },
                    runner::isCancelled);
        } finally {
            if (progress != null) {
                progress.end();
            }
        }
        boolean interrupted = runner.isCancelled();
        String judge = folds == null ? "Validation" : settings.getOrDefault("judge", "");
        List<String> all = new ArrayList<>(List.of("train", data));
        all.addAll(rows.words());
        all.addAll(words);
        TuneReport report = new TuneReport(
                settings, searched.ranges(), searched.keys(), ended, search.count(), judge, all, interrupted);
        if (jsonFile != null) {
            jsonFile.write(report::properties);
        }
        if (!ended.isEmpty() && (jsonFile == null || !jsonFile.takesStandardOutput())) {
            report.print(console);
        }
        if (interrupted) {
            console.message("Interrupted after " + ended.size() + " of " + (halving ? "at most " : "")
                    + Text.count(search.count(), "trial", "trials") + ". "
                    + (kept == null ? "With --journal FILE it could go on." : "Go on with: " + again()));
            return ExitCodes.INTERRUPTED;
        }
        return ended.stream().allMatch(Trial::diverged) ? ExitCodes.DIVERGED : ExitCodes.OK;
    }

    private String again() {
        StringBuilder line = new StringBuilder("lanewise");
        arguments.forEach(word -> line.append(' ').append(Text.shell(word)));
        return line.toString();
    }

    private Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : space) {
            int cut = text.indexOf('=');
            if (cut <= 0 || cut == text.length() - 1) {
                throw new UserException(
                        "--space takes KEY=RANGE, such as learning-rate=0.001..0.1, not '" + text + "'.");
            }
            String key = text.substring(0, cut).replaceFirst("^--", "");
            if (pairs.put(key, text.substring(cut + 1)) != null) {
                throw new UserException("--space " + key + " is given twice.");
            }
        }
        return pairs;
    }

    /** The options of a training that were given, for all trials; their values by key are put into a map. */
    private List<String> words(Map<String, String> fixed) {
        CommandSpec known = new CommandLine(new TrialRunner.Arguments()).getCommandSpec();
        List<String> words = new ArrayList<>();
        for (ArgSpec spec : new LinkedHashSet<>(
                Objects.requireNonNull(command).commandLine().getParseResult().matchedArgs())) {
            if (spec instanceof OptionSpec option && known.findOption(option.longestName()) != null) {
                for (String value : option.originalStringValues()) {
                    words.add(option.longestName() + "=" + value);
                    fixed.put(option.longestName().substring(2), value);
                }
            }
        }
        return words;
    }

    /** What decides on the results of trials, by name: a journal is of one of it. The number of trials is not: more of them go on. */
    private Map<String, String> settings(DataSource input, List<String> words, SearchSpace searched) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("lanewise tune", Version.current());
        settings.put("data", input.table().fingerprint());
        settings.put("target", String.join(",", rows.target.of(input)));
        settings.put("test rows", rows.testRows(input));
        settings.put(
                "options",
                String.join(
                        " ",
                        words.stream()
                                .filter(word -> !word.startsWith("--seed="))
                                .sorted()
                                .toList()));
        settings.put("seed", String.valueOf(options.seed));
        settings.put("search", halving ? "halving" : "random");
        settings.put("judge", folds == null ? "validation loss" : folds + " folds");
        Map<String, String> ranges = searched.ranges();
        searched.keys().forEach(key -> settings.put("space " + key, ranges.getOrDefault(key, "")));
        return settings;
    }
}
