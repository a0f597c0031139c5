package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.figure.Report;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.lab.Candidate;
import dev.lanewise.lab.Comparison;
import dev.lanewise.lab.ComparisonResult;
import dev.lanewise.lab.RecordingFigures;
import dev.lanewise.lab.TrainingRun;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.Recipe;
import dev.lanewise.train.Recording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains the same network with several optimizers and says which differences are more than noise. */
@Command(
        name = "compare",
        header = "Train the same network with several optimizers, and rank them.",
        description = {
            "",
            "For each seed all optimizers start from the same weights and see the same batches of the same split; rprop takes all rows"
                    + " at once unless --batch-size is given. Before anything is timed, each optimizer runs until its steps get no faster, for some"
                    + " seconds at most. Each training has"
                    + " one thread; --threads says how many run side by side. Nothing stops early unless --patience is given; the"
                    + " weights of the best epoch are judged. Ctrl-C keeps what has ended. Takes the options of 'lanewise train'.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  lanewise compare digits --optimizers sgd,momentum,rmsprop,adam --report compared.html",
            "  lanewise compare houses.csv --target price --optimizers momentum,adamw --rates 0.001,0.01,0.1 --seeds 1,2,3,4,5"
        },
        modelTransformer = CompareCommand.WithoutSingles.class)
final class CompareCommand implements Callable<Integer> {

    private final Console console;
    private final Interrupts interrupts;

    @Parameters(paramLabel = "DATA", description = Help.DATA)
    String data = "";

    @Mixin
    CandidateOptions who = new CandidateOptions();

    @Option(
            names = "--seeds",
            paramLabel = "S,S",
            split = Help.COMMA,
            splitSynopsisLabel = ",",
            converter = Numbers.Seed.class,
            description = "Seeds of splits, start weights, order and dropout. Default: 1,2,3.")
    List<Long> seeds = new ArrayList<>();

    @Mixin
    TargetOption target = new TargetOption();

    @Option(names = "--test", paramLabel = "DATA", description = "Data to evaluate on, instead of splitting rows off.")
    @Nullable
    String test;

    @Mixin
    TrainOptions options = new TrainOptions();

    @Mixin
    KernelOptions engine = new KernelOptions();

    @Mixin
    RecordFile recordFile = new RecordFile();

    @Mixin
    ReportOptions output = new ReportOptions();

    @Option(names = "--json", paramLabel = "FILE|-", description = Help.JSON)
    @Nullable
    String json;

    @Option(names = "--quiet", description = "No messages and no progress on standard error.")
    boolean quiet;

    private int ended;
    private boolean finished;

    CompareCommand(Console console, Interrupts interrupts) {
        this.console = console;
        this.interrupts = interrupts;
    }

    /** Takes the options of a single training away that stand here in the plural. */
    static final class WithoutSingles implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec spec) {
            for (String name : List.of("--optimizer", "--learning-rate", "--seed")) {
                OptionSpec option = spec.findOption(name);
                if (option != null) {
                    spec.remove(option);
                }
            }
            return spec;
        }
    }

    @Override
    public Integer call() {
        output.check(test == null ? List.of(data) : List.of(data, test));
        recordFile.check(data);
        JsonFile jsonFile = JsonFile.check(console, json);
        output.addTo(new Outputs().addJson(json).add("--record", recordFile.record));
        List<Candidate> candidates = who.candidates(options.convention, options.optimizerSettings());
        Kernels named = engine.named(console);
        DataSource input = DataSource.of(data, options.columns.categories());
        DataSource testData = test == null ? null : DataSource.of(test, options.columns.categories());
        Comparison comparison = new Comparison(
                        seed -> trainer(input, testData), candidates, seeds.isEmpty() ? List.of(1L, 2L, 3L) : seeds)
                .parallel(engine.threads)
                .kernels(work -> named == null ? Kernels.forOneRun(work) : named)
                .fullLength(options.patience == null)
                .record(recordFile.interval());
        int all = candidates.size() * (seeds.isEmpty() ? 3 : seeds.size());
        comparison.onRun(run -> progress(run, all));
        interrupts.onInterrupt(() -> keep(comparison, jsonFile, all));
        ComparisonResult result = comparison.run();
        return finishOnce(result, jsonFile, all);
    }

    /** Writes at once what has ended, without waiting for the trainings that still run: the signal may be followed by a harder one. */
    private void keep(Comparison comparison, @Nullable JsonFile jsonFile, int all) {
        comparison.cancel();
        try {
            finishOnce(comparison.ended(), jsonFile, all);
            console.out.flush();
            console.data.finish();
        } catch (UserException e) {
            console.message(String.valueOf(e.getMessage()));
        }
        interrupts.done();
    }

    /** Writes and tells, in the thread that comes first; the other one finds that it is done. */
    private synchronized int finishOnce(ComparisonResult result, @Nullable JsonFile jsonFile, int all) {
        if (finished) {
            return ExitCodes.INTERRUPTED;
        }
        finished = true;
        endProgress();
        return finish(result, jsonFile, all);
    }

    private int finish(ComparisonResult result, @Nullable JsonFile jsonFile, int all) {
        Report report = withInternals(result);
        if (jsonFile != null) {
            new CompareJson(result).writeTo(jsonFile);
        }
        Map<String, Recording> recordings = new LinkedHashMap<>();
        for (TrainingRun run : result.runs()) {
            if (run.recording() != null) {
                double rate = run.candidate().optimizer().learningRate();
                recordings.put(run.candidate().label() + "," + rate + "," + run.seed() + ",", run.recording());
            }
        }
        recordFile.write("optimizer,rate,seed,", recordings);
        output.write(report);
        if (jsonFile == null || !jsonFile.takesStandardOutput()) {
            new ReportText(console).print(result.report());
            console.out.println();
            output.tell(new Facts(console));
        }
        if (result.interrupted()) {
            console.message("Interrupted after " + result.runs().size() + " of "
                    + Text.count(all, "training", "trainings") + ". What had ended is kept.");
            return ExitCodes.INTERRUPTED;
        }
        boolean any = result.runs().stream().anyMatch(run -> !run.diverged());
        if (!any) {
            console.message("All trainings diverged. Try lower --rates.");
        }
        return any ? ExitCodes.OK : ExitCodes.DIVERGED;
    }

    private ModelTrainer trainer(DataSource input, @Nullable DataSource testData) {
        ModelTrainer trainer =
                options.trainer(input, target.of(input), work -> Kernels.forOneRun(work), 1, null, Recipe.PLAIN);
        if (testData != null) {
            trainer.test(testData.test() == null ? testData.table() : testData.test());
        } else if (input.test() != null) {
            trainer.test(input.test());
        }
        return trainer;
    }

    /** The report with the internals of each optimizer's first training, where they were recorded. */
    private static Report withInternals(ComparisonResult result) {
        Report report = result.report();
        for (Candidate candidate : result.best()) {
            List<TrainingRun> runs = result.runs(candidate);
            Recording recording = runs.isEmpty() ? null : runs.getFirst().recording();
            if (recording != null) {
                String title = "Internals of " + candidate.name() + ", seed "
                        + runs.getFirst().seed();
                report = RecordingFigures.added(report, title, "internals-" + candidate.label(), recording);
            }
        }
        return report;
    }

    /** One line that updates on a terminal, otherwise about twenty lines. */
    private void progress(TrainingRun run, int all) {
        ended++;
        if (quiet) {
            return;
        }
        String line = "lanewise: training " + ended + " of " + all + ": "
                + run.candidate().name() + ", seed " + run.seed() + ": "
                + (run.diverged() ? "diverged" : "validation loss " + Text.figure(run.validation()));
        if (console.liveProgress) {
            console.err.print("\r\u001b[K" + Text.cut(line, console.width - 1));
            console.err.flush();
        } else if (ended % Math.max(1, all / 20) == 0 || ended == all) {
            console.err.println(line);
        }
    }

    private void endProgress() {
        if (!quiet && console.liveProgress && ended > 0) {
            console.err.println();
        }
    }
}
