package dev.lanewise.data;

import dev.lanewise.core.Room;
import dev.lanewise.core.UserException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns tables into what a network takes, and a network's outputs back. Fitted on training rows only; immutable; a plain value that a model
 * file holds.
 *
 * @param features columns that become inputs, in order
 * @param targets columns of the targets
 * @param task what the targets ask for
 * @param classes names of the classes; none for regression
 * @param targetMeans for each target of a regression, what is taken off; none for classification
 * @param targetScales for each target of a regression, what it is then divided by
 * @param weightColumn column of row weights, or null
 * @param notes what was left out, and why
 * @param targetLimits for each target of a regression the least and then for each the largest value that is predicted; empty for no limits
 */
public record Preprocessor(
        List<Feature> features,
        List<String> targets,
        Task task,
        List<String> classes,
        float[] targetMeans,
        float[] targetScales,
        @Nullable String weightColumn,
        List<String> notes,
        float[] targetLimits) {

    /** Predictions without limits. */
    public Preprocessor(
            List<Feature> features,
            List<String> targets,
            Task task,
            List<String> classes,
            float[] targetMeans,
            float[] targetScales,
            @Nullable String weightColumn,
            List<String> notes) {
        this(features, targets, task, classes, targetMeans, targetScales, weightColumn, notes, new float[0]);
    }

    private static final String MISSING = " is missing";

    /** Copies the lists, and checks that they fit each other: a file may hold any. */
    public Preprocessor {
        features = List.copyOf(features);
        targets = List.copyOf(targets);
        classes = List.copyOf(classes);
        notes = List.copyOf(notes);
        boolean regression = !task.isClassification();
        if (regression ? targets.isEmpty() : targets.size() != 1) {
            throw new UserException("A " + task.label() + " task has " + (regression ? "at least" : "exactly")
                    + " one target, not " + targets.size() + ".");
        }
        int least = regression ? 0 : 2;
        int most = task == Task.MULTICLASS ? Integer.MAX_VALUE : least;
        if (classes.size() < least || classes.size() > most) {
            throw new UserException("A " + task.label() + " task has " + least + (least == most ? "" : " or more")
                    + " classes, not " + classes.size() + ".");
        }
        int width = regression ? targets.size() : 0;
        if (targetMeans.length != width || targetScales.length != width) {
            throw new UserException("There are " + targetMeans.length + " means and " + targetScales.length
                    + " scales for " + width + " targets of numbers.");
        }
        if (targetLimits.length != 0 && targetLimits.length != 2 * width) {
            throw new UserException(
                    "There are " + targetLimits.length + " limits for " + width + " targets of numbers.");
        }
        boolean behind = false;
        for (Feature feature : features) {
            if (behind && !(feature instanceof Feature.Embedded)) {
                throw new UserException(
                        "Column '" + feature.column() + "' stands behind embedded ones, which come last.");
            }
            behind = feature instanceof Feature.Embedded;
        }
        checkUnique("columns", features.stream().map(Feature::column).toList());
        checkUnique("targets", targets);
        checkUnique("classes", classes);
    }

    private static void checkUnique(String what, List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new UserException("Two " + what + " are named '" + name + "'.");
            }
        }
    }

    /**
     * Fits on training rows.
     *
     * @param encoding targets of the table
     * @param rows training rows
     * @param weightColumn column of row weights, or null
     * @param standardize whether the targets of a regression are standardised
     * @param scaling how columns of numbers are scaled
     */
    public static Preprocessor fit(
            Table table,
            TargetEncoding encoding,
            int[] rows,
            @Nullable String weightColumn,
            boolean standardize,
            Scaling scaling) {
        return fit(table, encoding, rows, weightColumn, standardize, scaling, ColumnPlan.DEFAULT);
    }

    /**
     * Fits on training rows, as above.
     *
     * @param plan what is to become of columns beyond what their cells say
     */
    public static Preprocessor fit(
            Table table,
            TargetEncoding encoding,
            int[] rows,
            @Nullable String weightColumn,
            boolean standardize,
            Scaling scaling,
            ColumnPlan plan) {
        return PreprocessorFitter.fit(table, encoding, rows, weightColumn, standardize, scaling, plan);
    }

    /** Returns the same with predictions of a regression limited to what some rows have. */
    public Preprocessor limitedTo(TargetEncoding encoding, int[] rows) {
        float[] limits = TargetFitter.limits(encoding, rows);
        return new Preprocessor(
                features, targets, task, classes, targetMeans, targetScales, weightColumn, notes, limits);
    }

    /** Returns the same with a note more, unless it is empty. */
    public Preprocessor noting(String note) {
        if (note.isEmpty()) {
            return this;
        }
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Preprocessor(
                features, targets, task, classes, targetMeans, targetScales, weightColumn, more, targetLimits);
    }

    /** Returns the number of inputs of the network. */
    public int inputs() {
        int sum = 0;
        for (Feature feature : features) {
            sum += feature.width();
        }
        return sum;
    }

    /** Returns for each column whose codes are embedded how many codes there are, that of other categories counted; these are the last inputs. */
    public List<Integer> codes() {
        return features.stream()
                .filter(Feature.Embedded.class::isInstance)
                .map(feature -> ((Feature.Embedded) feature).categories().size() + 1)
                .toList();
    }

    /** Returns a name for each input of the network. */
    public List<String> inputNames() {
        List<String> names = new ArrayList<>();
        for (Feature feature : features) {
            switch (feature) {
                case Feature.Numeric number -> {
                    names.add(number.column());
                    if (number.indicator()) {
                        names.add(number.column() + MISSING);
                    }
                }
                case Feature.Embedded embedded -> names.add(embedded.column() + " code");
                case Feature.Truth truth -> {
                    names.add(truth.column());
                    if (truth.indicator()) {
                        names.add(truth.column() + MISSING);
                    }
                }
                case Feature.Date date -> {
                    for (DatePart part : date.parts()) {
                        part.inputNames().forEach(name -> names.add(date.column() + " " + name));
                    }
                    if (date.indicator()) {
                        names.add(date.column() + MISSING);
                    }
                }
                case Feature.Category category -> {
                    category.categories().forEach(c -> names.add(category.column() + "=" + c));
                    names.add(category.column() + "=other");
                }
            }
        }
        return names;
    }

    /**
     * Prepares the rows of a table that have targets.
     *
     * @throws UserException where columns are missing, or cells do not fit
     */
    public Dataset transform(Table table) {
        TargetEncoding encoding = TargetEncoding.like(table, targets, task, classes);
        return transform(table, encoding, encoding.rows());
    }

    /** Prepares some rows of a table whose targets are known already. */
    public Dataset transform(Table table, TargetEncoding encoding, int[] rows) {
        int width = targets.size();
        float[] values =
                new float[Room.elements(rows.length, width, table.source() + ": the targets", "fewer rows or targets")];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < width; c++) {
                float value = encoding.values()[rows[i] * width + c];
                values[i * width + c] = task.isClassification() ? value : standardized(value, c);
            }
        }
        checkSchema(table);
        FeatureRows inputs = new FeatureWriter(table, features, rows).rows();
        return new Dataset(inputs, inputs(), values, width, RowWeights.of(table, weightColumn, rows), rows.length);
    }

    private float standardized(float target, int column) {
        float value = (target - targetMeans[column]) / targetScales[column];
        // Two floats may lie further apart than a float can say.
        return Float.isFinite(value) ? value : (float) ((target - (double) targetMeans[column]) / targetScales[column]);
    }

    /** Returns the room that some rows of a table take, features and targets, when they are prepared: so many floats. */
    public long room(Table table, long rows) {
        long inputs = rows * inputs();
        return rows * targets.size() + (FeatureWriter.keepsBytes(table, features) ? inputs / Float.BYTES : inputs);
    }

    /** Prepares all rows of a table without their targets. */
    public Dataset transformFeatures(Table table) {
        int[] rows = new int[table.rows()];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = r;
        }
        return transformFeatures(table, rows);
    }

    /** Prepares some rows of a table without their targets. */
    public Dataset transformFeatures(Table table, int[] rows) {
        checkSchema(table);
        FeatureRows inputs = new FeatureWriter(table, features, rows).rows();
        return new Dataset(inputs, inputs(), new float[0], 0, null, rows.length);
    }

    /**
     * Checks that some rows can be prepared, without doing it.
     *
     * @throws UserException where {@link #transform} would
     */
    public void check(Table table, int[] rows) {
        checkSchema(table);
        new FeatureWriter(table, features, rows).prepare();
        RowWeights.of(table, weightColumn, rows);
    }

    /**
     * Checks that a table has the columns of the training data; the targets are not asked for.
     *
     * @throws UserException if not, naming those that are missing
     */
    public void checkSchema(Table table) {
        List<String> missing = new ArrayList<>();
        for (Feature feature : features) {
            if (table.find(feature.column()) == null) {
                missing.add("'" + feature.column() + "'");
            }
        }
        if (!missing.isEmpty()) {
            int shown = Math.min(8, missing.size());
            throw new UserException(table.source() + ": " + missing.size() + " of the model's " + features.size()
                    + " columns are not there: " + String.join(", ", missing.subList(0, shown))
                    + (missing.size() > shown ? ", ..." : "") + ". Use a table with the columns of the training data.");
        }
    }

    /**
     * Turns a standardised output of a regression back, in place; {@code values} is {@code [rows][targets]} from 0. What is beyond the largest float, or the
     * limits, becomes that.
     */
    public void undoTargets(float[] values, int rows) {
        int width = targetMeans.length;
        for (int i = 0; i < rows * width; i++) {
            values[i] = undoTarget(values[i], i % width);
        }
    }

    /** Turns a standardised value of one target back, as {@link #undoTargets} does. */
    public float undoTarget(float standardized, int column) {
        float value = Math.fma(standardized, targetScales[column], targetMeans[column]);
        boolean beyond = Float.isInfinite(value) && Float.isFinite(standardized);
        return limited(beyond ? Math.copySign(Float.MAX_VALUE, value) : value, column);
    }

    private float limited(float value, int column) {
        if (targetLimits.length == 0) {
            return value;
        }
        float least = targetLimits[column];
        float most = targetLimits[targetMeans.length + column];
        return value < least ? least : value > most ? most : value;
    }
}
