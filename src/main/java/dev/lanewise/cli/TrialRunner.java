package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import dev.lanewise.model.CrossValidated;
import dev.lanewise.model.CrossValidation;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.Recipe;
import dev.lanewise.model.TrainedModel;
import dev.lanewise.train.History;
import dev.lanewise.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Trains the trials of a search by the words that {@code lanewise train} takes, so that these train the same. */
final class TrialRunner implements Search.Runner {

    /** The options of a trial. */
    @Command
    static final class Arguments {
        @Mixin
        TrainOptions options = new TrainOptions();
    }

    private final DataSource input;
    private final DataOptions rows;
    private final List<String> words;
    private final @Nullable Kernels kernels;
    private final int folds;
    private final List<Runnable> running = new ArrayList<>();
    private boolean cancelled;

    /**
     * Makes one.
     *
     * @param rows what is predicted, and which rows are for the test
     * @param words options of all trials, as {@code --name=value}
     * @param kernels the kernels that were named, or null
     * @param folds folds to judge trials by; 0 to judge them by the validation rows
     */
    TrialRunner(DataSource input, DataOptions rows, List<String> words, @Nullable Kernels kernels, int folds) {
        this.input = input;
        this.rows = rows;
        this.words = words;
        this.kernels = kernels;
        this.folds = folds;
    }

    /** Reads the options of all trials and more. */
    static TrainOptions parse(List<String> words, Map<String, String> more) {
        List<String> all = new ArrayList<>(words);
        more.forEach((key, value) -> all.add("--" + key + "=" + value));
        Arguments arguments = new Arguments();
        CommandLine line = new CommandLine(arguments);
        line.setAbbreviatedOptionsAllowed(false);
        line.setExpandAtFiles(false);
        try {
            line.parseArgs(all.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new UserException(Text.oneLine(String.valueOf(e.getMessage())), e);
        }
        return arguments.options;
    }

    /** Refuses values of the space that the options do not take. */
    void check(SearchSpace space) {
        for (String key : space.keys()) {
            for (String value : space.samples(key)) {
                if (!value.equals(SearchRange.DEFAULT)) {
                    parse(words, Map.of(key, value));
                }
            }
        }
    }

    private ModelTrainer trainer(Map<String, String> options, int share) {
        TrainOptions parsed = parse(words, options);
        ModelTrainer trainer = parsed.trainer(
                input,
                rows.target.of(input),
                work -> kernels == null ? Kernels.forOneRun(work) : kernels,
                1,
                parsed.resolveOptimizer(),
                Recipe.TABLE);
        rows.applyTo(trainer, input);
        return share == 1 ? trainer : trainer.plan(plan -> shorter(plan, share));
    }

    /** A share of the epochs, and of the patience. */
    private static TrainingPlan shorter(TrainingPlan plan, int share) {
        int epochs = (plan.epochs() + share - 1) / share;
        int patience = plan.patience() == 0 ? 0 : Math.max(3, (plan.patience() + share - 1) / share);
        return plan.with(new TrainingPlan.Pace(epochs, plan.batchSize(), plan.accumulate(), patience));
    }

    @Override
    public @Nullable Trial run(int number, int share, Map<String, String> options) {
        ModelTrainer trainer = trainer(options, share);
        return folds == 0 ? validated(trainer, number, share, options) : folded(trainer, number, share, options);
    }

    private @Nullable Trial validated(ModelTrainer trainer, int number, int share, Map<String, String> options) {
        Runnable cancel = trainer::cancel;
        if (!begin(cancel)) {
            return null;
        }
        try {
            TrainedModel trained = trainer.train();
            History history = trained.history();
            return history.stop() == History.Stop.CANCELLED
                    ? null
                    : new Trial(
                            number,
                            share,
                            options,
                            history.best(),
                            history.epochs().size(),
                            history.bestEpoch());
        } finally {
            end(cancel);
        }
    }

    private @Nullable Trial folded(ModelTrainer trainer, int number, int share, Map<String, String> options) {
        CrossValidation validation =
                CrossValidation.of(trainer).folds(folds).parallel(1).testApart(true);
        Runnable cancel = validation::cancel;
        if (!begin(cancel)) {
            return null;
        }
        try {
            CrossValidated result = validation.run();
            int epochs = result.folds().stream()
                    .mapToInt(fold -> fold.history().epochs().size())
                    .sum();
            return result.all() == null
                    ? null
                    : new Trial(number, share, options, result.mean(fold -> loss(fold.test())), epochs, 0);
        } finally {
            end(cancel);
        }
    }

    /** Log loss or RMSE of the rows that a fold is tested on. */
    private static double loss(Evaluation test) {
        ClassificationMetrics classes = test.classification();
        RegressionMetrics numbers = test.regression();
        return classes != null ? classes.logLoss() : numbers == null ? Double.NaN : numbers.rmse();
    }

    private synchronized boolean begin(Runnable cancel) {
        if (!cancelled) {
            running.add(cancel);
        }
        return !cancelled;
    }

    private synchronized void end(Runnable cancel) {
        running.remove(cancel);
    }

    /** Stops the trials that run and lets no others begin; from any thread. */
    synchronized void cancel() {
        cancelled = true;
        running.forEach(Runnable::run);
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }
}
