package dev.lanewise.train;

import org.jspecify.annotations.Nullable;

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

    /**
     * Goes on from a snapshot.
     *
     * @param kept its best weights, or null where it has none
     */
    void resume(TrainingSnapshot.Fit from, float @Nullable [] kept) {
        if (weights.length != (kept == null ? 0 : kept.length)) {
            throw new IllegalArgumentException("the snapshot is of a training with another patience");
        }
        if (kept != null) {
            System.arraycopy(kept, 0, weights, 0, weights.length);
        }
        loss = from.bestLoss();
        epoch = from.bestEpoch();
        since = from.sinceBest();
    }

    float[] weights() {
        return weights;
    }

    double loss() {
        return loss;
    }

    int epoch() {
        return epoch;
    }

    int since() {
        return since;
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
