package dev.lanewise.train;

import java.util.List;

/**
 * What a {@link Recorder} noted. Repeatable to the last bit, whatever the execution.
 *
 * @param layers figures by step and layer
 * @param moments histograms of the optimizer's moments by step
 */
public record Recording(List<LayerSample> layers, List<MomentSample> moments) {

    /**
     * A dense layer at one step. Norms are Euclidean, of weights and biases together.
     *
     * @param epoch epoch, from 1
     * @param step optimizer step, from 1
     * @param layer dense layer, from 1
     * @param learningRate rate of the step
     * @param gradientNorm norm of the gradient, before clipping and penalties
     * @param weightNorm norm of the parameters before the step
     * @param updateNorm norm of what the step changed
     * @param idle share of units that were dead (a ReLU that gives 0) or saturated (a sigmoid or tanh within 0.01 of its ends) on every row of the last
     *     batch; of batches above 1024 rows of small networks, on its last chunk. NaN for activations that cannot be either
     */
    public record LayerSample(
            int epoch,
            long step,
            int layer,
            double learningRate,
            double gradientNorm,
            double weightNorm,
            double updateNorm,
            double idle) {

        /** Returns the norm of the update by that of the weights; a thousandth is usual. */
        public double updateRatio() {
            return weightNorm == 0 ? Double.NaN : updateNorm / weightNorm;
        }

        /** Returns the effective step: the norm of the update by that of the gradient, the rate that plain gradient descent would have needed. */
        public double effectiveStep() {
            return gradientNorm == 0 ? Double.NaN : updateNorm / gradientNorm;
        }
    }

    /**
     * Sizes of one of the optimizer's moments after a step, over all parameters.
     *
     * @param step optimizer step, from 1
     * @param name name of the moment, as {@link dev.lanewise.optim.OptimizerState#slabs()} has it
     * @param zeros elements that are 0
     * @param counts elements of size {@code 2^e} up to but not {@code 2^(e+1)}, for {@code e} from {@link #LEAST}; smaller and larger ones count in the first
     *     and the last
     */
    public record MomentSample(long step, String name, long zeros, List<Long> counts) {

        /** The least exponent. */
        public static final int LEAST = -64;

        /** The number of exponents. */
        public static final int COUNT = 80;

        /** Copies the list. */
        public MomentSample {
            counts = List.copyOf(counts);
        }
    }

    /** Copies the lists. */
    public Recording {
        layers = List.copyOf(layers);
        moments = List.copyOf(moments);
    }
}
