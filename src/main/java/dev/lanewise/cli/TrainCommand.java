package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.figure.Report;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.lab.RecordingFigures;
import dev.lanewise.model.Checkpoint;
import dev.lanewise.model.Checkpoints;
import dev.lanewise.model.Importance;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.Recipe;
import dev.lanewise.model.TrainedModel;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.History;
import dev.lanewise.train.Recorder;
import dev.lanewise.train.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Trains a network and shows how good it is. */
@Command(
        name = "train",
        header = "Train a network on data and show how good it is.",
        description = {
            "",
            "Reads DATA, splits off rows for the test, trains, evaluates. With nothing else given, the target is the last column"
                    + " (bundled data sets know theirs) and everything else has a default that fits the data's size. Repeatable"
                    + " by --seed to the last bit, whatever the machine, threads and kernels.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  lanewise train iris",
            "  lanewise train houses.csv --target price --model houses.safetensors",
            "  lanewise train houses.csv --target price --report houses.html",
            "  lanewise train houses.csv --target price --budget 60s",
            "  lanewise train mnist/ --hidden 512,256 --epochs 5 --json result.json"
        })
final class TrainCommand implements Callable<Integer> {

    private final Console console;
    private final Interrupts interrupts;
    private final List<String> arguments;

    @Parameters(paramLabel = "DATA", arity = "0..1", description = Help.DATA)
    String data = "";

    @Mixin
    DataOptions rows = new DataOptions();

    @Option(
            names = "--folds",
            paramLabel = "K",
            converter = Numbers.Folds.class,
            description =
                    "Cross-validate: train K times, each time test on another K-th of the rows, and tell the figures"
                            + " with their spread; --model then trains on all rows.")
    @Nullable
    Integer folds;

    @Mixin
    TrainOptions options = new TrainOptions();

    @Mixin
    BudgetOption budget = new BudgetOption();

    @Mixin
    KernelOptions engine = new KernelOptions();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Keep the model in this file. Default: nothing is kept.")
    @Nullable
    Path model;

    @Mixin
    CheckpointOptions state = new CheckpointOptions();

    @Mixin
    RecordFile recordFile = new RecordFile();

    @Mixin
    ReportOptions output = new ReportOptions();

    @Option(names = "--json", paramLabel = "FILE|-", description = Help.JSON)
    @Nullable
    String json;

    @Option(names = "--quiet", description = "No messages and no progress on standard error.")
    boolean quiet;

    @Spec
    @Nullable
    CommandSpec command;

    private final @Nullable Checkpoint resumed;
    private final KeptState keptState;
    private @Nullable Progress progress;

    /**
     * Makes the command.
     *
     * @param resumed where a training goes on whose arguments are all given, or null
     */
    TrainCommand(Console console, Interrupts interrupts, List<String> arguments, @Nullable Checkpoint resumed) {
        this.console = console;
        this.interrupts = interrupts;
        this.arguments = arguments;
        this.resumed = resumed;
        keptState = new KeptState(console);
    }

    @Override
    public Integer call() {
        ParseResult parsed = Objects.requireNonNull(command).commandLine().getParseResult();
        if (state.resume != null) {
            interrupts.keeps("Go on with: lanewise train --resume " + Text.shell(state.resume.toString()));
            Checkpoint checkpoint = Checkpoint.newest(state.resume);
            if (checkpoint.passedOver() != null && !quiet) {
                console.message(checkpoint.passedOver() + " Going on from " + checkpoint.file() + ", the one before.");
            }
            List<String> all = ResumedArguments.of(checkpoint, state.resume, parsed);
            return new CommandRunner(console, interrupts, all, checkpoint).run();
        }
        if (data.isEmpty()) {
            throw new UserException("Missing: DATA. See 'lanewise train --help'.");
        }
        rows.check();
        if (model != null) {
            OutputFile.check("--model", model).regular().distinctFrom(data);
        }
        recordFile.check(data);
        if (recordFile.record != null && state.folder != null) {
            throw new UserException(
                    "--record does not go with --checkpoint: a recording cannot go on where a training was"
                            + " interrupted. Leave one of them out.");
        }
        if (folds != null) {
            return FoldsRun.of(this, console, interrupts, folds);
        }
        JsonFile jsonFile = JsonFile.check(console, json);
        output.check(inputs());
        output.addTo(new Outputs().add("--model", model).addJson(json).add("--record", recordFile.record));
        Checkpoints checkpoints = state.checkpoints(resumed != null);
        Optimizer optimizer = options.resolveOptimizer();
        Kernels kernels = engine.named(console);
        try (EarlyWarmUp warmUp = EarlyWarmUp.start(data, kernels, engine.threads, options.activation, optimizer)) {
            DataSource input = DataSource.of(data, options.columns.categories());
            ModelTrainer trainer = trainer(input, warmUp::kernels, optimizer);
            if (budget.budget != null) {
                trainer.kernels(multiplyAdds -> {
                    warmUp.end(); // steps are timed
                    return warmUp.kernels(multiplyAdds);
                });
            }
            if (checkpoints != null) {
                trainer.checkpoints(ResumedArguments.noted(checkpoints, parsed).listen(keptState));
            }
            if (output.asked()) {
                trainer.importance(Importance.REPEATS);
            }
            if (resumed != null) {
                trainer.resume(resumed);
            }
            return train(trainer, input, jsonFile, warmUp);
        }
    }

    private int train(ModelTrainer trainer, DataSource input, @Nullable JsonFile jsonFile, EarlyWarmUp warmUp) {
        Recorder recorder = recordFile.interval() == 0 ? null : new Recorder(recordFile.interval());
        if (recorder != null) {
            trainer.listen(recorder);
        }
        TrainedModel trained = trained(trainer, input, warmUp);
        if (recorder != null) {
            recordFile.write("", Map.of("", recorder.recording()));
        }
        boolean interrupted = trained.history().stop() == History.Stop.CANCELLED;
        boolean kept = model != null && trained.history().bestEpoch() > 0;
        UserException failure = kept && model != null ? KeptModel.save(trained.model(), model) : null;
        kept &= failure == null;
        boolean reported = output.asked() && trained.history().bestEpoch() > 0;
        if (reported) {
            Report report = TrainReport.of(trained);
            output.write(
                    recorder == null
                            ? report
                            : RecordingFigures.added(report, "Internals", "internals", recorder.recording()));
        }
        Summary summary =
                new Summary(console, trained, rows.target.note(input), again(interrupted), kept ? model : null);
        if (jsonFile == null || !jsonFile.takesStandardOutput()) {
            summary.print();
            if (reported) {
                output.tell(new Facts(console));
            }
        }
        if (jsonFile != null) {
            new TrainJson(trained, this).writeTo(jsonFile);
        }
        if (failure != null) {
            throw failure;
        }
        if (trained.untested() != null) {
            throw new UserException(trained.untested() + (kept ? " The model is kept all the same." : ""));
        }
        if (interrupted) {
            tellInterrupted(trained.history(), kept);
        }
        return interrupted ? ExitCodes.INTERRUPTED : ExitCodes.OK;
    }

    private List<String> inputs() {
        return rows.test == null ? List.of(data) : List.of(data, rows.test);
    }

    ModelTrainer trainer(DataSource input, LongFunction<Kernels> kernels, @Nullable Optimizer optimizer) {
        ModelTrainer trainer =
                options.trainer(input, rows.target.of(input), kernels, engine.threads, optimizer, Recipe.TABLE);
        budget.applyTo(trainer);
        rows.applyTo(trainer, input);
        return trainer;
    }

    private TrainedModel trained(ModelTrainer trainer, DataSource input, EarlyWarmUp warmUp) {
        trainer.onStart(setup -> {
            if (!quiet) {
                Summary.announce(console, setup, rows.target.note(input));
            }
            warmUp.end();
            if (!quiet) {
                progress = new Progress(console, setup); // takes the time
            }
        });
        if (!quiet) {
            trainer.listen(new TrainingListener() {
                @Override
                public boolean onBatch(int epoch, int batch, int batches, double loss) {
                    return progress == null || progress.onBatch(epoch, batch, batches, loss);
                }

                @Override
                public boolean onEpoch(EpochRecord epoch) {
                    return progress == null || progress.onEpoch(epoch);
                }
            });
        }
        interrupts.onInterrupt(trainer::cancel);
        try {
            return trainer.train();
        } finally {
            if (progress != null) {
                progress.end();
            }
        }
    }

    private void tellInterrupted(History history, boolean kept) {
        String when = history.epochs().isEmpty()
                ? "in the first epoch"
                : "after " + Text.count(history.epochs().size(), "epoch", "epochs");
        String best = kept ? "The model of epoch " + history.bestEpoch() + " is kept in " + model + "." : "";
        String goOn = keptState.kept() ? (kept ? " " : "") + "Go on with: lanewise train --resume " + folder() : "";
        console.message(
                "Interrupted " + when + ". " + best + goOn + (kept || keptState.kept() ? "" : "Nothing was kept."));
    }

    /** The words that train the same again, or go on; none where the message of the interruption has them. */
    private List<String> again(boolean interrupted) {
        if (interrupted && keptState.kept()) {
            return List.of();
        }
        return state.folder == null ? arguments : List.of("train", "--resume", state.folder.toString());
    }

    private String folder() {
        return Text.shell(String.valueOf(state.folder));
    }
}
