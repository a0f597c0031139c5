package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Table;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.Importance;
import dev.lanewise.model.Model;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Evaluates a model. */
@Command(
        name = "evaluate",
        header = "Show how good a model is on rows whose targets are known.",
        footer = {"", "Example:", "  lanewise evaluate houses.safetensors new-houses.csv --importance"})
final class EvaluateCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = Help.MODEL)
    Path model = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description = Help.DATA + " Of such a folder the test images are taken.")
    String data = "";

    @Option(
            names = "--threshold",
            paramLabel = "P",
            converter = Numbers.Probability.class,
            description = "For two classes: predict the second from this probability on; at 0.5 the more probable one."
                    + " Default: that of the model, 0.5 where none was chosen.")
    @Nullable
    Double threshold;

    @Option(
            names = "--importance",
            description =
                    "Show too by how much the accuracy, or R2, drops when a column's cells are dealt out anew among"
                            + " the rows.")
    boolean importance;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "How often each column is permuted for --importance, 2 or more. Default: 5.")
    @Nullable
    Integer repeats;

    @Option(
            names = "--seed",
            paramLabel = "S",
            converter = Numbers.Seed.class,
            description = "Seed of the permutations for --importance. Default: 1.")
    @Nullable
    Long seed;

    @Option(names = "--json", paramLabel = "FILE|-", description = Help.JSON)
    @Nullable
    String json;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!importance && (repeats != null || seed != null)) {
            throw new UserException(
                    (repeats != null ? "--repeats" : "--seed") + " is for --importance, which was not given.");
        }
        JsonFile jsonFile = JsonFile.check(console, json);
        Model loaded = Model.load(model);
        if (threshold != null) {
            PredictCommand.checkTwoClasses(loaded);
        }
        Table table = DataSource.rows(data, loaded);
        // Another table altogether: all its missing columns say more than a missing target.
        loaded.preprocessor().checkSchema(table);
        SeenRows.warn(console, loaded, table);
        Evaluation evaluation = threshold == null ? loaded.evaluate(table) : loaded.evaluate(table, threshold);
        Importance found = importance
                ? loaded.importance(table, repeats == null ? Importance.REPEATS : repeats, seed == null ? 1 : seed)
                : null;
        if (jsonFile != null) {
            jsonFile.write(generator -> {
                JsonReports.evaluation(generator, evaluation);
                if (found != null) {
                    ImportanceText.write(generator, found);
                }
            });
        }
        if (jsonFile == null || !jsonFile.takesStandardOutput()) {
            new Facts(console)
                    .add("Data", table.source() + ", " + Text.count(JsonReports.rows(evaluation), "row", "rows"))
                    .add("Target", String.join(", ", loaded.preprocessor().targets()))
                    .add("Result", EvaluationText.line(evaluation, loaded));
            new EvaluationText(console).printClasses(evaluation);
            if (found != null) {
                ImportanceText.print(console, found);
            }
        }
        return ExitCodes.OK;
    }
}
