package dev.lanewise.data;

import dev.lanewise.core.UserException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fits a {@link Preprocessor}. */
final class PreprocessorFitter {

    private PreprocessorFitter() {}

    /** See {@link Preprocessor#fit(Table, TargetEncoding, int[], String, boolean, Scaling, ColumnPlan)}. */
    static Preprocessor fit(
            Table table,
            TargetEncoding encoding,
            int[] rows,
            @Nullable String weightColumn,
            boolean standardize,
            Scaling scaling,
            ColumnPlan plan) {
        Set<String> leftOut = new LinkedHashSet<>(encoding.names());
        if (weightColumn != null) {
            if (leftOut.contains(table.column(weightColumn, "weights").name())) {
                throw new UserException("Column '" + weightColumn + "' cannot be target and weight at once.");
            }
            leftOut.add(weightColumn);
        }
        FeatureFitter fitter = new FeatureFitter(table, rows, plan);
        fitter.fit(leftOut, scaling);
        int width = encoding.task().isClassification() ? 0 : encoding.names().size();
        float[] means = new float[width];
        float[] scales = new float[width];
        for (int c = 0; c < width; c++) {
            scales[c] = 1;
            if (standardize) {
                TargetFitter.standardize(encoding, rows, c, means, scales);
            }
        }
        List<String> notes = new ArrayList<>(fitter.notes());
        int dropped = table.rows() - encoding.rows().length;
        if (dropped > 0) {
            notes.addFirst(dropped + (dropped == 1 ? " row has" : " rows have") + " no target and "
                    + (dropped == 1 ? "is" : "are") + " left out.");
        }
        if (width > 0) {
            FitNotes lost = new FitNotes();
            float[] limits = TargetFitter.limits(encoding, rows);
            for (int c = 0; c < width; c++) {
                lost.coarse("Target '" + encoding.names().get(c) + "'", limits[c], limits[width + c]);
                // A cell to test or to judge by spoils the figures, where it does not spoil the training.
                lost.outlier(table, encoding.names().get(c), encoding.rows(), encoding.values(), width, c);
            }
            notes.addAll(lost.all());
        }
        return new Preprocessor(
                fitter.features(),
                encoding.names(),
                encoding.task(),
                encoding.classes(),
                means,
                scales,
                weightColumn,
                notes);
    }
}
