package dev.lanewise.train;

/** The weights of the epoch with the lowest validation loss. */
final class Best {

    private final int patience;
    private final float[] weights;
    private double loss = Double.POSITIVE_INFINITY;
    private int epoch;
    private int since;

    Best(int patience, int parameters) {
        this.patience = patience;
        this.weights = new float[patience == 0 ? 0 : parameters];
    }

    /** Takes an epoch in; false when patience is at its end. */
    boolean offer(EpochRecord candidate, float[] parameters) {
        if (patience == 0) {
            return true;
        }
        if (candidate.validationLoss() < loss) {
            loss = candidate.validationLoss();
            epoch = candidate.epoch();
            since = 0;
            System.arraycopy(parameters, 0, weights, 0, weights.length);
            return true;
        }
        return ++since < patience;
    }

    /** Puts the best weights back and returns their epoch. */
    int restore(float[] parameters, int lastEpoch) {
        if (patience == 0 || epoch == 0) {
            return lastEpoch;
        }
        System.arraycopy(weights, 0, parameters, 0, weights.length);
        return epoch;
    }
}
