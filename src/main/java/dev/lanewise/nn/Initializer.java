package dev.lanewise.nn;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.Threefry;
import java.util.Locale;

/**
 * How the weights of a dense layer start; biases start at 0. The value of an element depends on the seed, the tensor and the element
 * alone. Of variance {@code v}: a normal deviate is scaled by {@code sqrt(v)}, a uniform one lies between {@code -sqrt(3 v)} and {@code sqrt(3
 * v)}.
 */
public enum Initializer {
    /** Variance {@code 2 / inputs} (He et al., Delving Deep into Rectifiers, 2015). */
    HE_NORMAL,
    /** The same, uniform. */
    HE_UNIFORM,
    /** Variance {@code 2 / (inputs + outputs)} (Glorot and Bengio, 2010). */
    GLOROT_NORMAL,
    /** The same, uniform. */
    GLOROT_UNIFORM,
    /** Variance {@code 1 / inputs} (LeCun et al., Efficient BackProp, 1998). */
    LECUN_NORMAL,
    /** The same, uniform. */
    LECUN_UNIFORM,
    /** All 0: right for a network without hidden layers, useless otherwise. */
    ZERO,
    /** All {@code 1 / inputs}. */
    CONSTANT;

    /** Returns the name in kebab case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Fills a tensor of a slab; {@code key} is the key of the seed. */
    void fill(float[] slab, Tensor tensor, RandomKey key) {
        RandomKey tensorKey = key.fold("initialize").fold(tensor.name());
        for (int i = 0; i < tensor.size(); i++) {
            slab[tensor.offset() + i] = (float) value(tensor, tensorKey, i);
        }
    }

    private double value(Tensor tensor, RandomKey key, int element) {
        return switch (this) {
            case ZERO -> 0;
            case CONSTANT -> 1.0 / tensor.rows();
            case HE_NORMAL -> Math.sqrt(2.0 / tensor.rows()) * normal(key, element);
            case HE_UNIFORM -> Math.sqrt(6.0 / tensor.rows()) * uniform(key, element);
            case GLOROT_NORMAL -> Math.sqrt(2.0 / (tensor.rows() + tensor.columns())) * normal(key, element);
            case GLOROT_UNIFORM -> Math.sqrt(6.0 / (tensor.rows() + tensor.columns())) * uniform(key, element);
            case LECUN_NORMAL -> Math.sqrt(1.0 / tensor.rows()) * normal(key, element);
            case LECUN_UNIFORM -> Math.sqrt(3.0 / tensor.rows()) * uniform(key, element);
        };
    }

    /** Uniform on (-1, 1), never at an end. */
    private static double uniform(RandomKey key, int element) {
        int bits = (int) Threefry.block(key.word0(), key.word1(), element, 2);
        return (bits + 0.5) * 0x1p-31;
    }

    /** Normal (Box and Muller, 1958) from the two words of one block. */
    private static double normal(RandomKey key, int element) {
        long block = Threefry.block(key.word0(), key.word1(), element, 2);
        double u1 = ((block & 0xFFFFFFFFL) + 0.5) * 0x1p-32;
        double u2 = ((block >>> 32) + 0.5) * 0x1p-32;
        return Math.sqrt(-2 * StrictMath.log(u1)) * StrictMath.cos(2 * Math.PI * u2);
    }
}
