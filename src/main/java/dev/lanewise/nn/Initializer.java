package dev.lanewise.nn;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.Threefry;
import dev.lanewise.core.UserException;
import java.util.Locale;

/**
 * How the weights of a layer start; biases start at 0. The value of an element depends on the seed, the tensor and the element
 * alone. Of variance {@code v}: a normal deviate is scaled by {@code sqrt(v)}, a uniform one lies between {@code -sqrt(3 v)} and {@code sqrt(3
 * v)}.
 *
 * @param kind the rule
 * @param value what all weights are, for a constant; otherwise 0
 */
public record Initializer(Kind kind, float value) {

    /** The rule. */
    public enum Kind {
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
        /** Variance 1, for tables of embeddings. */
        NORMAL,
        /** All 0: right for a network without hidden layers, useless otherwise. */
        ZERO,
        /** All {@link Initializer#value()}. */
        CONSTANT,
        /** 1 or -1, each as likely: the factors that tell the members of an ensemble apart. */
        RANDOM_SIGN
    }

    /** See {@link Kind#HE_NORMAL}. */
    public static final Initializer HE_NORMAL = new Initializer(Kind.HE_NORMAL, 0);

    /** See {@link Kind#HE_UNIFORM}. */
    public static final Initializer HE_UNIFORM = new Initializer(Kind.HE_UNIFORM, 0);

    /** See {@link Kind#GLOROT_NORMAL}. */
    public static final Initializer GLOROT_NORMAL = new Initializer(Kind.GLOROT_NORMAL, 0);

    /** See {@link Kind#GLOROT_UNIFORM}. */
    public static final Initializer GLOROT_UNIFORM = new Initializer(Kind.GLOROT_UNIFORM, 0);

    /** See {@link Kind#LECUN_NORMAL}. */
    public static final Initializer LECUN_NORMAL = new Initializer(Kind.LECUN_NORMAL, 0);

    /** See {@link Kind#LECUN_UNIFORM}. */
    public static final Initializer LECUN_UNIFORM = new Initializer(Kind.LECUN_UNIFORM, 0);

    /** See {@link Kind#NORMAL}. */
    public static final Initializer NORMAL = new Initializer(Kind.NORMAL, 0);

    /** See {@link Kind#ZERO}. */
    public static final Initializer ZERO = new Initializer(Kind.ZERO, 0);

    /** See {@link Kind#RANDOM_SIGN}. */
    public static final Initializer RANDOM_SIGN = new Initializer(Kind.RANDOM_SIGN, 0);

    private static final String CONSTANT = "constant=";

    /** Whether factors may start so: as a constant or as random signs. */
    boolean isOfFactors() {
        return kind == Kind.CONSTANT || kind == Kind.RANDOM_SIGN;
    }

    /** Checks the value. */
    public Initializer {
        if (kind != Kind.CONSTANT && value != 0) {
            throw new IllegalArgumentException(kind + " takes no value");
        }
        if (!Float.isFinite(value)) {
            throw new UserException("The constant that weights start with must be finite, not " + value + ".");
        }
    }

    /** Returns the initialiser that makes every weight {@code value}. All units of a layer then stay the same. */
    public static Initializer constant(float value) {
        return new Initializer(Kind.CONSTANT, value);
    }

    /** Returns the name in kebab case, for a constant {@code constant=value}. */
    public String label() {
        return kind == Kind.CONSTANT
                ? CONSTANT + value
                : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the initialiser of a {@link #label()}.
     *
     * @throws UserException if there is none
     */
    public static Initializer parse(String label) {
        if (label.startsWith(CONSTANT)) {
            try {
                return constant(Float.parseFloat(label.substring(CONSTANT.length())));
            } catch (NumberFormatException e) {
                throw new UserException("There is no initialiser '" + label + "'.", e);
            }
        }
        for (Kind kind : Kind.values()) {
            Initializer known = new Initializer(kind, 0);
            if (kind != Kind.CONSTANT && known.label().equals(label)) {
                return known;
            }
        }
        throw new UserException("There is no initialiser '" + label + "'.");
    }

    /** Fills a tensor of a slab; {@code key} is the key of the seed. */
    void fill(float[] slab, Tensor tensor, RandomKey key) {
        RandomKey tensorKey = key.fold("initialize").fold(tensor.name());
        for (int i = 0; i < tensor.size(); i++) {
            slab[tensor.offset() + i] = (float) value(tensor, tensorKey, i);
        }
    }

    private double value(Tensor tensor, RandomKey key, int element) {
        return switch (kind) {
            case ZERO -> 0;
            case CONSTANT -> value;
            case RANDOM_SIGN -> uniform(key, element) < 0 ? -1 : 1;
            case NORMAL -> normal(key, element);
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
