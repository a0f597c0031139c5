package dev.lanewise.data;

/**
 * Some rows of a data set, by index.
 *
 * @param dataset where the rows are
 * @param index which rows, in which order
 */
public record DatasetView(Dataset dataset, int[] index) {

    /** Returns the number of rows. */
    public int rows() {
        return index.length;
    }
}
