package dev.lanewise.kernel;

import static dev.lanewise.kernel.MathScalar.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Loops over whole vectors of elements for {@link LossVector}, one small loop a loss. */
final class LossVectorElements {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private LossVectorElements() {}

    /** Runs {@code length} elements, a multiple of the vector length but for the binary cross-entropy, which takes any. */
    static void run(
            LossFunction function,
            float a,
            float[] o,
            int oi,
            float[] t,
            int ti,
            float[] losses,
            int li,
            float[] deltas,
            int di,
            int length,
            float scale) {
        switch (function) {
            case SQUARED -> squared(o, oi, t, ti, losses, li, deltas, di, length, scale);
            case ABSOLUTE -> absolute(o, oi, t, ti, losses, li, deltas, di, length, scale);
            case PERCENTAGE -> percentage(a, o, oi, t, ti, losses, li, deltas, di, length, scale);
            case HUBER -> huber(a, o, oi, t, ti, losses, li, deltas, di, length, scale);
            case QUANTILE -> quantile(a, o, oi, t, ti, losses, li, deltas, di, length, scale);
            case POISSON -> poisson(o, oi, t, ti, losses, li, deltas, di, length, scale);
            case BINARY_CROSS_ENTROPY -> binaryCrossEntropy(a, o, oi, t, ti, losses, li, deltas, di, length, scale);
        }
    }

    private static void squared(
            float[] outputs,
            int oi,
            float[] targets,
            int ti,
            float[] losses,
            int li,
            float[] deltas,
            int di,
            int length,
            float scale) {
        for (int i = 0; i < length; i += L) {
            FloatVector o = Lanes.TYPE.cast(FloatVector.fromArray(S, outputs, oi + i));
            FloatVector t = Lanes.TYPE.cast(FloatVector.fromArray(S, targets, ti + i));
            FloatVector e = o.sub(t);
            e.mul(e).intoArray(losses, li + i);
            e.mul(2f).mul(scale).intoArray(deltas, di + i);
        }
    }

    private static void absolute(
            float[] outputs,
            int oi,
            float[] targets,
            int ti,
            float[] losses,
            int li,
            float[] deltas,
            int di,
            int length,
            float scale) {
        for (int i = 0; i < length; i += L) {
            FloatVector o = Lanes.TYPE.cast(FloatVector.fromArray(S, outputs, oi + i));
            FloatVector t = Lanes.TYPE.cast(FloatVector.fromArray(S, targets, ti + i));
            FloatVector e = o.sub(t);
            e.abs().intoArray(losses, li + i);
            FloatVector sign =
                    e.blend(1f, e.compare(VectorOperators.GT, 0f)).blend(-1f, e.compare(VectorOperators.LT, 0f));
            sign.mul(scale).intoArray(deltas, di + i);
        }
    }

    private static void percentage(
            float a,
            float[] outputs,
            int oi,
            float[] targets,
            int ti,
            float[] losses,
            int li,
            float[] deltas,
            int di,
            int length,
            float scale) {
        for (int i = 0; i < length; i += L) {
            FloatVector o = Lanes.TYPE.cast(FloatVector.fromArray(S, outputs, oi + i));
            FloatVector t = Lanes.TYPE.cast(FloatVector.fromArray(S, targets, ti + i));
            FloatVector e = o.sub(t);
            FloatVector size = t.abs();
            FloatVector floored = size.blend(a, size.compare(VectorOperators.LE, a));
            FloatVector sign =
                    e.blend(1f, e.compare(VectorOperators.GT, 0f)).blend(-1f, e.compare(VectorOperators.LT, 0f));
            e.abs().div(floored).intoArray(losses, li + i);
            sign.div(floored).mul(scale).intoArray(deltas, di + i);
        }
    }

    private static void huber(
            float a,
            float[] outputs,
            int oi,
            float[] targets,
            int ti,
            float[] losses,
            int li,
            float[] deltas,
            int di,
            int length,
            float scale) {
        for (int i = 0; i < length; i += L) {
            FloatVector o = Lanes.TYPE.cast(FloatVector.fromArray(S, outputs, oi + i));
            FloatVector t = Lanes.TYPE.cast(FloatVector.fromArray(S, targets, ti + i));
            FloatVector e = o.sub(t);
            FloatVector size = e.abs();
            FloatVector far = size.sub(a * 0.5f).mul(a);
            FloatVector loss = far.blend(e.mul(e).mul(0.5f), size.compare(VectorOperators.LE, a));
            FloatVector slope =
                    e.blend(a, e.compare(VectorOperators.GT, a)).blend(-a, e.compare(VectorOperators.LT, -a));
            loss.intoArray(losses, li + i);
            slope.mul(scale).intoArray(deltas, di + i);
        }
    }

    private static void quantile(
            float a,
            float[] outputs,
            int oi,
            float[] targets,
            int ti,
            float[] losses,
            int li,
            float[] deltas,
            int di,
            int length,
            float scale) {
        for (int i = 0; i < length; i += L) {
            FloatVector o = Lanes.TYPE.cast(FloatVector.fromArray(S, outputs, oi + i));
            FloatVector t = Lanes.TYPE.cast(FloatVector.fromArray(S, targets, ti + i));
            FloatVector e = o.sub(t);
            FloatVector loss = e.mul(1f - a).blend(e.neg().mul(a), e.compare(VectorOperators.LE, 0f));
            FloatVector slope =
                    e.blend(1f - a, e.compare(VectorOperators.GT, 0f)).blend(-a, e.compare(VectorOperators.LT, 0f));
            loss.intoArray(losses, li + i);
            slope.mul(scale).intoArray(deltas, di + i);
        }
    }

    private static void poisson(
            float[] outputs,
            int oi,
            float[] targets,
            int ti,
            float[] losses,
            int li,
            float[] deltas,
            int di,
            int length,
            float scale) {
        MathVector.exp(outputs, oi, losses, li, length);
        for (int i = 0; i < length; i += L) {
            FloatVector o = Lanes.TYPE.cast(FloatVector.fromArray(S, outputs, oi + i));
            FloatVector t = Lanes.TYPE.cast(FloatVector.fromArray(S, targets, ti + i));
            FloatVector rate = Lanes.TYPE.cast(FloatVector.fromArray(S, losses, li + i));
            t.neg().fma(o, rate).intoArray(losses, li + i);
            rate.sub(t).mul(scale).intoArray(deltas, di + i);
        }
    }

    private static void binaryCrossEntropy(
            float a,
            float[] outputs,
            int oi,
            float[] targets,
            int ti,
            float[] losses,
            int li,
            float[] deltas,
            int di,
            int length,
            float scale) {
        for (int i = 0; i < length; i += L) {
            boolean whole = i <= length - L;
            FloatVector o = whole
                    ? Lanes.TYPE.cast(FloatVector.fromArray(S, outputs, oi + i))
                    : Lanes.TYPE.cast(FloatVector.fromArray(S, outputs, oi + i, S.indexInRange(i, length)));
            FloatVector t = whole
                    ? Lanes.TYPE.cast(FloatVector.fromArray(S, targets, ti + i))
                    : Lanes.TYPE.cast(FloatVector.fromArray(S, targets, ti + i, S.indexInRange(i, length)));
            // e = exp(-|o|), as MathVector.expDown has it.
            FloatVector x = o.abs().neg();
            FloatVector c = x.blend(EXP_MIN, x.compare(VectorOperators.LT, EXP_MIN));
            FloatVector u = c.fma(FloatVector.broadcast(S, LOG2E), FloatVector.broadcast(S, ROUNDER_UP));
            FloatVector n = u.sub(ROUNDER_UP);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_LOW), n.fma(FloatVector.broadcast(S, -LN2_HIGH), c));
            FloatVector p = r.fma(FloatVector.broadcast(S, E5), FloatVector.broadcast(S, E4));
            p = p.fma(r, FloatVector.broadcast(S, E3));
            p = p.fma(r, FloatVector.broadcast(S, E2));
            p = p.fma(r, FloatVector.broadcast(S, E1));
            p = p.fma(r, FloatVector.broadcast(S, E0));
            FloatVector q = r.mul(r).fma(p, r);
            IntVector power = u.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            FloatVector e = q.add(1f).mul(power.reinterpretAsFloats()).mul(POWER_DOWN);
            // log(1 + e), as MathVector.log1p has it.
            VectorMask<Float> big = e.compare(VectorOperators.GT, ROOT_MINUS_ONE);
            FloatVector f = e.blend(e.fma(FloatVector.broadcast(S, 0.5f), FloatVector.broadcast(S, -0.5f)), big);
            FloatVector k = FloatVector.zero(S).blend(1f, big);
            FloatVector s = f.div(f.add(2f));
            FloatVector s2 = s.mul(s);
            FloatVector s4 = s2.mul(s2);
            FloatVector odd = s2.mul(s4.fma(FloatVector.broadcast(S, L3), FloatVector.broadcast(S, L1)));
            FloatVector even = s4.fma(FloatVector.broadcast(S, L4), FloatVector.broadcast(S, L2));
            FloatVector h = f.mul(0.5f).mul(f);
            FloatVector low = s.fma(h.add(s4.fma(even, odd)), k.mul(LOG_LN2_LOW));
            FloatVector soft =
                    k.fma(FloatVector.broadcast(S, LOG_LN2_HIGH), low.sub(h).add(f));
            FloatVector smooth = t.fma(FloatVector.broadcast(S, 1f - a), FloatVector.broadcast(S, a * 0.5f));
            FloatVector positive = FloatVector.zero(S).blend(o, o.compare(VectorOperators.GT, 0f));
            FloatVector loss = smooth.neg().fma(o, positive).add(soft);
            FloatVector top = FloatVector.broadcast(S, 1f).blend(e, o.compare(VectorOperators.LT, 0f));
            FloatVector delta = top.div(e.add(1f)).sub(smooth).mul(scale);
            if (whole) {
                loss.intoArray(losses, li + i);
                delta.intoArray(deltas, di + i);
            } else {
                loss.intoArray(losses, li + i, S.indexInRange(i, length));
                delta.intoArray(deltas, di + i, S.indexInRange(i, length));
            }
        }
    }
}
