package dev.lanewise.nn;

import dev.lanewise.core.Link;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossKernel;
import org.jspecify.annotations.Nullable;

/**
 * One output for all members while predicting: the output that stands for the mean of what theirs stand for. Means are taken in double, members in order. A
 * probability that rounds to 0 in all members counts as the least float, so that logits stay finite.
 */
final class MemberMean extends LayerPass {

    private final int members;
    private final Link link;
    private final Kernels kernels;

    /** Probabilities of all members; for those of one logit, the opposite's in the second part. */
    private final float[] meant;

    private final float[] scratch = new float[LossKernel.SCRATCH];

    MemberMean(int outputs, int maxRows, int members, Link link, Kernels kernels) {
        super(outputs, maxRows, false, true);
        this.members = members;
        this.link = link;
        this.kernels = kernels;
        int part = Math.multiplyExact(size, members);
        meant = new float[link == Link.LOGIT ? Math.multiplyExact(2, part) : link == Link.SOFTMAX ? part : 0];
    }

    @Override
    void forward(float[] x, int xOffset, int allRows) {
        int rows = allRows / members;
        int length = allRows * outputs;
        switch (link) {
            case IDENTITY -> {
                for (int i = 0; i < rows * outputs; i++) {
                    output[i] = (float) mean(x, xOffset, i);
                }
            }
            case LOG -> rates(x, xOffset, rows * outputs);
            case LOGIT -> {
                for (int i = 0; i < length; i++) {
                    meant[length + i] = -x[xOffset + i];
                }
                kernels.activations().forward(Activation.SIGMOID, x, xOffset, meant, 0, length);
                kernels.activations().forward(Activation.SIGMOID, meant, length, meant, length, length);
                for (int i = 0; i < rows * outputs; i++) {
                    output[i] = (float) (log(mean(meant, 0, i)) - log(mean(meant, length, i)));
                }
            }
            case SOFTMAX -> {
                kernels.losses().softmax(x, xOffset, meant, 0, allRows, outputs, scratch);
                for (int i = 0; i < rows * outputs; i++) {
                    output[i] = (float) log(mean(meant, 0, i));
                }
            }
        }
    }

    /** The mean over the members of element {@code i} of the outputs. */
    private double mean(float[] values, int offset, int i) {
        int at = offset + (i / outputs * members) * outputs + i % outputs;
        double sum = 0;
        for (int m = 0; m < members; m++) {
            sum += values[at + m * outputs];
        }
        return sum / members;
    }

    private void rates(float[] x, int xOffset, int count) {
        for (int i = 0; i < count; i++) {
            int at = xOffset + (i / outputs * members) * outputs + i % outputs;
            double sum = 0;
            for (int m = 0; m < members; m++) {
                sum += StrictMath.exp(x[at + m * outputs]);
            }
            output[i] = (float) StrictMath.log(Math.max(sum / members, Double.MIN_VALUE));
        }
    }

    /** Logarithm of a probability, NaN for NaN. */
    private static double log(double probability) {
        return StrictMath.log(Math.max(probability, Float.MIN_VALUE));
    }

    @Override
    void backward(float[] gradients, boolean add, @Nullable LayerPass before) {
        throw new IllegalStateException("members are averaged for predicting only");
    }
}
