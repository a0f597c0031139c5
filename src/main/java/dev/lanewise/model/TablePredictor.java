package dev.lanewise.model;

import dev.lanewise.core.Room;
import dev.lanewise.core.Team;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Execution;
import dev.lanewise.nn.Network;
import java.util.Arrays;
import java.util.function.Supplier;

/** Predicts rows of a table by a team: part after part of them is prepared, so that this stays small beside the table, and its rows are shared. */
final class TablePredictor {

    /** Rows that are prepared at once; of many more, a share, since some columns are prepared as a whole each time. */
    private static final int PART = 1 << 14;

    private static final int PARTS = 16;

    /** Rows of a block: as floats they stay in a cache, whatever they are kept as. */
    private static final int BLOCK = Predictor.ROWS;

    /** Floats that a predictor's products take, about. */
    private static final int SCRATCH = 1 << 16;

    private final Preprocessor preprocessor;
    private final Team team;
    private final long floats;
    private final Supplier<Predictor> predictors;

    /** Takes one predictor, for the caller alone. */
    TablePredictor(Preprocessor preprocessor, Predictor predictor) {
        this.preprocessor = preprocessor;
        team = Team.of(1);
        floats = 0;
        predictors = () -> predictor;
    }

    /** Takes a team; each share of a part has a predictor, as many as there are blocks and memory for. */
    TablePredictor(Model model, Execution execution) {
        preprocessor = model.preprocessor();
        team = execution.team();
        Network network = model.network();
        int rows = Math.max(1, Predictor.ROWS / network.members());
        floats = network.spec().workspaceFloats(rows, false) + (long) BLOCK * network.inputs() + SCRATCH;
        predictors = () -> model.predictor(execution.kernels());
    }

    /**
     * Predicts.
     *
     * @return class probabilities, or numbers in the targets' units, {@code [rows][columns]}
     * @throws dev.lanewise.core.UserException where columns of the training data are missing, or cells do not fit
     */
    float[] values(Table table, int[] rows) {
        preprocessor.checkSchema(table); // of a table without rows, too
        int blocks = Math.ceilDiv(rows.length, BLOCK);
        Predictor[] shares = new Predictor[Room.fitting(floats, Math.clamp(blocks, 1, team.threads()))];
        Arrays.setAll(shares, share -> predictors.get());
        int columns = shares[0].columns();
        String what = table.source() + ": its predictions";
        float[] values = new float[Room.elements(rows.length, columns, what, "fewer rows at a time")];
        int most = Math.max(PART, rows.length / PARTS + 1);
        for (int from = 0; from < rows.length; from += most) {
            int[] part = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + most));
            Dataset data = preprocessor.transformFeatures(table, part);
            int at = from * columns;
            team.run(
                    (share, member) -> predict(
                            shares[share],
                            data,
                            (int) ((long) part.length * share / shares.length),
                            (int) (part.length * (share + 1L) / shares.length),
                            values,
                            at),
                    shares.length);
        }
        return values;
    }

    /** Predicts the rows {@code first} to {@code end - 1} of a part whose results begin at {@code at}. */
    private static void predict(Predictor predictor, Dataset data, int first, int end, float[] values, int at) {
        int inputs = predictor.inputs();
        float[] features = new float[Math.min(BLOCK, end - first) * inputs];
        for (int from = first; from < end; from += BLOCK) {
            int count = Math.min(BLOCK, end - from);
            for (int r = 0; r < count; r++) {
                data.copyFeatures(from + r, features, r * inputs);
            }
            predictor.predictPrepared(features, 0, count, values, at + from * predictor.columns());
        }
    }
}
