package dev.lanewise.report;

import dev.lanewise.data.DatePart;
import dev.lanewise.data.Feature;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.figure.Digits;
import dev.lanewise.figure.Facts;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Report;
import dev.lanewise.figure.Table;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.Importance;
import dev.lanewise.model.Model;
import dev.lanewise.model.NetworkText;
import dev.lanewise.model.Postprocessor;
import dev.lanewise.model.TrainingRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a model has to show: how its training went, how good it is, what it was made of. */
public final class ModelReport {

    /** What says where a model comes from; everything else of its provenance is a setting. */
    private static final Set<String> ORIGIN = new TreeSet<>(List.of(
            "lanewise", "java", "data", "data.fingerprint", "data.rows", "seed", "threads", "kernels", "vector-bits"));

    /** What names of numbers of rows begin with; they are shown as one. */
    private static final String SPLIT = "split.";

    /** What was not asked for. */
    private static final Set<String> UNUSED = new TreeSet<>(List.of("", "none", "0.0"));

    private static final int MOST_COLUMNS = 200;
    private static final int MOST_CATEGORIES = 12;

    private final Model model;
    private final @Nullable Evaluation test;
    private final String rows;
    private final List<Facts.Fact> run;
    private final @Nullable Importance importance;

    private ModelReport(
            Model model,
            @Nullable Evaluation test,
            String rows,
            List<Facts.Fact> run,
            @Nullable Importance importance) {
        this.model = model;
        this.test = test;
        this.rows = rows;
        this.run = run;
        this.importance = importance;
    }

    /**
     * Describes a model.
     *
     * @param test how good it is, or null where that is not known
     * @param rows which rows it was evaluated on, in words
     * @param run what is known about the run that made it and the model does not hold, such as the machine and its speed
     */
    public static Report of(Model model, @Nullable Evaluation test, String rows, List<Facts.Fact> run) {
        return of(model, test, rows, run, null);
    }

    /** As {@link #of(Model, Evaluation, String, List)}, with the importance of the columns on the same rows, or null. */
    public static Report of(
            Model model,
            @Nullable Evaluation test,
            String rows,
            List<Facts.Fact> run,
            @Nullable Importance importance) {
        return new ModelReport(model, test, rows, run, importance).report();
    }

    private Report report() {
        List<Report.Section> sections = new ArrayList<>();
        sections.add(summary());
        TrainingRecord record = model.training();
        if (record != null && !record.history().epochs().isEmpty()) {
            sections.add(new Report.Section(
                    "Training",
                    "",
                    TrainingFigures.of(record.history(), model.task().isClassification())));
        }
        if (test != null) {
            sections.add(
                    new Report.Section("Test", "On " + rows + ".", EvaluationFigures.of(test, model.preprocessor())));
        }
        if (importance != null && !importance.columns().isEmpty()) {
            sections.add(new Report.Section(
                    "Importance of the columns", "On " + rows + ".", ImportanceFigures.of(importance)));
        }
        sections.add(preprocessing());
        sections.add(new Report.Section("Settings", "", List.of(new Facts(provenance(false)))));
        List<Facts.Fact> origin = provenance(true);
        origin.addAll(split());
        origin.addAll(run);
        if (run.isEmpty() && model.training() != null) {
            origin.add(
                    new Facts.Fact(
                            "machine, throughput, times, date",
                            "not in the model, whose file is the same each time that it is trained; 'lanewise train --report' shows those of its run"));
        }
        sections.add(new Report.Section("Provenance", "", List.of(new Facts(origin))));
        return new Report(
                title(), "", sections.stream().filter(s -> !isEmpty(s)).toList());
    }

    private static boolean isEmpty(Report.Section section) {
        return section.items().stream()
                .allMatch(item -> item instanceof Facts facts && facts.facts().isEmpty());
    }

    private String title() {
        String data = model.provenance().getOrDefault("data", "");
        return String.join(", ", model.preprocessor().targets()) + (data.isEmpty() ? "" : " of " + data);
    }

    private Report.Section summary() {
        List<Item> items = new ArrayList<>();
        if (test != null) {
            items.add(new Facts(EvaluationFigures.headline(test)));
        }
        List<Facts.Fact> facts = new ArrayList<>();
        int classes = model.classes().size();
        facts.add(new Facts.Fact(
                "Task",
                classes == 0
                        ? "regression"
                        : "classification, " + Digits.count(classes) + " classes: " + shortened(model.classes())));
        facts.add(new Facts.Fact(
                "Network",
                NetworkText.line(model.spec()) + "; "
                        + Digits.count(model.parameterCount(), "parameter", "parameters")));
        facts.addAll(outcome(model));
        TrainingRecord record = model.training();
        if (record != null && !record.history().epochs().isEmpty()) {
            facts.add(new Facts.Fact("Training", TrainingFigures.words(record.history())));
        }
        items.add(new Facts(facts));
        return new Report.Section("Summary", test == null ? "" : "Measured on " + rows + ".", items);
    }

    /** Returns what the model makes of its outputs beyond what its loss says: calibration, threshold and intervals, where they were asked for. */
    public static List<Facts.Fact> outcome(Model model) {
        List<Facts.Fact> facts = new ArrayList<>();
        Postprocessor done = model.postprocessor();
        String calibrated = model.provenance().get("calibrate.result");
        if (calibrated != null) {
            facts.add(new Facts.Fact("Calibration", calibrated));
        }
        String chosen = model.provenance().get("threshold.result");
        if (chosen != null) {
            facts.add(new Facts.Fact("Threshold", "'" + model.classes().getLast() + "' from " + chosen));
        }
        if (done.hasIntervals()) {
            facts.add(new Facts.Fact("Intervals", done.coverage() + " of the rows, by conformalised quantiles"));
        }
        return facts;
    }

    private static String shortened(List<String> names) {
        int shown = Math.min(MOST_CATEGORIES, names.size());
        return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", ..." : "");
    }

    private Report.Section preprocessing() {
        Preprocessor preprocessor = model.preprocessor();
        List<List<String>> lines = new ArrayList<>();
        for (Feature feature :
                preprocessor.features().stream().limit(MOST_COLUMNS).toList()) {
            lines.add(
                    switch (feature) {
                        case Feature.Numeric number ->
                            List.of(
                                    number.column(),
                                    (number.clipped() ? "clipped number" : "number")
                                            + (number.indicator() ? ", may be missing" : ""),
                                    String.valueOf(number.width()),
                                    Digits.figure(number.mean()),
                                    Digits.figure(number.scale() == 0 ? Double.NaN : 1.0 / number.scale()),
                                    "");
                        case Feature.Truth truth ->
                            List.of(
                                    truth.column(),
                                    truth.indicator() ? "true or false, may be missing" : "true or false",
                                    String.valueOf(truth.width()),
                                    Digits.figure(truth.share()),
                                    "-",
                                    "");
                        case Feature.Date date ->
                            List.of(
                                    date.column(),
                                    date.indicator() ? "date, may be missing" : "date",
                                    String.valueOf(date.width()),
                                    "-",
                                    "-",
                                    String.join(
                                            ", ",
                                            date.parts().stream()
                                                    .map(DatePart::label)
                                                    .toList()));
                        case Feature.Embedded embedded ->
                            List.of(
                                    embedded.column(),
                                    "category, embedded",
                                    "1",
                                    "-",
                                    "-",
                                    shortened(embedded.categories()));
                        case Feature.Category category ->
                            List.of(
                                    category.column(),
                                    "category",
                                    String.valueOf(category.width()),
                                    "-",
                                    "-",
                                    shortened(category.categories()));
                    });
        }
        int all = preprocessor.features().size();
        Table table = new Table(
                "columns",
                "Columns",
                "Numbers are taken to mean 0 and deviation 1 by the training rows, clipped ones to median 0 and distance 1 of the quartiles; a category is one input for each value, and one for all others."
                        + (lines.size() < all ? " The first " + lines.size() + " of " + Digits.count(all) + "." : ""),
                List.of("column", "kind", "inputs", "mean or median", "deviation or distance", "values"),
                lines);
        List<Item> items = new ArrayList<>(List.of(table));
        if (!preprocessor.notes().isEmpty()) {
            items.add(new Facts(preprocessor.notes().stream()
                    .map(note -> new Facts.Fact("Note", note))
                    .toList()));
        }
        return new Report.Section("Preprocessing", "", items);
    }

    /** What the rows were for; older models do not know. */
    private List<Facts.Fact> split() {
        Map<String, String> known = model.provenance();
        String train = known.get(SPLIT + "train");
        return train == null
                ? List.of()
                : List.of(new Facts.Fact(
                        "rows",
                        train + " to train on, " + known.getOrDefault(SPLIT + "validation", "0") + " to validate, "
                                + known.getOrDefault(SPLIT + "test", "0") + " to test"));
    }

    private List<Facts.Fact> provenance(boolean origin) {
        List<Facts.Fact> facts = new ArrayList<>();
        for (Map.Entry<String, String> entry : model.provenance().entrySet()) {
            if (ORIGIN.contains(entry.getKey()) == origin
                    && !entry.getKey().startsWith(SPLIT)
                    && !UNUSED.contains(entry.getValue())) {
                facts.add(new Facts.Fact(
                        entry.getKey().replace('.', ' ').replace('-', ' '), Digits.shortened(entry.getValue())));
            }
        }
        return facts;
    }
}
