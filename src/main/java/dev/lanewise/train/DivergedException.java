package dev.lanewise.train;

/** Training stopped because the loss was no finite number. Its message is one line. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final int batch;

    DivergedException(int epoch, int batch, double loss, double learningRate) {
        super("Training diverged: the loss of epoch " + epoch + ", batch " + batch + " is " + loss
                + ". Try a learning rate below " + learningRate + ", standardised features, or another optimizer.");
        this.epoch = epoch;
        this.batch = batch;
    }

    /** Returns the epoch, from 1. */
    public int epoch() {
        return epoch;
    }

    /** Returns the batch of the epoch, from 1. */
    public int batch() {
        return batch;
    }
}
