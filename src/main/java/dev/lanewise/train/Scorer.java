package dev.lanewise.train;

/** A score of predictions that is followed while training, beside the loss. */
public interface Scorer {

    /** Returns the sum of the scores of some rows; the score is the mean over all rows. */
    double sum(float[] outputs, float[] targets, int rows, int outputCount);

    /** Returns the share of rows whose largest output is that of their class, or, with one output, on its class's side of 0. */
    static Scorer accuracy() {
        return (outputs, targets, rows, outputCount) -> {
            int right = 0;
            for (int r = 0; r < rows; r++) {
                int predicted =
                        outputCount == 1 ? (outputs[r] > 0 ? 1 : 0) : largest(outputs, r * outputCount, outputCount);
                right += predicted == (int) targets[r] ? 1 : 0;
            }
            return right;
        };
    }

    private static int largest(float[] values, int from, int length) {
        int best = 0;
        for (int i = 1; i < length; i++) {
            best = values[from + i] > values[from + best] ? i : best;
        }
        return best;
    }
}
