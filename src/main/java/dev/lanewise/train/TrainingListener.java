package dev.lanewise.train;

/** Follows a training run and can stop it. Called in the training thread. */
public interface TrainingListener {

    /**
     * A batch was trained on.
     *
     * @param epoch number of the epoch, from 1
     * @param batch number of the batch in the epoch, from 1
     * @param batches number of batches of the epoch
     * @param loss loss of the batch before its step
     * @return false to stop, after the step that the batch belongs to
     */
    default boolean onBatch(int epoch, int batch, int batches, double loss) {
        return true;
    }

    /**
     * An epoch ended.
     *
     * @return false to stop
     */
    default boolean onEpoch(EpochRecord epoch) {
        return true;
    }

    /**
     * Training ends. The weights are still those of the last step, not yet those of the best epoch; not called where the training failed.
     *
     * @param stop why
     */
    default void onStop(History.Stop stop) {}
}
