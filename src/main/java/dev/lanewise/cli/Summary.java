package dev.lanewise.cli;

import dev.lanewise.data.Preprocessor;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.NetworkText;
import dev.lanewise.model.TrainedModel;
import dev.lanewise.model.TrainingSetup;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.Averaging;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.History;
import dev.lanewise.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a training run tells people. */
final class Summary {

    private final Console console;
    private final TrainedModel trained;
    private final String targetNote;
    private final List<String> arguments;
    private final @Nullable Path kept;

    Summary(Console console, TrainedModel trained, String targetNote, List<String> arguments, @Nullable Path kept) {
        this.console = console;
        this.trained = trained;
        this.targetNote = targetNote;
        this.arguments = arguments;
        this.kept = kept;
    }

    /** Says before the training what is going to be trained. */
    static void announce(Console console, TrainingSetup setup, String targetNote) {
        console.message(setup.source() + ": " + (setup.preprocessor().targets().size() == 1 ? "target " : "targets ")
                + targets(setup) + targetNote + "; " + task(setup) + "; "
                + Text.count(setup.trainRows(), "row", "rows") + " to train on, " + Text.count(setup.parameters())
                + " parameters.");
        if (setup.budget() != null) {
            console.message(BudgetOption.announce(setup.budget()));
        }
    }

    static String targets(TrainingSetup setup) {
        return String.join(", ", setup.preprocessor().targets());
    }

    static String task(TrainingSetup setup) {
        Preprocessor preprocessor = setup.preprocessor();
        int classes = preprocessor.classes().size();
        String what = classes == 0 ? "regression" : "classification, " + classes + " classes";
        return what + (setup.taskReason().isEmpty() ? " (as asked)" : " (" + setup.taskReason() + ")");
    }

    void print() {
        TrainingSetup setup = trained.setup();
        Evaluation test = trained.test();
        Facts facts = new Facts(console)
                .add("Data", setup.source() + ", " + rows(setup, trained.model().provenance()))
                .add("Target", targets(setup) + targetNote)
                .add("Task", task(setup))
                .add(
                        "Network",
                        NetworkText.line(setup.network()) + "; "
                                + Text.count(setup.parameters(), "parameter", "parameters"))
                .add("Training", training(setup.plan(), trained.history()));
        if (setup.budget() != null) {
            facts.add("Budget", BudgetOption.line(setup.budget()));
        }
        loss(facts);
        OutcomeText.add(facts, trained.model());
        facts.add("Speed", speed(setup))
                .add("Test", test == null ? untested() : EvaluationText.line(test, trained.model()));
        if (test != null) {
            new EvaluationText(console).printClasses(test);
        }
        notes();
        console.out.println();
        next();
    }

    private String untested() {
        return "none: " + Objects.requireNonNullElse(trained.untested(), "no rows were kept aside for it");
    }

    private static String rows(TrainingSetup setup, Map<String, String> provenance) {
        if (provenance.containsKey("test.fingerprint")) {
            return Text.count(setup.trainRows() + setup.validationRows(), "row", "rows") + " for training: "
                    + Text.count(setup.trainRows()) + " to train on, " + Text.count(setup.validationRows())
                    + " to validate; and " + Text.count(setup.testRows(), "row", "rows") + " for the test";
        }
        int all = setup.trainRows() + setup.validationRows() + setup.testRows();
        return Text.count(all, "row", "rows") + ": " + Text.count(setup.trainRows()) + " to train on, "
                + Text.count(setup.validationRows()) + " to validate, " + Text.count(setup.testRows()) + " to test";
    }

    private static String training(TrainingPlan plan, History history) {
        int run = history.epochs().size();
        String course = switch (history.stop()) {
            case COMPLETED -> "all " + Text.count(run, "epoch", "epochs");
            case PATIENCE ->
                "stopped after " + run + " of " + plan.epochs() + " epochs, none of the last " + plan.patience()
                        + " better";
            case LISTENER, CANCELLED -> "interrupted after " + run + " of " + plan.epochs() + " epochs";
        };
        boolean restored = history.bestEpoch() > 0 && history.bestEpoch() < run;
        return plan(plan) + "; " + course + (restored ? "; weights of epoch " + history.bestEpoch() : "");
    }

    /** What trains, in words. */
    static String plan(TrainingPlan plan) {
        Schedule schedule = plan.scheduling().learningRate();
        return plan.optimizer().label() + ", learning rate " + plan.optimizer().learningRate()
                + (schedule == null ? "" : " " + schedule) + ", batches of " + plan.batchSize()
                + (plan.accumulate() == 1 ? "" : " x " + plan.accumulate())
                + (plan.averaging().equals(Averaging.NONE) ? "" : ", " + plan.averaging()) + ", "
                + plan.loss().label();
    }

    /** The course of the loss that epochs are judged by; nothing where there are no two epochs. */
    private void loss(Facts facts) {
        List<EpochRecord> epochs = trained.history().epochs();
        boolean judged = trained.setup().validationRows() > 0;
        double[] losses = epochs.stream()
                .mapToDouble(e -> judged ? e.validationLoss() : e.trainLoss())
                .toArray();
        String line = Sparkline.of(losses);
        if (!line.isEmpty()) {
            facts.add(
                    "Loss",
                    Text.figure(losses[0])
                            + (console.blocks ? " " + line + " " : " to ")
                            + Text.figure(losses[losses.length - 1])
                            + (judged ? ", validation" : ", training"));
        }
    }

    private String speed(TrainingSetup setup) {
        History history = trained.history();
        String kernels =
                setup.vectorBits() == 0 ? "scalar kernels" : "vector kernels of " + setup.vectorBits() + " bits";
        return Text.count(Math.round(history.samplesPerSecond())) + " samples/s, " + Text.time(history.seconds()) + ", "
                + Text.count(setup.threads(), "thread", "threads") + ", " + kernels;
    }

    private void notes() {
        List<String> notes = trained.notes();
        if (notes.isEmpty()) {
            return;
        }
        console.out.println();
        Facts facts = new Facts(console);
        for (int i = 0; i < notes.size(); i++) {
            facts.add(i == 0 ? "Notes" : "", notes.get(i));
        }
    }

    private void next() {
        Facts facts = new Facts(console);
        if (kept != null) {
            String name = Text.shell(kept.toString());
            facts.add("Model", kept + size(kept))
                    .add("Next", "lanewise predict " + name + " DATA, or lanewise inspect " + name);
            return;
        }
        if (arguments.isEmpty()) {
            return;
        }
        List<String> words = new ArrayList<>();
        for (String argument : BudgetOption.replaced(arguments, trained.setup().budget())) {
            words.add(Text.shell(argument));
        }
        facts.add("Keep it", "Nothing was kept. To keep the model, add --model FILE:")
                .add("", "lanewise " + String.join(" ", words) + " --model " + Text.shell(modelName()));
    }

    private String modelName() {
        String source = trained.setup().source();
        int dot = source.indexOf('.');
        return (dot > 0 ? source.substring(0, dot) : source.isEmpty() ? "model" : source) + ".safetensors";
    }

    private static String size(Path file) {
        try {
            return " (" + Text.bytes(Files.size(file)) + ")";
        } catch (IOException e) {
            return "";
        }
    }
}
