package dev.lanewise.kernel;

import static dev.lanewise.kernel.MathScalar.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link MathScalar} on vectors, operation by operation. Small static methods, so that the JIT compiler inlines every one. */
final class MathVector {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;

    private MathVector() {}

    static FloatVector constant(float value) {
        return FloatVector.broadcast(S, value);
    }

    static FloatVector exp(FloatVector x) {
        FloatVector c = x.blend(EXP_MAX, x.compare(VectorOperators.GT, EXP_MAX));
        c = c.blend(EXP_MIN, c.compare(VectorOperators.LT, EXP_MIN));
        FloatVector t = c.fma(constant(LOG2E), constant(ROUNDER));
        FloatVector q = reduced(c, t.sub(ROUNDER));
        IntVector n = t.reinterpretAsInts().sub(ROUNDER_BITS);
        IntVector half = n.lanewise(VectorOperators.ASHR, 1);
        return q.add(1f).mul(power(half)).mul(power(n.sub(half)));
    }

    static FloatVector expm1(FloatVector x) {
        FloatVector c = x.blend(EXPM1_MIN, x.compare(VectorOperators.LT, EXPM1_MIN));
        FloatVector t = c.fma(constant(LOG2E), constant(ROUNDER));
        FloatVector q = reduced(c, t.sub(ROUNDER));
        FloatVector s = power(t.reinterpretAsInts().sub(ROUNDER_BITS));
        return s.fma(q, s.sub(1f));
    }

    private static FloatVector reduced(FloatVector x, FloatVector n) {
        FloatVector r = n.fma(constant(-LN2_LOW), n.fma(constant(-LN2_HIGH), x));
        FloatVector p = r.fma(constant(E5), constant(E4));
        p = p.fma(r, constant(E3));
        p = p.fma(r, constant(E2));
        p = p.fma(r, constant(E1));
        p = p.fma(r, constant(E0));
        return r.mul(r).fma(p, r);
    }

    private static FloatVector power(IntVector n) {
        return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }

    static FloatVector log(FloatVector x) {
        VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        FloatVector scaled = x.blend(x.mul(SUBNORMAL_SCALE), subnormal);
        IntVector bits = scaled.reinterpretAsInts().add(0x3f800000 - HALF_ROOT_BITS);
        // The exponent as a float without a conversion: small integers added to the bits of 1.5 * 2^23 are exact.
        IntVector exponent = bits.lanewise(VectorOperators.ASHR, 23).sub(127);
        FloatVector k = exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
        k = k.blend(k.sub(25f), subnormal);
        FloatVector m = bits.lanewise(VectorOperators.AND, 0x007fffff)
                .add(HALF_ROOT_BITS)
                .reinterpretAsFloats();
        FloatVector y = logSum(m.sub(1f), k);
        y = constant(Float.NaN).blend(y, x.compare(VectorOperators.GE, 0f));
        y = y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
        return y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
    }

    static FloatVector log1p(FloatVector u) {
        VectorMask<Float> big = u.compare(VectorOperators.GT, ROOT_MINUS_ONE);
        FloatVector f = u.blend(u.fma(constant(0.5f), constant(-0.5f)), big);
        return logSum(f, constant(0f).blend(1f, big));
    }

    private static FloatVector logSum(FloatVector f, FloatVector k) {
        FloatVector s = f.div(f.add(2f));
        FloatVector z = s.mul(s);
        FloatVector w = z.mul(z);
        FloatVector odd = z.mul(w.fma(constant(L3), constant(L1)));
        FloatVector r = w.fma(w.fma(constant(L4), constant(L2)), odd);
        FloatVector h = f.mul(0.5f).mul(f);
        FloatVector low = s.fma(h.add(r), k.mul(LOG_LN2_LOW));
        return k.fma(constant(LOG_LN2_HIGH), low.sub(h).add(f));
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        return constant(1f).blend(e, x.compare(VectorOperators.LT, 0f)).div(e.add(1f));
    }

    static FloatVector softplus(FloatVector x) {
        FloatVector positive = constant(0f).blend(x, x.compare(VectorOperators.GT, 0f));
        return log1p(exp(x.abs().neg())).add(positive);
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector u = expm1(x.abs().mul(-2f));
        FloatVector t = u.neg().div(u.add(2f));
        IntVector sign = x.reinterpretAsInts().lanewise(VectorOperators.AND, 0x80000000);
        return t.reinterpretAsInts().lanewise(VectorOperators.OR, sign).reinterpretAsFloats();
    }

    static FloatVector erf(FloatVector x) {
        FloatVector z = x.mul(x);
        FloatVector p = z.fma(constant(P13), constant(P11));
        p = p.fma(z, constant(P9));
        p = p.fma(z, constant(P7));
        p = p.fma(z, constant(P5));
        p = p.fma(z, constant(P3));
        p = p.fma(z, constant(P1)).mul(x);
        FloatVector q = z.fma(constant(Q8), constant(Q6));
        q = q.fma(z, constant(Q4));
        q = q.fma(z, constant(Q2));
        q = q.fma(z, constant(Q0));
        FloatVector y = p.div(q);
        y = y.blend(1f, x.compare(VectorOperators.GE, ERF_ONE));
        return y.blend(-1f, x.compare(VectorOperators.LE, -ERF_ONE));
    }
}
