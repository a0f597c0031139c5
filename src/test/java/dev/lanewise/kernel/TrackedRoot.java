package dev.lanewise.kernel;

/** {@link UpdateRootKernel} with the error of every element; the same formulas as {@link UpdateRootScalar}. */
record TrackedRoot(ErrorTracker tracker) implements UpdateRootKernel {

    @Override
    public void adaGrad(
            float[] w,
            float[] g,
            float[] s,
            int from,
            int to,
            float rate,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        for (int i = from; i < to; i++) {
            Tracked grad = Tracked.fma(
                    tracker.scalar(decay),
                    tracker.read(w, i),
                    tracker.scalar(scale).times(tracker.read(g, i)));
            tracker.write(s, i, Tracked.fma(grad, grad, tracker.read(s, i)));
            Tracked d = tracker.read(s, i).plus(tracker.scalar(inner)).root().plus(tracker.scalar(outer));
            Tracked move = grad.over(d);
            move = Tracked.choose(d.equal(Tracked.exact(0)), Tracked.exact(0), move);
            tracker.write(
                    w,
                    i,
                    Tracked.fma(
                            tracker.scalar(rate).negated(),
                            move,
                            tracker.read(w, i).times(tracker.scalar(shrink))));
        }
        tracker.done();
    }

    @Override
    public void rmsProp(
            float[] w,
            float[] g,
            float[] v,
            int from,
            int to,
            float rate,
            float rho,
            float gain,
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        for (int i = from; i < to; i++) {
            Tracked grad = Tracked.fma(
                    tracker.scalar(decay),
                    tracker.read(w, i),
                    tracker.scalar(scale).times(tracker.read(g, i)));
            tracker.write(
                    v,
                    i,
                    Tracked.fma(
                                    tracker.scalar(rho),
                                    tracker.read(v, i),
                                    tracker.scalar(gain).times(grad).times(grad))
                            .normal());
            Tracked d = Tracked.fma(
                    tracker.scalar(root),
                    tracker.read(v, i).plus(tracker.scalar(inner)).root(),
                    tracker.scalar(outer));
            tracker.write(
                    w,
                    i,
                    Tracked.fma(
                            tracker.scalar(rate).negated(),
                            grad.over(d),
                            tracker.read(w, i).times(tracker.scalar(shrink))));
        }
        tracker.done();
    }

    @Override
    public void rmsPropFull(
            float[] w,
            float[] g,
            float[] v,
            float[] a,
            float[] b,
            int from,
            int to,
            float rate,
            float rho,
            float gain,
            float center,
            float beta,
            float push,
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        for (int i = from; i < to; i++) {
            Tracked grad = Tracked.fma(
                    tracker.scalar(decay),
                    tracker.read(w, i),
                    tracker.scalar(scale).times(tracker.read(g, i)));
            tracker.write(
                    v,
                    i,
                    Tracked.fma(
                                    tracker.scalar(rho),
                                    tracker.read(v, i),
                                    tracker.scalar(gain).times(grad).times(grad))
                            .normal());
            tracker.write(
                    a,
                    i,
                    Tracked.fma(
                            tracker.scalar(rho),
                            tracker.read(a, i),
                            tracker.scalar(gain).times(grad)));
            Tracked variance = Tracked.fma(
                    tracker.read(a, i).times(tracker.scalar(center).negated()), tracker.read(a, i), tracker.read(v, i));
            variance = Tracked.choose(variance.below(Tracked.exact(0)), Tracked.exact(0), variance);
            Tracked d = Tracked.fma(
                    tracker.scalar(root), variance.plus(tracker.scalar(inner)).root(), tracker.scalar(outer));
            tracker.write(
                    b,
                    i,
                    Tracked.fma(
                            tracker.scalar(beta),
                            tracker.read(b, i),
                            grad.over(d).times(tracker.scalar(push))));
            tracker.write(
                    w,
                    i,
                    Tracked.fma(
                            tracker.scalar(rate).negated(),
                            tracker.read(b, i),
                            tracker.read(w, i).times(tracker.scalar(shrink))));
        }
        tracker.done();
    }

    @Override
    public void adadelta(
            float[] w,
            float[] g,
            float[] v,
            float[] u,
            int from,
            int to,
            float rate,
            float rho,
            float gain,
            float inner,
            float scale,
            float decay,
            float shrink) {
        for (int i = from; i < to; i++) {
            Tracked grad = Tracked.fma(
                    tracker.scalar(decay),
                    tracker.read(w, i),
                    tracker.scalar(scale).times(tracker.read(g, i)));
            tracker.write(
                    v,
                    i,
                    Tracked.fma(
                                    tracker.scalar(rho),
                                    tracker.read(v, i),
                                    tracker.scalar(gain).times(grad).times(grad))
                            .normal());
            Tracked move = tracker.read(u, i)
                    .plus(tracker.scalar(inner))
                    .root()
                    .over(tracker.read(v, i).plus(tracker.scalar(inner)).root())
                    .times(grad);
            tracker.write(
                    u,
                    i,
                    Tracked.fma(
                                    tracker.scalar(rho),
                                    tracker.read(u, i),
                                    tracker.scalar(gain).times(move).times(move))
                            .normal());
            tracker.write(
                    w,
                    i,
                    Tracked.fma(
                            tracker.scalar(rate).negated(),
                            move,
                            tracker.read(w, i).times(tracker.scalar(shrink))));
        }
        tracker.done();
    }
}
