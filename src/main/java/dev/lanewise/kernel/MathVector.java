package dev.lanewise.kernel;

import static dev.lanewise.kernel.MathScalar.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link MathScalar} over arrays, operation by operation. Each loop is written out: a helper that returns a vector is not always inlined, since
 * the JIT compiler refuses one that it has already compiled by itself, and every vector that passes through it is then an object. The last vector
 * is masked where it is not whole; the JIT compiler takes that test out of its main loop. {@code in} and {@code out} may be one array with one
 * offset.
 */
final class MathVector {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private MathVector() {}

    /** exp(z). */
    static void exp(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            boolean whole = i <= length - L;
            FloatVector z = whole
                    ? Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i))
                    : Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i, S.indexInRange(i, length)));
            FloatVector c = z.blend(EXP_MAX, z.compare(VectorOperators.GT, EXP_MAX));
            c = c.blend(EXP_MIN, c.compare(VectorOperators.LT, EXP_MIN));
            FloatVector t = c.fma(FloatVector.broadcast(S, LOG2E), FloatVector.broadcast(S, ROUNDER));
            FloatVector n = t.sub(ROUNDER);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_LOW), n.fma(FloatVector.broadcast(S, -LN2_HIGH), c));
            FloatVector p = r.fma(FloatVector.broadcast(S, E5), FloatVector.broadcast(S, E4));
            p = p.fma(r, FloatVector.broadcast(S, E3));
            p = p.fma(r, FloatVector.broadcast(S, E2));
            p = p.fma(r, FloatVector.broadcast(S, E1));
            p = p.fma(r, FloatVector.broadcast(S, E0));
            FloatVector q = r.mul(r).fma(p, r);
            IntVector power = t.reinterpretAsInts().sub(ROUNDER_BITS);
            IntVector half = power.lanewise(VectorOperators.ASHR, 1);
            IntVector first = half.add(127).lanewise(VectorOperators.LSHL, 23);
            IntVector second = power.sub(half).add(127).lanewise(VectorOperators.LSHL, 23);
            FloatVector e = q.add(1f).mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
            if (whole) {
                e.intoArray(out, to + i);
            } else {
                e.intoArray(out, to + i, S.indexInRange(i, length));
            }
        }
    }

    /** exp(z) of arguments up to 0; one step shorter than {@link #exp}, with the same bits. */
    static void expDown(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            boolean whole = i <= length - L;
            FloatVector z = whole
                    ? Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i))
                    : Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i, S.indexInRange(i, length)));
            FloatVector c = z.blend(EXP_MIN, z.compare(VectorOperators.LT, EXP_MIN));
            FloatVector t = c.fma(FloatVector.broadcast(S, LOG2E), FloatVector.broadcast(S, ROUNDER_UP));
            FloatVector n = t.sub(ROUNDER_UP);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_LOW), n.fma(FloatVector.broadcast(S, -LN2_HIGH), c));
            FloatVector p = r.fma(FloatVector.broadcast(S, E5), FloatVector.broadcast(S, E4));
            p = p.fma(r, FloatVector.broadcast(S, E3));
            p = p.fma(r, FloatVector.broadcast(S, E2));
            p = p.fma(r, FloatVector.broadcast(S, E1));
            p = p.fma(r, FloatVector.broadcast(S, E0));
            FloatVector q = r.mul(r).fma(p, r);
            IntVector power = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            FloatVector e = q.add(1f).mul(power.reinterpretAsFloats()).mul(POWER_DOWN);
            if (whole) {
                e.intoArray(out, to + i);
            } else {
                e.intoArray(out, to + i, S.indexInRange(i, length));
            }
        }
    }

    /** 1 / (1 + exp(-z)). */
    static void sigmoid(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            boolean whole = i <= length - L;
            FloatVector z = whole
                    ? Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i))
                    : Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i, S.indexInRange(i, length)));
            FloatVector x = z.abs().neg();
            FloatVector c = x.blend(EXP_MIN, x.compare(VectorOperators.LT, EXP_MIN));
            FloatVector t = c.fma(FloatVector.broadcast(S, LOG2E), FloatVector.broadcast(S, ROUNDER_UP));
            FloatVector n = t.sub(ROUNDER_UP);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_LOW), n.fma(FloatVector.broadcast(S, -LN2_HIGH), c));
            FloatVector p = r.fma(FloatVector.broadcast(S, E5), FloatVector.broadcast(S, E4));
            p = p.fma(r, FloatVector.broadcast(S, E3));
            p = p.fma(r, FloatVector.broadcast(S, E2));
            p = p.fma(r, FloatVector.broadcast(S, E1));
            p = p.fma(r, FloatVector.broadcast(S, E0));
            FloatVector q = r.mul(r).fma(p, r);
            IntVector power = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            FloatVector e = q.add(1f).mul(power.reinterpretAsFloats()).mul(POWER_DOWN);
            FloatVector top = FloatVector.broadcast(S, 1f).blend(e, z.compare(VectorOperators.LT, 0f));
            FloatVector y = top.div(e.add(1f));
            if (whole) {
                y.intoArray(out, to + i);
            } else {
                y.intoArray(out, to + i, S.indexInRange(i, length));
            }
        }
    }

    /** {@code z * positive} above 0, {@code (exp(z) - 1) * negative} elsewhere. */
    static void elu(float[] in, int from, float[] out, int to, int length, float positive, float negative) {
        for (int i = 0; i < length; i += L) {
            boolean whole = i <= length - L;
            FloatVector z = whole
                    ? Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i))
                    : Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i, S.indexInRange(i, length)));
            FloatVector c = z.blend(EXPM1_MIN, z.compare(VectorOperators.LT, EXPM1_MIN));
            FloatVector t = c.fma(FloatVector.broadcast(S, LOG2E), FloatVector.broadcast(S, ROUNDER_ONE));
            FloatVector n = t.sub(ROUNDER_ONE);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_LOW), n.fma(FloatVector.broadcast(S, -LN2_HIGH), c));
            FloatVector p = r.fma(FloatVector.broadcast(S, E5), FloatVector.broadcast(S, E4));
            p = p.fma(r, FloatVector.broadcast(S, E3));
            p = p.fma(r, FloatVector.broadcast(S, E2));
            p = p.fma(r, FloatVector.broadcast(S, E1));
            p = p.fma(r, FloatVector.broadcast(S, E0));
            FloatVector q = r.mul(r).fma(p, r);
            FloatVector s =
                    t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
            FloatVector u = s.fma(q, s.sub(1f));
            FloatVector y = u.mul(negative).blend(z.mul(positive), z.compare(VectorOperators.GT, 0f));
            if (whole) {
                y.intoArray(out, to + i);
            } else {
                y.intoArray(out, to + i, S.indexInRange(i, length));
            }
        }
    }

    /** Hyperbolic tangent. */
    static void tanh(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            boolean whole = i <= length - L;
            FloatVector z = whole
                    ? Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i))
                    : Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i, S.indexInRange(i, length)));
            FloatVector minus = z.reinterpretAsInts()
                    .lanewise(VectorOperators.OR, Integer.MIN_VALUE)
                    .reinterpretAsFloats();
            FloatVector x = minus.add(minus);
            FloatVector c = x.blend(EXPM1_MIN, x.compare(VectorOperators.LT, EXPM1_MIN));
            FloatVector t = c.fma(FloatVector.broadcast(S, LOG2E), FloatVector.broadcast(S, ROUNDER_ONE));
            FloatVector n = t.sub(ROUNDER_ONE);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_LOW), n.fma(FloatVector.broadcast(S, -LN2_HIGH), c));
            FloatVector p = r.fma(FloatVector.broadcast(S, E5), FloatVector.broadcast(S, E4));
            p = p.fma(r, FloatVector.broadcast(S, E3));
            p = p.fma(r, FloatVector.broadcast(S, E2));
            p = p.fma(r, FloatVector.broadcast(S, E1));
            p = p.fma(r, FloatVector.broadcast(S, E0));
            FloatVector q = r.mul(r).fma(p, r);
            FloatVector s =
                    t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
            FloatVector u = s.fma(q, s.sub(1f));
            IntVector size = u.div(u.add(2f)).reinterpretAsInts();
            FloatVector y = z.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, size)
                    .lanewise(VectorOperators.AND, Integer.MIN_VALUE)
                    .lanewise(VectorOperators.XOR, size)
                    .reinterpretAsFloats();
            if (whole) {
                y.intoArray(out, to + i);
            } else {
                y.intoArray(out, to + i, S.indexInRange(i, length));
            }
        }
    }

    /** log(1 + z) for z from 0 to 1. */
    static void log1p(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            boolean whole = i <= length - L;
            FloatVector z = whole
                    ? Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i))
                    : Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i, S.indexInRange(i, length)));
            VectorMask<Float> big = z.compare(VectorOperators.GT, ROOT_MINUS_ONE);
            FloatVector f = z.blend(z.fma(FloatVector.broadcast(S, 0.5f), FloatVector.broadcast(S, -0.5f)), big);
            FloatVector k = FloatVector.zero(S).blend(1f, big);
            FloatVector s = f.div(f.add(2f));
            FloatVector s2 = s.mul(s);
            FloatVector s4 = s2.mul(s2);
            FloatVector odd = s2.mul(s4.fma(FloatVector.broadcast(S, L3), FloatVector.broadcast(S, L1)));
            FloatVector even = s4.fma(FloatVector.broadcast(S, L4), FloatVector.broadcast(S, L2));
            FloatVector h = f.mul(0.5f).mul(f);
            FloatVector low = s.fma(h.add(s4.fma(even, odd)), k.mul(LOG_LN2_LOW));
            FloatVector y =
                    k.fma(FloatVector.broadcast(S, LOG_LN2_HIGH), low.sub(h).add(f));
            if (whole) {
                y.intoArray(out, to + i);
            } else {
                y.intoArray(out, to + i, S.indexInRange(i, length));
            }
        }
    }

    /** The normal distribution function, {@code (1 + erf(z / sqrt(2))) / 2}. */
    static void normal(float[] in, int from, float[] out, int to, int length) {
        for (int i = 0; i < length; i += L) {
            boolean whole = i <= length - L;
            FloatVector z = whole
                    ? Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i))
                    : Lanes.TYPE.cast(FloatVector.fromArray(S, in, from + i, S.indexInRange(i, length)));
            FloatVector x = z.mul(ActivationScalar.ROOT_HALF);
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(FloatVector.broadcast(S, P13), FloatVector.broadcast(S, P11));
            p = p.fma(s, FloatVector.broadcast(S, P9));
            p = p.fma(s, FloatVector.broadcast(S, P7));
            p = p.fma(s, FloatVector.broadcast(S, P5));
            p = p.fma(s, FloatVector.broadcast(S, P3));
            p = p.fma(s, FloatVector.broadcast(S, P1)).mul(x);
            FloatVector q = s.fma(FloatVector.broadcast(S, Q8), FloatVector.broadcast(S, Q6));
            q = q.fma(s, FloatVector.broadcast(S, Q4));
            q = q.fma(s, FloatVector.broadcast(S, Q2));
            q = q.fma(s, FloatVector.broadcast(S, Q0));
            FloatVector y = p.div(q);
            y = y.blend(1f, x.compare(VectorOperators.GE, ERF_ONE));
            y = y.blend(-1f, x.compare(VectorOperators.LE, -ERF_ONE));
            y = y.fma(FloatVector.broadcast(S, 0.5f), FloatVector.broadcast(S, 0.5f));
            if (whole) {
                y.intoArray(out, to + i);
            } else {
                y.intoArray(out, to + i, S.indexInRange(i, length));
            }
        }
    }
}
