package dev.lanewise.kernel;

import static dev.lanewise.kernel.ActivationScalar.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector twin of {@link ActivationKernel}, forward; {@link ActivationVectorSlopes} holds the derivatives. Small loops one after the other,
 * over elements that are still in cache.
 */
final class ActivationVector implements ActivationKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final ActivationScalar TAIL = new ActivationScalar();

    @Override
    public void forward(Activation activation, float[] z, int zOffset, float[] y, int yOffset, int length) {
        switch (activation) {
            case ELU -> MathVector.elu(z, zOffset, y, yOffset, length, 1, 1);
            case SELU -> MathVector.elu(z, zOffset, y, yOffset, length, SELU_SCALE, SELU_ALPHA_SCALE);
            case SIGMOID -> MathVector.sigmoid(z, zOffset, y, yOffset, length);
            case TANH -> MathVector.tanh(z, zOffset, y, yOffset, length);
            default -> {
                int whole = length - length % L;
                wholeVectors(activation, z, zOffset, y, yOffset, whole);
                TAIL.forward(activation, z, zOffset + whole, y, yOffset + whole, length - whole);
            }
        }
    }

    private static void wholeVectors(Activation activation, float[] z, int zOffset, float[] y, int yOffset, int whole) {
        switch (activation) {
            case IDENTITY -> System.arraycopy(z, zOffset, y, yOffset, whole);
            case RELU -> relu(z, zOffset, y, yOffset, whole);
            case LEAKY_RELU -> leakyRelu(z, zOffset, y, yOffset, whole);
            case RELU6 -> relu6(z, zOffset, y, yOffset, whole);
            case HARD_SIGMOID -> hardSigmoid(z, zOffset, y, yOffset, whole);
            case SOFTPLUS -> softplus(z, zOffset, y, yOffset, whole);
            case SOFTSIGN -> softsign(z, zOffset, y, yOffset, whole);
            case GELU -> {
                MathVector.normal(z, zOffset, y, yOffset, whole);
                timesArgument(z, zOffset, y, yOffset, whole);
            }
            case GELU_TANH -> {
                geluTanhArgument(z, zOffset, y, yOffset, whole);
                MathVector.sigmoid(y, yOffset, y, yOffset, whole);
                timesArgument(z, zOffset, y, yOffset, whole);
            }
            case SILU -> {
                MathVector.sigmoid(z, zOffset, y, yOffset, whole);
                timesArgument(z, zOffset, y, yOffset, whole);
            }
            case MISH -> mish(z, zOffset, y, yOffset, whole);
            default -> throw new AssertionError(activation);
        }
    }

    @Override
    public void backward(
            Activation activation,
            float[] saved,
            int savedOffset,
            float[] delta,
            int deltaOffset,
            int length,
            float[] scratch,
            int scratchOffset) {
        int whole = length - length % L;
        ActivationVectorSlopes.backward(
                activation, saved, savedOffset, delta, deltaOffset, whole, scratch, scratchOffset);
        TAIL.backward(
                activation,
                saved,
                savedOffset + whole,
                delta,
                deltaOffset + whole,
                length - whole,
                scratch,
                scratchOffset);
    }

    private static void relu(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i));
            z.blend(0f, z.compare(VectorOperators.LE, 0f)).intoArray(out, to + i);
        }
    }

    private static void leakyRelu(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i));
            z.mul(LEAK).blend(z, z.compare(VectorOperators.GT, 0f)).intoArray(out, to + i);
        }
    }

    private static void relu6(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i));
            FloatVector y = z.blend(0f, z.compare(VectorOperators.LE, 0f));
            y.blend(6f, z.compare(VectorOperators.GE, 6f)).intoArray(out, to + i);
        }
    }

    private static void hardSigmoid(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i));
            FloatVector v = z.fma(FloatVector.broadcast(S, SIXTH), FloatVector.broadcast(S, 0.5f));
            FloatVector y = v.blend(0f, v.compare(VectorOperators.LE, 0f));
            y.blend(1f, v.compare(VectorOperators.GE, 1f)).intoArray(out, to + i);
        }
    }

    private static void softplus(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i));
            z.abs().neg().intoArray(out, to + i);
        }
        MathVector.expDown(out, to, out, to, length);
        MathVector.log1p(out, to, out, to, length);
        for (int i = 0; i < length; i += L) {
            FloatVector z = Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i));
            FloatVector y = Lanes.TYPE.cast(FloatVector.fromArray(S, out, to + i));
            FloatVector positive = FloatVector.zero(S).blend(z, z.compare(VectorOperators.GT, 0f));
            y.add(positive).intoArray(out, to + i);
        }
    }

    private static void softsign(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i));
            z.div(z.abs().add(1f)).intoArray(out, to + i);
        }
    }

    /** Multiplies what stands in {@code out} by the arguments. */
    private static void timesArgument(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i));
            FloatVector y = Lanes.TYPE.cast(FloatVector.fromArray(S, out, to + i));
            z.mul(y).intoArray(out, to + i);
        }
    }

    /** What the gate of the tanh form of GELU is the sigmoid of. */
    static void geluTanhArgument(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i));
            FloatVector c = z.blend(GELU_TANH_MAX, z.compare(VectorOperators.GT, GELU_TANH_MAX));
            c = c.blend(-GELU_TANH_MAX, c.compare(VectorOperators.LT, -GELU_TANH_MAX));
            FloatVector u =
                    c.mul(c.mul(c).fma(FloatVector.broadcast(S, GELU_CUBIC), FloatVector.broadcast(S, GELU_LINEAR)));
            u.mul(2f).intoArray(out, to + i);
        }
    }

    /** exp(z), for arguments up to where Mish is the identity. */
    static void mishExponential(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i));
            z.blend(MISH_MAX, z.compare(VectorOperators.GT, MISH_MAX)).intoArray(out, to + i);
        }
        MathVector.exp(out, to, out, to, length);
    }

    private static void mish(float[] in, int from, float[] out, int to, int length) {
        mishExponential(in, from, out, to, length);
        for (int i = 0; i < length; i += L) {
            FloatVector z = Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i));
            FloatVector e = Lanes.TYPE.cast(FloatVector.fromArray(S, out, to + i));
            FloatVector n = e.mul(e.add(2f));
            z.mul(n.div(n.add(2f))).intoArray(out, to + i);
        }
    }
}
