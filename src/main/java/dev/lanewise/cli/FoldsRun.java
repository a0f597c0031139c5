package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.CrossValidated;
import dev.lanewise.model.CrossValidation;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.TrainedModel;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.train.History;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code train --folds}: tests by cross-validation, and then trains on all rows, where the model is to be kept. */
final class FoldsRun {

    private final Console console;
    private final Interrupts interrupts;
    private final boolean quiet;
    private final String targetNote;
    private final @Nullable String positive;
    private @Nullable Progress progress;

    FoldsRun(Console console, Interrupts interrupts, boolean quiet, String targetNote, @Nullable String positive) {
        this.console = console;
        this.interrupts = interrupts;
        this.quiet = quiet;
        this.targetNote = targetNote;
        this.positive = positive;
    }

    /** Checks the options of a command with folds, and runs it. */
    static int of(TrainCommand command, Console console, Interrupts interrupts, int count) {
        check(
                "--checkpoint",
                command.state.folder != null,
                "--test",
                command.rows.test != null,
                "--test-fraction",
                command.rows.testFraction != null,
                "--budget",
                command.budget.budget != null,
                "--record",
                command.recordFile.record != null,
                "--report, like --plots,",
                command.output.asked());
        JsonFile jsonFile = JsonFile.check(console, command.json);
        new Outputs().add("--model", command.model).addJson(command.json);
        Optimizer optimizer = command.options.resolveOptimizer();
        Kernels named = command.engine.named(console);
        DataSource input = DataSource.of(command.data, command.options.columns.categories());
        ModelTrainer trainer =
                command.trainer(input, work -> named == null ? Kernels.forOneRun(work) : named, optimizer);
        if (input.test() == null) {
            trainer.testFraction(0);
        }
        String note = command.rows.target.note(input);
        return new FoldsRun(console, interrupts, command.quiet, note, command.options.outcome.positiveClass)
                .run(trainer, count, command.engine.threads, jsonFile, command.model);
    }

    /** Refuses options that ask for a single training, given as pairs of name and whether it was given. */
    private static void check(Object... given) {
        for (int i = 0; i < given.length; i += 2) {
            if (Boolean.TRUE.equals(given[i + 1])) {
                throw new UserException(given[i] + " does not go with --folds: there are several trainings, and every"
                        + " row is tested once. Leave one of them out.");
            }
        }
    }

    /**
     * Runs it.
     *
     * @param trainer what is trained; of a model that is kept on all rows, with the threads that it has
     */
    int run(ModelTrainer trainer, int folds, int threads, @Nullable JsonFile jsonFile, @Nullable Path model) {
        CrossValidation validation = CrossValidation.of(trainer).folds(folds).parallel(threads);
        FoldsProgress course = quiet ? null : new FoldsProgress(console, targetNote, folds);
        if (course != null) {
            validation.listen(course);
        }
        interrupts.onInterrupt(validation::cancel);
        CrossValidated result;
        try {
            result = validation.run();
        } finally {
            if (course != null) {
                course.end();
            }
        }
        if (result.folds().isEmpty()) {
            console.message("Interrupted before a fold had ended. Nothing was kept.");
            return ExitCodes.INTERRUPTED;
        }
        FoldsText text = new FoldsText(result, positive);
        if (jsonFile != null) {
            jsonFile.write(text::properties);
        }
        boolean shown = jsonFile == null || !jsonFile.takesStandardOutput();
        if (shown) {
            text.print(console, targetNote);
        }
        if (result.all() == null) {
            console.message("Interrupted after " + result.folds().size() + " of " + folds + " folds. "
                    + (model == null ? "" : "There is no model."));
            return ExitCodes.INTERRUPTED;
        }
        return model == null ? ExitCodes.OK : keep(trainer.threads(threads), model, shown);
    }

    private int keep(ModelTrainer trainer, Path model, boolean shown) {
        if (!quiet) {
            console.message("Training on all rows.");
        }
        if (!quiet) {
            trainer.onStart(setup -> {
                progress = new Progress(console, setup);
                trainer.listen(progress);
            });
        }
        interrupts.onInterrupt(trainer::cancel);
        TrainedModel trained;
        try {
            trained = trainer.train();
        } finally {
            if (progress != null) {
                progress.end();
            }
        }
        boolean interrupted = trained.history().stop() == History.Stop.CANCELLED;
        if (trained.history().bestEpoch() == 0) {
            console.message("Interrupted in the first epoch. There is no model.");
            return ExitCodes.INTERRUPTED;
        }
        UserException failure = KeptModel.save(trained.model(), model);
        if (failure != null) {
            throw failure;
        }
        if (shown) {
            String name = Text.shell(model.toString());
            new Facts(console)
                    .add("Model", model + ", trained on all rows")
                    .add("Next", "lanewise predict " + name + " DATA, or lanewise inspect " + name);
        }
        if (interrupted) {
            console.message(
                    "Interrupted. The model of epoch " + trained.history().bestEpoch() + " is kept in " + model + ".");
        }
        return interrupted ? ExitCodes.INTERRUPTED : ExitCodes.OK;
    }
}
