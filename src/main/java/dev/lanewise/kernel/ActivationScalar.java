package dev.lanewise.kernel;

/** The textbook twin of {@link ActivationKernel}. */
final class ActivationScalar implements ActivationKernel {

    static final float LEAK = 0.01f;
    static final float SELU_SCALE = 1.0507009873554805f;
    static final float SELU_ALPHA_SCALE = 1.7580993408473766f;
    static final float SIXTH = 1f / 6f;
    static final float ROOT_HALF = 0.70710678118654752f;
    /** 1 / sqrt(2 pi). */
    static final float DENSITY = 0.39894228040143268f;
    /** sqrt(2 / pi), and that times 0.044715. */
    static final float GELU_LINEAR = 0.79788456080286536f;

    static final float GELU_CUBIC = 0.03567740813636141f;
    /** Beyond this the tanh form of GELU is 0 or the identity. */
    static final float GELU_TANH_MAX = 12f;
    /** Above this Mish is the identity. */
    static final float MISH_MAX = 20f;

    @Override
    public void forward(Activation activation, float[] z, int zOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = apply(activation, z[zOffset + i]);
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
        for (int i = 0; i < length; i++) {
            delta[deltaOffset + i] *= slope(activation, saved[savedOffset + i]);
        }
    }

    static float apply(Activation activation, float z) {
        return switch (activation) {
            case IDENTITY -> z;
            case RELU -> z <= 0 ? 0 : z;
            case LEAKY_RELU -> z > 0 ? z : z * LEAK;
            case RELU6 -> z <= 0 ? 0 : z >= 6 ? 6 : z;
            case ELU -> z > 0 ? z : MathScalar.expm1(z);
            case SELU -> z > 0 ? z * SELU_SCALE : MathScalar.expm1(z) * SELU_ALPHA_SCALE;
            case SIGMOID -> MathScalar.sigmoid(z);
            case HARD_SIGMOID -> hardSigmoid(z);
            case TANH -> MathScalar.tanh(z);
            case SOFTPLUS -> MathScalar.softplus(z);
            case SOFTSIGN -> z / (Math.abs(z) + 1f);
            case GELU -> z * normal(z);
            case GELU_TANH -> z * geluGate(clip(z));
            case SILU -> z * MathScalar.sigmoid(z);
            case MISH -> mish(z);
        };
    }

    /** The derivative, from the output or the argument as {@link Activation#derivativeFromArgument()} says. */
    private static float slope(Activation activation, float s) {
        return switch (activation) {
            case IDENTITY -> Float.isNaN(s) ? s : 1;
            case RELU -> s > 0 ? 1 : s <= 0 ? 0 : Float.NaN;
            case LEAKY_RELU -> s > 0 ? 1 : s <= 0 ? LEAK : Float.NaN;
            case RELU6 -> s <= 0 || s >= 6 ? 0 : Float.isNaN(s) ? s : 1;
            case ELU -> s > 0 ? 1 : s + 1f;
            case SELU -> s > 0 ? SELU_SCALE : s + SELU_ALPHA_SCALE;
            case SIGMOID -> s * (1f - s);
            case HARD_SIGMOID -> s <= 0 || s >= 1 ? 0 : Float.isNaN(s) ? s : SIXTH;
            case TANH -> Math.fma(-s, s, 1f);
            case SOFTPLUS -> MathScalar.sigmoid(s);
            case SOFTSIGN -> softsignSlope(s);
            case GELU -> geluSlope(s);
            case GELU_TANH -> geluTanhSlope(s);
            case SILU -> siluSlope(s);
            case MISH -> mishSlope(s);
        };
    }

    private static float hardSigmoid(float z) {
        float v = Math.fma(z, SIXTH, 0.5f);
        return v <= 0 ? 0 : v >= 1 ? 1 : v;
    }

    private static float softsignSlope(float z) {
        float q = 1f / (Math.abs(z) + 1f);
        return q * q;
    }

    /** The normal distribution function. */
    private static float normal(float z) {
        return Math.fma(MathScalar.erf(z * ROOT_HALF), 0.5f, 0.5f);
    }

    private static float geluSlope(float z) {
        float density = MathScalar.exp(z * z * -0.5f) * DENSITY;
        return Math.fma(z, density, normal(z));
    }

    private static float clip(float z) {
        float c = z > GELU_TANH_MAX ? GELU_TANH_MAX : z;
        return c < -GELU_TANH_MAX ? -GELU_TANH_MAX : c;
    }

    /** (1 + tanh(u)) / 2 = sigmoid(2 u), which does not cancel. */
    private static float geluGate(float c) {
        float u = c * Math.fma(c * c, GELU_CUBIC, GELU_LINEAR);
        return MathScalar.sigmoid(u * 2f);
    }

    private static float geluTanhSlope(float z) {
        float c = clip(z);
        float gate = geluGate(c);
        float inner = Math.fma(c * c, 6f * GELU_CUBIC, 2f * GELU_LINEAR);
        return Math.fma(c * gate * (1f - gate), inner, gate);
    }

    private static float siluSlope(float z) {
        float s = MathScalar.sigmoid(z);
        return s * Math.fma(z, 1f - s, 1f);
    }

    /** With e = exp(z) and n = e (e + 2), tanh(softplus(z)) is n / (n + 2). */
    private static float mish(float z) {
        float e = MathScalar.exp(z > MISH_MAX ? MISH_MAX : z);
        float n = e * (e + 2f);
        return z * (n / (n + 2f));
    }

    private static float mishSlope(float z) {
        float e = MathScalar.exp(z > MISH_MAX ? MISH_MAX : z);
        float n = e * (e + 2f);
        float d = n + 2f;
        float y = Math.fma(z, e * 4f * (e + 1f) / (d * d), n / d);
        return z > MISH_MAX ? 1 : y;
    }
}
