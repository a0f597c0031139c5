package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Loops over whole vectors of elements for {@link LossVector}, one small loop a loss. */
final class LossVectorElements {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private LossVectorElements() {}

    /** Runs {@code length} elements, a multiple of the vector length. */
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
            FloatVector o = FloatVector.fromArray(S, outputs, oi + i);
            FloatVector t = FloatVector.fromArray(S, targets, ti + i);
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
            FloatVector o = FloatVector.fromArray(S, outputs, oi + i);
            FloatVector t = FloatVector.fromArray(S, targets, ti + i);
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
            FloatVector o = FloatVector.fromArray(S, outputs, oi + i);
            FloatVector t = FloatVector.fromArray(S, targets, ti + i);
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
            FloatVector o = FloatVector.fromArray(S, outputs, oi + i);
            FloatVector t = FloatVector.fromArray(S, targets, ti + i);
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
            FloatVector o = FloatVector.fromArray(S, outputs, oi + i);
            FloatVector t = FloatVector.fromArray(S, targets, ti + i);
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
            FloatVector o = FloatVector.fromArray(S, outputs, oi + i);
            FloatVector t = FloatVector.fromArray(S, targets, ti + i);
            FloatVector rate = FloatVector.fromArray(S, losses, li + i);
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
        MathVector.sigmoid(outputs, oi, deltas, di, length);
        for (int i = 0; i < length; i += L) {
            FloatVector o = FloatVector.fromArray(S, outputs, oi + i);
            o.abs().neg().intoArray(losses, li + i);
        }
        MathVector.exp(losses, li, losses, li, length);
        MathVector.log1p(losses, li, losses, li, length);
        for (int i = 0; i < length; i += L) {
            FloatVector o = FloatVector.fromArray(S, outputs, oi + i);
            FloatVector t = FloatVector.fromArray(S, targets, ti + i);
            FloatVector smooth = t.fma(FloatVector.broadcast(S, 1f - a), FloatVector.broadcast(S, a * 0.5f));
            FloatVector positive = FloatVector.zero(S).blend(o, o.compare(VectorOperators.GT, 0f));
            FloatVector soft = FloatVector.fromArray(S, losses, li + i);
            smooth.neg().fma(o, positive).add(soft).intoArray(losses, li + i);
            FloatVector probability = FloatVector.fromArray(S, deltas, di + i);
            probability.sub(smooth).mul(scale).intoArray(deltas, di + i);
        }
    }
}
