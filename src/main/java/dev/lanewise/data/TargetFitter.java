package dev.lanewise.data;

/** Fits the scales and the limits of the targets of a regression on training rows. */
final class TargetFitter {

    private TargetFitter() {}

    static void standardize(TargetEncoding encoding, int[] rows, int column, float[] means, float[] scales) {
        int width = encoding.names().size();
        double sum = 0;
        for (int row : rows) {
            sum += encoding.values()[row * width + column];
        }
        double mean = sum / rows.length;
        double squares = 0;
        for (int row : rows) {
            double e = encoding.values()[row * width + column] - mean;
            squares += e * e;
        }
        double deviation = Math.sqrt(squares / rows.length);
        means[column] = (float) mean;
        scales[column] = (float) deviation > 0 ? (float) deviation : unit(means[column]);
    }

    /** What targets that are all equal are divided by: a prediction beside a small one is as near to it in its own unit. */
    private static float unit(float constant) {
        return constant == 0 ? 1 : Math.min(1, Math.abs(constant));
    }

    /** Returns the least value of each target, and then the largest of each. */
    static float[] limits(TargetEncoding encoding, int[] rows) {
        int width = encoding.names().size();
        float[] limits = new float[2 * width];
        for (int c = 0; c < width; c++) {
            limits[c] = Float.POSITIVE_INFINITY;
            limits[width + c] = Float.NEGATIVE_INFINITY;
            for (int row : rows) {
                float value = encoding.values()[row * width + c];
                limits[c] = Math.min(limits[c], value);
                limits[width + c] = Math.max(limits[width + c], value);
            }
        }
        return limits;
    }
}
