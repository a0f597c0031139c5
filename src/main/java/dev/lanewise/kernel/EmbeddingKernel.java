package dev.lanewise.kernel;

/**
 * Rows of tables in the place of codes, and the gradients of the tables. A code is a whole number from 0 to below the number of rows of its table, as a float.
 *
 * <p>Ranges are half-open, matrices dense and row-major; ranges never change a result.
 */
public interface EmbeddingKernel {

    /**
     * {@code y[r] = x[r][0], ..., x[r][n - 1], table 0 [x[r][n]], table 1 [x[r][n + 1]], ...} with {@code n} inputs before the codes. What is no code gives NaN.
     *
     * @param x {@code [rows][inputs]} from {@code xOffset}; the last inputs are codes
     * @param starts first row of each table, and behind them the number of rows of all
     * @param tables {@code [rows of all][dimension]} from {@code tableOffset}
     * @param y result, {@code [rows][inputs - tables + tables * dimension]} from {@code yOffset}; overwritten in the rows from {@code rowFrom} to {@code rowTo}
     */
    void gather(
            float[] x,
            int xOffset,
            int inputs,
            int[] starts,
            float[] tables,
            int tableOffset,
            int dimension,
            float[] y,
            int yOffset,
            int rowFrom,
            int rowTo);

    /**
     * Gradient of a table: of the row of a code, the sum of the deltas of the rows of the batch that have it, added in row order in chunks of {@code depth} rows of
     * the batch, each from +0.0. A chunk without the code is no term of the sum, and a sum without terms is +0.0. With {@code add} the old gradient is the first
     * term.
     *
     * @param first for each code the first row of the batch that has it, from {@code firstOffset}; see {@link #link}
     * @param next for each row the next that has the same code, from {@code nextOffset}
     * @param dy deltas, those of row {@code r} from {@code dyOffset + r * stride}
     * @param dt result, {@code [codes][dimension]} from {@code dtOffset}; overwritten, or added to
     */
    void gradient(
            int[] first,
            int firstOffset,
            int[] next,
            int nextOffset,
            float[] dy,
            int dyOffset,
            int stride,
            float[] dt,
            int dtOffset,
            int codes,
            int dimension,
            int depth,
            boolean add);

    /** Returns the row of a table that a code names, or -1 where it is no code. */
    static int row(float code, int codes) {
        int row = (int) code;
        return row == code && row >= 0 && row < codes ? row : -1;
    }

    /**
     * Links the rows of a batch that have the same code, in row order; -1 ends a list.
     *
     * @param x the code of row {@code r} is at {@code xOffset + r * stride}
     * @param first result, an element a code, from {@code firstOffset}
     * @param next result, an element a row, from {@code nextOffset}; rows without a code are in no list
     */
    static void link(
            float[] x,
            int xOffset,
            int stride,
            int rows,
            int codes,
            int[] first,
            int firstOffset,
            int[] next,
            int nextOffset) {
        for (int k = 0; k < codes; k++) {
            first[firstOffset + k] = -1;
        }
        for (int r = rows - 1; r >= 0; r--) {
            int row = row(x[xOffset + r * stride], codes);
            if (row >= 0) {
                next[nextOffset + r] = first[firstOffset + row];
                first[firstOffset + row] = r;
            }
        }
    }
}
