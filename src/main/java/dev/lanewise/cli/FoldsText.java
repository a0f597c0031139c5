package dev.lanewise.cli;

import dev.lanewise.model.CrossValidated;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.NetworkText;
import dev.lanewise.model.TrainingSetup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A cross-validation for people and as JSON. At least one fold has ended. */
final class FoldsText {

    private final CrossValidated result;
    private final TrainingSetup first;
    private final List<FoldFigure> figures;

    /** With the F1 of the class that was said to be the positive one. */
    FoldsText(CrossValidated result, @Nullable String positive) {
        this.result = result;
        CrossValidated.Fold fold = result.folds().getFirst();
        first = fold.setup();
        figures = FoldFigure.of(first, fold.test().intervals() != null, positive);
    }

    void print(Console console, String targetNote) {
        int rows = first.trainRows() + first.validationRows() + first.testRows();
        new Facts(console)
                .add(
                        "Data",
                        first.source() + ", " + Text.count(rows, "row", "rows") + " in "
                                + Text.count(result.asked(), "fold", "folds") + "; the first one: "
                                + Text.count(first.trainRows()) + " to train on, "
                                + Text.count(first.validationRows()) + " to validate, " + Text.count(first.testRows())
                                + " to test")
                .add("Target", Summary.targets(first) + targetNote)
                .add("Task", Summary.task(first))
                .add(
                        "Network",
                        NetworkText.line(first.network()) + "; "
                                + Text.count(first.parameters(), "parameter", "parameters"))
                .add(
                        "Training",
                        Summary.plan(first.plan()) + ", at most "
                                + Text.count(first.plan().epochs(), "epoch", "epochs"));
        console.out.println();
        table().print(console.out, console.style);
        Evaluation all = result.all();
        console.out.println();
        new Facts(console)
                .add(
                        "Out of fold",
                        all == null ? "none: not all folds have ended" : "all rows: " + EvaluationText.line(all));
        if (all != null) {
            new EvaluationText(console).printClasses(all);
        }
        notes(console);
        console.out.println();
    }

    private TextTable table() {
        List<String> header = new ArrayList<>(List.of("Fold", "Rows", "Epochs", "Best", "Validation"));
        figures.forEach(figure -> header.add(figure.title()));
        TextTable table = new TextTable(1, header.toArray(String[]::new));
        for (CrossValidated.Fold fold : result.folds()) {
            List<String> cells = new ArrayList<>();
            cells.add(String.valueOf(fold.index() + 1));
            cells.add(Text.count(fold.setup().testRows()));
            cells.add(String.valueOf(fold.history().epochs().size()));
            cells.add(String.valueOf(fold.history().bestEpoch()));
            cells.add(Text.figure(fold.validation()));
            figures.forEach(figure -> cells.add(figure.text(figure.of(fold))));
            table.add(cells);
        }
        table.add(spread("Mean", result::mean));
        if (result.folds().size() > 1) {
            table.add(spread("Deviation", result::deviation));
            table.add(spread("Std error", this::error));
        }
        return table;
    }

    private double error(ToDoubleFunction<CrossValidated.Fold> figure) {
        return result.deviation(figure) / Math.sqrt(result.folds().size());
    }

    private List<String> spread(String name, ToDoubleFunction<ToDoubleFunction<CrossValidated.Fold>> part) {
        List<String> cells = new ArrayList<>(List.of(name, "", "", ""));
        cells.add(Text.figure(part.applyAsDouble(CrossValidated.Fold::validation)));
        figures.forEach(figure -> cells.add(figure.text(part.applyAsDouble(figure::of))));
        return cells;
    }

    /** What was left out in one fold is often left out in all. */
    private void notes(Console console) {
        Set<String> notes = new LinkedHashSet<>();
        result.folds().forEach(fold -> notes.addAll(fold.setup().preprocessor().notes()));
        if (notes.isEmpty()) {
            return;
        }
        console.out.println();
        Facts facts = new Facts(console);
        String label = "Notes";
        for (String note : notes) {
            facts.add(label, note);
            label = "";
        }
    }

    void properties(JsonGenerator json) {
        json.writeStringProperty("data", first.source());
        json.writeStringProperty("task", first.preprocessor().task().label());
        json.writeStringProperty("taskReason", first.taskReason());
        JsonFile.texts(json, "targets", first.preprocessor().targets());
        JsonFile.texts(json, "classes", first.preprocessor().classes());
        json.writeStringProperty("network", NetworkText.line(first.network()));
        json.writeNumberProperty("parameters", first.parameters());
        json.writeNumberProperty("seed", first.plan().seed());
        json.writeNumberProperty("foldsAsked", result.asked());
        json.writeArrayPropertyStart("folds");
        result.folds().forEach(fold -> fold(json, fold));
        json.writeEndArray();
        spreads(json, "mean", result::mean);
        spreads(json, "standardDeviation", result::deviation);
        spreads(json, "standardError", this::error);
        Evaluation all = result.all();
        if (all == null) {
            json.writeNullProperty("outOfFold");
        } else {
            json.writeObjectPropertyStart("outOfFold");
            JsonReports.evaluation(json, all);
            json.writeEndObject();
        }
        json.writeBooleanProperty("interrupted", all == null);
    }

    private static void fold(JsonGenerator json, CrossValidated.Fold fold) {
        json.writeStartObject();
        json.writeNumberProperty("fold", fold.index() + 1);
        json.writeNumberProperty("trainRows", fold.setup().trainRows());
        json.writeNumberProperty("validationRows", fold.setup().validationRows());
        json.writeNumberProperty("epochs", fold.history().epochs().size());
        json.writeNumberProperty("bestEpoch", fold.history().bestEpoch());
        JsonFile.number(json, "validationLoss", fold.validation());
        JsonFile.number(json, "seconds", fold.history().seconds());
        json.writeObjectPropertyStart("test");
        JsonReports.evaluation(json, fold.test());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void spreads(
            JsonGenerator json, String name, ToDoubleFunction<ToDoubleFunction<CrossValidated.Fold>> part) {
        json.writeObjectPropertyStart(name);
        JsonFile.number(json, "validationLoss", part.applyAsDouble(CrossValidated.Fold::validation));
        figures.forEach(figure -> JsonFile.number(json, figure.name(), part.applyAsDouble(figure::of)));
        json.writeEndObject();
    }
}
