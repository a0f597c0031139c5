package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The published bounds of {@link MathScalar}: a dense sample here, all floats in the long run. */
class MathBoundsTest {

    /** A function of one float. */
    private interface FloatFunction {
        float of(float x);
    }

    private record Bound(
            String name,
            FloatFunction function,
            DoubleUnaryOperator exact,
            double ulps,
            double absolute,
            float from,
            float to) {}

    private static final double ROOT_HALF = Math.sqrt(0.5);

    private static double sigmoid(double x) {
        return x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    /** erf by its series, or by the continued fraction of its complement. */
    static double erf(double x) {
        double z = Math.abs(x);
        return Math.signum(x) * (z < 3 ? series(z) : 1 - complement(z));
    }

    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int n = 1; term > sum * 1e-18; n++) {
            term *= 2 * z * z / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-z * z) * sum;
    }

    private static double complement(double z) {
        double tail = 0;
        for (int k = 60; k >= 1; k--) {
            tail = k / 2.0 / (z + tail);
        }
        return StrictMath.exp(-z * z) / Math.sqrt(Math.PI) / (z + tail);
    }

    private static double gelu(double x) {
        double z = Math.abs(x) / Math.sqrt(2);
        double below = z < 3 ? (1 - series(z)) / 2 : complement(z) / 2;
        return x * (x < 0 ? below : 1 - below);
    }

    private static double geluTanh(double x) {
        return x * sigmoid(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));
    }

    private static double mish(double x) {
        double e = StrictMath.exp(Math.min(x, 40));
        return x * (e * (e + 2) / (e * (e + 2) + 2));
    }

    private static FloatFunction activation(Activation activation) {
        return x -> ActivationScalar.apply(activation, x);
    }

    private static final float MAX = Float.MAX_VALUE;

    private static final Bound[] BOUNDS = {
        new Bound("exp", MathScalar::exp, StrictMath::exp, 1.0, 0, -MAX, MAX),
        new Bound("expm1", MathScalar::expm1, StrictMath::expm1, 1.0, 0, -MAX, 0),
        new Bound("log", MathScalar::log, StrictMath::log, 1.0, 0, 0, MAX),
        new Bound("sigmoid", MathScalar::sigmoid, MathBoundsTest::sigmoid, 2.5, 0, -MAX, MAX),
        new Bound("tanh", MathScalar::tanh, StrictMath::tanh, 2.5, 0, -MAX, MAX),
        new Bound("softplus", MathScalar::softplus, MathBoundsTest::softplus, 2.0, 0, -MAX, MAX),
        new Bound("erf", MathScalar::erf, MathBoundsTest::erf, 0, 4.5e-7, -MAX, MAX),
        new Bound("gelu from 0", activation(Activation.GELU), MathBoundsTest::gelu, 3, 0, 0, MAX),
        new Bound("gelu below 0", activation(Activation.GELU), MathBoundsTest::gelu, 0, 1e-6, -MAX, 0),
        new Bound("gelu-tanh from 0", activation(Activation.GELU_TANH), MathBoundsTest::geluTanh, 3, 0, 0, MAX),
        new Bound("gelu-tanh below 0", activation(Activation.GELU_TANH), MathBoundsTest::geluTanh, 0, 1e-7, -MAX, 0),
        new Bound("silu from 0", activation(Activation.SILU), x -> x * sigmoid(x), 3, 0, 0, MAX),
        new Bound("silu below 0", activation(Activation.SILU), x -> x * sigmoid(x), 0, 1e-7, -MAX, 0),
        new Bound("mish from 0", activation(Activation.MISH), MathBoundsTest::mish, 3, 0, 0, MAX),
        new Bound("mish below 0", activation(Activation.MISH), MathBoundsTest::mish, 0, 1e-7, -MAX, 0),
    };

    @Test
    void sampled() {
        for (Bound bound : BOUNDS) {
            double worst = 0;
            for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += 4099) {
                worst = Math.max(worst, error(bound, (int) bits));
            }
            assertTrue(worst <= 1, bound.name + ": the error is " + worst + " times its bound");
        }
    }

    @Test
    @Tag("long")
    void allFloats() {
        for (Bound bound : BOUNDS) {
            double worst = IntStream.range(0, 256)
                    .parallel()
                    .mapToDouble(part -> {
                        double most = 0;
                        for (int low = 0; low < 1 << 24; low++) {
                            most = Math.max(most, error(bound, part << 24 | low));
                        }
                        return most;
                    })
                    .max()
                    .orElseThrow();
            System.getLogger("dev.lanewise.test")
                    .log(
                            System.Logger.Level.INFO,
                            bound.name + ": " + worst * (bound.ulps == 0 ? bound.absolute : bound.ulps));
            assertTrue(worst <= 1, bound.name + ": the error is " + worst + " times its bound");
        }
    }

    @Test
    @Tag("long")
    void twinsOverAllFloats() {
        for (Activation activation : Activation.values()) {
            IntStream.range(0, 1 << 12).parallel().forEach(part -> {
                float[] z = new float[1 << 20];
                for (int low = 0; low < z.length; low++) {
                    z[low] = Float.intBitsToFloat(part << 20 | low);
                }
                float[] expected = new float[z.length];
                float[] actual = new float[z.length];
                new ActivationScalar().forward(activation, z, 0, expected, 0, z.length);
                new ActivationVector().forward(activation, z, 0, actual, 0, z.length);
                Cases.assertSameBits(expected, actual, activation.label());
                float[] scratch = new float[2 * z.length];
                float[] slope = expected.clone();
                float[] vectorSlope = expected.clone();
                new ActivationScalar().backward(activation, z, 0, slope, 0, z.length, scratch, 0);
                new ActivationVector().backward(activation, z, 0, vectorSlope, 0, z.length, scratch, 0);
                Cases.assertSameBits(slope, vectorSlope, activation.label() + " derivative");
            });
        }
    }

    /** The error at a float as a share of the bound. */
    private static double error(Bound bound, int bits) {
        float x = Float.intBitsToFloat(bits);
        float y = bound.function.of(x);
        if (Float.isNaN(x)) {
            assertTrue(Float.isNaN(y), bound.name + " of NaN");
            return 0;
        }
        if (!(x >= bound.from && x <= bound.to)) {
            return 0;
        }
        double exact = bound.exact.applyAsDouble(x);
        if (bound.ulps != 0 && Math.abs(exact) < Float.MIN_NORMAL) {
            // Below the normal numbers: at most one step of the subnormal grid beside the bound.
            assertTrue(
                    Math.abs(y - exact) <= 4 * Float.MIN_VALUE,
                    bound.name + " of " + x + " is " + y + ", not " + exact);
            return 0;
        }
        if (Math.abs(exact) > Float.MAX_VALUE) {
            return Float.isInfinite((float) exact) && !Float.isInfinite(y) ? Double.POSITIVE_INFINITY : 0;
        }
        double error = Math.abs(y - exact);
        return bound.ulps == 0 ? error / bound.absolute : error / (bound.ulps * Math.ulp((float) exact));
    }

    @Test
    void endsOfTheRange() {
        assertEquals(0f, MathScalar.exp(Float.NEGATIVE_INFINITY));
        assertEquals(Float.POSITIVE_INFINITY, MathScalar.exp(Float.POSITIVE_INFINITY));
        assertEquals(Float.NEGATIVE_INFINITY, MathScalar.log(0f));
        assertEquals(Float.NEGATIVE_INFINITY, MathScalar.log(-0f));
        assertTrue(Float.isNaN(MathScalar.log(-1f)));
        assertEquals(Float.POSITIVE_INFINITY, MathScalar.log(Float.POSITIVE_INFINITY));
        assertEquals(-0f, MathScalar.tanh(-0f));
        assertEquals(0f, MathScalar.tanh(0f));
        assertEquals(1f, MathScalar.tanh(Float.POSITIVE_INFINITY));
        assertEquals(-1f, MathScalar.tanh(Float.NEGATIVE_INFINITY));
        assertEquals(0f, MathScalar.sigmoid(Float.NEGATIVE_INFINITY));
        assertEquals(1f, MathScalar.sigmoid(Float.POSITIVE_INFINITY));
        assertEquals(0f, MathScalar.softplus(Float.NEGATIVE_INFINITY));
        assertEquals(1f, MathScalar.erf(Float.POSITIVE_INFINITY));
        assertEquals(Math.fma(0.5, erf(ROOT_HALF), 0.5), 0.8413447460685429, 1e-15);
    }
}
