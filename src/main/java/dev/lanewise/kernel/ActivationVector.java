package dev.lanewise.kernel;

import static dev.lanewise.kernel.ActivationScalar.*;
import static dev.lanewise.kernel.MathVector.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link ActivationKernel}, forward; {@link ActivationVectorSlopes} holds the derivatives. One small loop a function. */
final class ActivationVector implements ActivationKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final ActivationScalar TAIL = new ActivationScalar();

    @Override
    public void forward(Activation activation, float[] z, int zOffset, float[] y, int yOffset, int length) {
        int whole = length - length % L;
        switch (activation) {
            case IDENTITY -> identity(z, zOffset, y, yOffset, whole);
            case RELU -> relu(z, zOffset, y, yOffset, whole);
            case LEAKY_RELU -> leakyRelu(z, zOffset, y, yOffset, whole);
            case RELU6 -> relu6(z, zOffset, y, yOffset, whole);
            case ELU -> elu(z, zOffset, y, yOffset, whole);
            case SELU -> selu(z, zOffset, y, yOffset, whole);
            case SIGMOID -> sigmoid(z, zOffset, y, yOffset, whole);
            case HARD_SIGMOID -> hardSigmoid(z, zOffset, y, yOffset, whole);
            case TANH -> tanh(z, zOffset, y, yOffset, whole);
            case SOFTPLUS -> softplus(z, zOffset, y, yOffset, whole);
            case SOFTSIGN -> softsign(z, zOffset, y, yOffset, whole);
            case GELU -> gelu(z, zOffset, y, yOffset, whole);
            case GELU_TANH -> geluTanh(z, zOffset, y, yOffset, whole);
            case SILU -> silu(z, zOffset, y, yOffset, whole);
            case MISH -> mish(z, zOffset, y, yOffset, whole);
        }
        TAIL.forward(activation, z, zOffset + whole, y, yOffset + whole, length - whole);
    }

    @Override
    public void backward(
            Activation activation, float[] saved, int savedOffset, float[] delta, int deltaOffset, int length) {
        int whole = length - length % L;
        ActivationVectorSlopes.backward(activation, saved, savedOffset, delta, deltaOffset, whole);
        TAIL.backward(activation, saved, savedOffset + whole, delta, deltaOffset + whole, length - whole);
    }

    private static void identity(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            z.intoArray(out, to + i);
        }
    }

    private static void relu(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            z.blend(0f, z.compare(VectorOperators.LE, 0f)).intoArray(out, to + i);
        }
    }

    private static void leakyRelu(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            z.mul(LEAK).blend(z, z.compare(VectorOperators.GT, 0f)).intoArray(out, to + i);
        }
    }

    private static void relu6(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            clamp(z, 0f, 6f).intoArray(out, to + i);
        }
    }

    private static void elu(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            MathVector.expm1(z).blend(z, z.compare(VectorOperators.GT, 0f)).intoArray(out, to + i);
        }
    }

    private static void selu(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            MathVector.expm1(z)
                    .mul(SELU_ALPHA_SCALE)
                    .blend(z.mul(SELU_SCALE), z.compare(VectorOperators.GT, 0f))
                    .intoArray(out, to + i);
        }
    }

    private static void sigmoid(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            MathVector.sigmoid(z).intoArray(out, to + i);
        }
    }

    private static void hardSigmoid(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            clamp(z.fma(constant(SIXTH), constant(0.5f)), 0f, 1f).intoArray(out, to + i);
        }
    }

    private static void tanh(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            MathVector.tanh(z).intoArray(out, to + i);
        }
    }

    private static void softplus(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            MathVector.softplus(z).intoArray(out, to + i);
        }
    }

    private static void softsign(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            z.div(z.abs().add(1f)).intoArray(out, to + i);
        }
    }

    private static void gelu(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            z.mul(normal(z)).intoArray(out, to + i);
        }
    }

    private static void geluTanh(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            z.mul(geluGate(clip(z))).intoArray(out, to + i);
        }
    }

    private static void silu(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            z.mul(MathVector.sigmoid(z)).intoArray(out, to + i);
        }
    }

    private static void mish(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector z = FloatVector.fromArray(S, in, from + i);
            mishOf(z).intoArray(out, to + i);
        }
    }

    private static FloatVector clamp(FloatVector z, float low, float high) {
        return z.blend(low, z.compare(VectorOperators.LE, low)).blend(high, z.compare(VectorOperators.GE, high));
    }

    static FloatVector normal(FloatVector z) {
        return MathVector.erf(z.mul(ROOT_HALF)).fma(constant(0.5f), constant(0.5f));
    }

    static FloatVector clip(FloatVector z) {
        FloatVector c = z.blend(GELU_TANH_MAX, z.compare(VectorOperators.GT, GELU_TANH_MAX));
        return c.blend(-GELU_TANH_MAX, c.compare(VectorOperators.LT, -GELU_TANH_MAX));
    }

    static FloatVector geluGate(FloatVector c) {
        FloatVector u = c.mul(c.mul(c).fma(constant(GELU_CUBIC), constant(GELU_LINEAR)));
        return MathVector.sigmoid(u.mul(2f));
    }

    private static FloatVector mishOf(FloatVector z) {
        FloatVector e = MathVector.exp(z.blend(MISH_MAX, z.compare(VectorOperators.GT, MISH_MAX)));
        FloatVector n = e.mul(e.add(2f));
        return z.mul(n.div(n.add(2f)));
    }
}
