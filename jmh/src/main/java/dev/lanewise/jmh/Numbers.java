package dev.lanewise.jmh;

import dev.lanewise.core.Tensor;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.OptimizerState;

/**
 * How large the numbers are that a benchmark computes with. CPUs take longer for subnormal ones, below 2^-126, some by an exception in microcode each time.
 */
public enum Numbers {
    /** Standard normal deviates. */
    NORMAL(1, 1),
    /** Features, or gradients, are subnormal. */
    SUBNORMAL(1e-40f, 1),
    /** Every other hidden unit is dead: gradients of 0, and moments that have decayed to subnormal numbers. In an optimizer alone, all parameters are so. */
    DEAD(1, 1),
    /** Weights are subnormal, as those of dead units become by weight decay in the end; in an optimizer, with gradients and moments as above. */
    DECAYED(1, 1e-40f),
    /** Features and weights, or gradients and weights, are normal, their products and squares subnormal. */
    SMALL(1e-20f, 1e-20f);

    private final float left;
    private final float right;

    Numbers(float left, float right) {
        this.left = left;
        this.right = right;
    }

    /** Kills every other hidden unit, and lets the moments of its weights have decayed. */
    static void kill(Network network, OptimizerState state) {
        float[] parameters = network.parameters();
        for (Tensor tensor : network.layout().tensors()) {
            for (int i = 0; i < tensor.size() && tensor.columns() != network.outputs(); i++) {
                int at = tensor.offset() + i;
                if (i % tensor.columns() % 2 == 0) {
                    parameters[at] = tensor.kind() == Tensor.Kind.BIAS ? -1e6f : parameters[at];
                    state.slabs().values().forEach(slab -> decay(slab, at));
                }
            }
        }
    }

    private static void decay(float[] slab, int at) {
        if (at < slab.length) {
            slab[at] = DECAYED.right;
        }
    }

    /** Scales features or gradients. */
    float[] left(float[] values) {
        return scale(values, left);
    }

    /** Scales weights, or what they are multiplied with. */
    float[] right(float[] values) {
        return scale(values, right);
    }

    private static float[] scale(float[] values, float factor) {
        for (int i = 0; i < values.length && factor != 1; i++) {
            values[i] *= factor;
        }
        return values;
    }
}
