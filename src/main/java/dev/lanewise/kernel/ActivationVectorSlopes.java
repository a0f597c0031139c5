package dev.lanewise.kernel;

import static dev.lanewise.kernel.ActivationScalar.*;
import static dev.lanewise.kernel.MathVector.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The derivatives of {@link ActivationVector}: whole vectors of deltas times slopes. */
final class ActivationVectorSlopes {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ActivationVectorSlopes() {}

    /** Multiplies {@code length} deltas, a multiple of the vector length, by the slopes. */
    static void backward(Activation activation, float[] saved, int from, float[] delta, int to, int length) {
        switch (activation) {
            case IDENTITY -> identity(saved, from, delta, to, length);
            case RELU -> relu(saved, from, delta, to, length);
            case LEAKY_RELU -> leakyRelu(saved, from, delta, to, length);
            case RELU6 -> relu6(saved, from, delta, to, length);
            case ELU -> elu(saved, from, delta, to, length);
            case SELU -> selu(saved, from, delta, to, length);
            case SIGMOID -> sigmoid(saved, from, delta, to, length);
            case HARD_SIGMOID -> hardSigmoid(saved, from, delta, to, length);
            case TANH -> tanh(saved, from, delta, to, length);
            case SOFTPLUS -> softplus(saved, from, delta, to, length);
            case SOFTSIGN -> softsign(saved, from, delta, to, length);
            case GELU -> gelu(saved, from, delta, to, length);
            case GELU_TANH -> geluTanh(saved, from, delta, to, length);
            case SILU -> silu(saved, from, delta, to, length);
            case MISH -> mish(saved, from, delta, to, length);
        }
    }

    private static void identity(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = constant(1f).blend(s, s.compare(VectorOperators.NE, s));
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void relu(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = constant(Float.NaN)
                    .blend(0f, s.compare(VectorOperators.LE, 0f))
                    .blend(1f, s.compare(VectorOperators.GT, 0f));
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void leakyRelu(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = constant(Float.NaN)
                    .blend(LEAK, s.compare(VectorOperators.LE, 0f))
                    .blend(1f, s.compare(VectorOperators.GT, 0f));
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void relu6(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = inside(s, 6f, 1f);
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void elu(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = s.add(1f).blend(1f, s.compare(VectorOperators.GT, 0f));
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void selu(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = s.add(SELU_ALPHA_SCALE).blend(SELU_SCALE, s.compare(VectorOperators.GT, 0f));
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void sigmoid(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = s.mul(constant(1f).sub(s));
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void hardSigmoid(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = inside(s, 1f, SIXTH);
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void tanh(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = s.neg().fma(s, constant(1f));
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void softplus(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = MathVector.sigmoid(s);
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void softsign(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = softsignSlope(s);
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void gelu(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = geluSlope(s);
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void geluTanh(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = geluTanhSlope(s);
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void silu(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = siluSlope(s);
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void mish(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = FloatVector.fromArray(S, saved, from + i);
            FloatVector slope = mishSlope(s);
            FloatVector.fromArray(S, delta, to + i).mul(slope).intoArray(delta, to + i);
        }
    }

    /** {@code slope} strictly between 0 and {@code high}, 0 elsewhere, NaN for NaN. */
    private static FloatVector inside(FloatVector s, float high, float slope) {
        return constant(slope)
                .blend(s, s.compare(VectorOperators.NE, s))
                .blend(0f, s.compare(VectorOperators.LE, 0f))
                .blend(0f, s.compare(VectorOperators.GE, high));
    }

    private static FloatVector softsignSlope(FloatVector z) {
        FloatVector q = constant(1f).div(z.abs().add(1f));
        return q.mul(q);
    }

    private static FloatVector geluSlope(FloatVector z) {
        FloatVector density = MathVector.exp(z.mul(z).mul(-0.5f)).mul(DENSITY);
        return z.fma(density, ActivationVector.normal(z));
    }

    private static FloatVector geluTanhSlope(FloatVector z) {
        FloatVector c = ActivationVector.clip(z);
        FloatVector gate = ActivationVector.geluGate(c);
        FloatVector inner = c.mul(c).fma(constant(6f * GELU_CUBIC), constant(2f * GELU_LINEAR));
        return c.mul(gate).mul(constant(1f).sub(gate)).fma(inner, gate);
    }

    private static FloatVector siluSlope(FloatVector z) {
        FloatVector s = MathVector.sigmoid(z);
        return s.mul(z.fma(constant(1f).sub(s), constant(1f)));
    }

    private static FloatVector mishSlope(FloatVector z) {
        FloatVector e = MathVector.exp(z.blend(MISH_MAX, z.compare(VectorOperators.GT, MISH_MAX)));
        FloatVector n = e.mul(e.add(2f));
        FloatVector d = n.add(2f);
        FloatVector y = z.fma(e.mul(4f).mul(e.add(1f)).div(d.mul(d)), n.div(d));
        return y.blend(1f, z.compare(VectorOperators.GT, MISH_MAX));
    }
}
