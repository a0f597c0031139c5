package dev.lanewise.kernel;

import static dev.lanewise.kernel.ActivationScalar.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The derivatives of {@link ActivationVector}: whole vectors of deltas times slopes. */
final class ActivationVectorSlopes {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ActivationVectorSlopes() {}

    /** Multiplies {@code length} deltas, a multiple of the vector length, by the slopes. */
    static void backward(
            Activation activation,
            float[] saved,
            int from,
            float[] delta,
            int to,
            int length,
            float[] scratch,
            int at) {
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
            case SOFTPLUS -> softplus(saved, from, delta, to, length, scratch, at);
            case SOFTSIGN -> softsign(saved, from, delta, to, length);
            case GELU -> gelu(saved, from, delta, to, length, scratch, at);
            case GELU_TANH -> geluTanh(saved, from, delta, to, length, scratch, at);
            case SILU -> silu(saved, from, delta, to, length, scratch, at);
            case MISH -> mish(saved, from, delta, to, length, scratch, at);
        }
    }

    private static void identity(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector slope = FloatVector.broadcast(S, 1f).blend(s, s.compare(VectorOperators.NE, s));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void relu(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector slope = FloatVector.broadcast(S, Float.NaN)
                    .blend(0f, s.compare(VectorOperators.LE, 0f))
                    .blend(1f, s.compare(VectorOperators.GT, 0f));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void leakyRelu(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector slope = FloatVector.broadcast(S, Float.NaN)
                    .blend(LEAK, s.compare(VectorOperators.LE, 0f))
                    .blend(1f, s.compare(VectorOperators.GT, 0f));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void relu6(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector slope = FloatVector.broadcast(S, 1f)
                    .blend(s, s.compare(VectorOperators.NE, s))
                    .blend(0f, s.compare(VectorOperators.LE, 0f))
                    .blend(0f, s.compare(VectorOperators.GE, 6f));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void elu(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector slope = s.add(1f).blend(1f, s.compare(VectorOperators.GT, 0f));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void selu(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector slope = s.add(SELU_ALPHA_SCALE).blend(SELU_SCALE, s.compare(VectorOperators.GT, 0f));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void sigmoid(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector slope = s.mul(FloatVector.broadcast(S, 1f).sub(s));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void hardSigmoid(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector slope = FloatVector.broadcast(S, SIXTH)
                    .blend(s, s.compare(VectorOperators.NE, s))
                    .blend(0f, s.compare(VectorOperators.LE, 0f))
                    .blend(0f, s.compare(VectorOperators.GE, 1f));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void tanh(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector slope = s.neg().fma(s, FloatVector.broadcast(S, 1f));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void softplus(float[] saved, int from, float[] delta, int to, int length, float[] scratch, int at) {
        MathVector.sigmoid(saved, from, scratch, at, length);
        for (int i = 0; i < length; i += L) {
            FloatVector slope = Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, at + i));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void softsign(float[] saved, int from, float[] delta, int to, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector q = FloatVector.broadcast(S, 1f).div(s.abs().add(1f));
            FloatVector slope = q.mul(q);
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void gelu(float[] saved, int from, float[] delta, int to, int length, float[] scratch, int at) {
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            s.mul(s).mul(-0.5f).intoArray(scratch, at + i);
        }
        MathVector.expDown(scratch, at, scratch, at, length);
        MathVector.normal(saved, from, scratch, at + length, length);
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector density =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, at + i)).mul(DENSITY);
            FloatVector slope = s.fma(density, Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, at + length + i)));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void geluTanh(float[] saved, int from, float[] delta, int to, int length, float[] scratch, int at) {
        ActivationVector.geluTanhArgument(saved, from, scratch, at, length);
        MathVector.sigmoid(scratch, at, scratch, at, length);
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector c = s.blend(GELU_TANH_MAX, s.compare(VectorOperators.GT, GELU_TANH_MAX));
            c = c.blend(-GELU_TANH_MAX, c.compare(VectorOperators.LT, -GELU_TANH_MAX));
            FloatVector gate = Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, at + i));
            FloatVector inner =
                    c.mul(c).fma(FloatVector.broadcast(S, 6f * GELU_CUBIC), FloatVector.broadcast(S, 2f * GELU_LINEAR));
            FloatVector rest = FloatVector.broadcast(S, 1f).sub(gate);
            FloatVector slope = c.mul(gate).mul(rest).fma(inner, gate);
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void silu(float[] saved, int from, float[] delta, int to, int length, float[] scratch, int at) {
        MathVector.sigmoid(saved, from, scratch, at, length);
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector y = Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, at + i));
            FloatVector one = FloatVector.broadcast(S, 1f);
            FloatVector slope = y.mul(s.fma(one.sub(y), one));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }

    private static void mish(float[] saved, int from, float[] delta, int to, int length, float[] scratch, int at) {
        ActivationVector.mishExponential(saved, from, scratch, at, length);
        for (int i = 0; i < length; i += L) {
            FloatVector s = Lanes.TYPE.cast(FloatVector.fromArray(S, saved, from + i));
            FloatVector e = Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, at + i));
            FloatVector n = e.mul(e.add(2f));
            FloatVector d = n.add(2f);
            FloatVector slope = s.fma(e.mul(4f).mul(e.add(1f)).div(d.mul(d)), n.div(d));
            slope = slope.blend(1f, s.compare(VectorOperators.GT, MISH_MAX));
            Lanes.TYPE.cast(FloatVector.fromArray(S, delta, to + i)).mul(slope).intoArray(delta, to + i);
        }
    }
}
