package dev.lanewise.data;

import dev.lanewise.core.UserException;
import org.jspecify.annotations.Nullable;

/** Weights of rows, which stand in a column. */
final class RowWeights {

    private RowWeights() {}

    /** Returns the weights of some rows; null where no column was named, or the table lacks it. */
    static float @Nullable [] of(Table table, @Nullable String name, int[] rows) {
        if (name == null || table.find(name) == null) {
            return null;
        }
        Column column = table.column(name, "weights");
        float[] weights = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            float weight = NumberText.value(column, rows[i]);
            if (!Dataset.isWeight(weight)) {
                throw new UserException(table.place(rows[i]) + ", column '" + name + "': the weight '"
                        + column.text(rows[i]) + "' must be " + Dataset.WEIGHTS + ".");
            }
            weights[i] = weight;
        }
        return weights;
    }
}
