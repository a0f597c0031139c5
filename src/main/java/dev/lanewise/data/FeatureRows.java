package dev.lanewise.data;

/** The features of prepared rows: floats, or bytes that stand for floats. */
sealed interface FeatureRows permits FeatureRows.Floats, ByteRows {

    /** Writes the features of a row. */
    void copy(int row, float[] to, int at);

    /** Returns the features of all rows, {@code [rows][inputs]}: the array that keeps them, or a copy. */
    float[] all();

    /** Returns how many features there are. */
    long size();

    /** Returns the place among all features of the first that is infinite or not a number, or -1. */
    int firstNotFinite();

    /**
     * Features that are kept as they are.
     *
     * @param all {@code [rows][inputs]}, row-major
     * @param inputs number of features of a row
     */
    record Floats(float[] all, int inputs) implements FeatureRows {
        @Override
        public void copy(int row, float[] to, int at) {
            System.arraycopy(all, row * inputs, to, at, inputs);
        }

        @Override
        public long size() {
            return all.length;
        }

        @Override
        public int firstNotFinite() {
            for (int i = 0; i < all.length; i++) {
                if (!Float.isFinite(all[i])) {
                    return i;
                }
            }
            return -1;
        }
    }
}
