package dev.lanewise.cli;

import dev.lanewise.data.Preprocessor;
import dev.lanewise.figure.Digits;
import dev.lanewise.model.Model;
import dev.lanewise.model.NetworkText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a model file holds. */
@Command(
        name = "inspect",
        header = "Show what a model holds and how it came about.",
        footer = {"", "Example:", "  lanewise inspect houses.safetensors"})
final class InspectCommand implements Callable<Integer> {

    private static final int MOST_COLUMNS = 24;

    private final Console console;

    @Parameters(paramLabel = "MODEL", description = Help.MODEL)
    Path file = Path.of("");

    @Option(names = "--json", paramLabel = "FILE|-", description = Help.JSON)
    @Nullable
    String json;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonFile jsonFile = JsonFile.check(console, json);
        Model model = Model.load(file);
        if (jsonFile != null) {
            jsonFile.write(generator -> JsonReports.model(generator, model));
        }
        if (jsonFile == null || !jsonFile.takesStandardOutput()) {
            print(model);
        }
        return ExitCodes.OK;
    }

    private void print(Model model) {
        Preprocessor preprocessor = model.preprocessor();
        Facts facts = new Facts(console)
                .add("Model", file.toString())
                .add("Task", model.task().label())
                .add("Target", String.join(", ", preprocessor.targets()));
        if (!model.classes().isEmpty()) {
            facts.add("Classes", model.classes().size() + ": " + shortened(model.classes()));
        }
        facts.add(
                "Network",
                NetworkText.line(model.spec()) + "; " + Text.count(model.parameterCount(), "parameter", "parameters"));
        facts.add("Inputs", preprocessor.inputs() + ": " + shortened(preprocessor.inputNames()));
        OutcomeText.add(facts, model);
        for (int i = 0; i < preprocessor.notes().size(); i++) {
            facts.add(i == 0 ? "Notes" : "", preprocessor.notes().get(i));
        }
        console.out.println();
        TextTable table = new TextTable(2, "Provenance", "");
        model.provenance().forEach((key, value) -> {
            if (!value.isEmpty()) {
                table.add(key, Digits.shortened(value));
            }
        });
        table.print(console.out, console.style);
    }

    private static String shortened(List<String> names) {
        int shown = Math.min(MOST_COLUMNS, names.size());
        return String.join(", ", names.subList(0, shown))
                + (shown < names.size() ? ", and " + (names.size() - shown) + " more (--json has all)" : "");
    }
}
