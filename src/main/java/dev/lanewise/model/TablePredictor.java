package dev.lanewise.model;

import dev.lanewise.core.Room;
import dev.lanewise.core.Team;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Execution;
import java.util.Arrays;

/** Predicts rows of a table by a team: part after part of them is prepared, so that this stays small beside the table, and its blocks are shared. */
final class TablePredictor {

    /** Rows that are prepared at once; of many more, a share, since some columns are prepared as a whole each time. */
    private static final int PART = 1 << 14;

    private static final int PARTS = 16;

    /** Rows of a block: as floats they stay in a cache, whatever they are kept as. */
    private static final int BLOCK = Predictor.ROWS;

    private final Preprocessor preprocessor;
    private final Team team;
    private final Predictor[] predictors;

    /** Takes one predictor, for the caller alone. */
    TablePredictor(Preprocessor preprocessor, Predictor predictor) {
        this.preprocessor = preprocessor;
        team = Team.of(1);
        predictors = new Predictor[] {predictor};
    }

    /** Makes a predictor for each member of the execution's team. */
    TablePredictor(Model model, Execution execution) {
        preprocessor = model.preprocessor();
        team = execution.team();
        predictors = new Predictor[team.threads()];
        Arrays.setAll(predictors, member -> model.predictor(execution.kernels()));
    }

    /**
     * Predicts.
     *
     * @return class probabilities, or numbers in the targets' units, {@code [rows][columns]}
     * @throws dev.lanewise.core.UserException where columns of the training data are missing, or cells do not fit
     */
    float[] values(Table table, int[] rows) {
        int columns = predictors[0].columns();
        String what = table.source() + ": its predictions";
        float[] values = new float[Room.elements(rows.length, columns, what, "fewer rows at a time")];
        float[][] blocks = new float[predictors.length][Math.min(BLOCK, rows.length) * predictors[0].inputs()];
        int most = Math.max(PART, rows.length / PARTS + 1);
        for (int from = 0; from < rows.length; from += most) {
            int[] part = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + most));
            Dataset data = preprocessor.transformFeatures(table, part);
            int at = from * columns;
            team.run(
                    (tile, member) -> block(data, tile * BLOCK, blocks[member], member, values, at),
                    Math.ceilDiv(part.length, BLOCK));
        }
        return values;
    }

    private void block(Dataset data, int from, float[] features, int member, float[] values, int at) {
        Predictor predictor = predictors[member];
        int count = Math.min(BLOCK, data.rows() - from);
        for (int r = 0; r < count; r++) {
            data.copyFeatures(from + r, features, r * predictor.inputs());
        }
        predictor.predictPrepared(features, 0, count, values, at + from * predictor.columns());
    }
}
