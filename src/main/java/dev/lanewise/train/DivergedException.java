package dev.lanewise.train;

import java.math.BigDecimal;

/** Training stopped because the loss was no finite number. Its message is one line. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final int batch;

    DivergedException(int epoch, int batch, double loss, double learningRate) {
        super("Training diverged: the loss of "
                + (batch == 0 ? "the validation rows after epoch " + epoch : "epoch " + epoch + ", batch " + batch)
                + " is " + loss + ". Try a learning rate below " + plain(learningRate)
                + ", standardised features, or another optimizer.");
        this.epoch = epoch;
        this.batch = batch;
    }

    /** Returns the epoch, from 1. */
    public int epoch() {
        return epoch;
    }

    /** Returns the batch of the epoch, from 1; 0 for the validation rows after it. */
    public int batch() {
        return batch;
    }

    /** Without an exponent where it is short. */
    private static String plain(double value) {
        String text = new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
        return text.length() <= 12 ? text : String.valueOf(value);
    }
}
