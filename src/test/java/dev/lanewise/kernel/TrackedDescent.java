package dev.lanewise.kernel;

/** {@link UpdateDescentKernel} with the error of every element; the same formulas as {@link UpdateDescentScalar}. */
record TrackedDescent(ErrorTracker tracker) implements UpdateDescentKernel {

    @Override
    public void sgd(float[] w, float[] g, int from, int to, float rate, float scale, float decay, float shrink) {
        for (int i = from; i < to; i++) {
            Tracked grad = Tracked.fma(
                    tracker.scalar(decay),
                    tracker.read(w, i),
                    tracker.scalar(scale).times(tracker.read(g, i)));
            tracker.write(
                    w,
                    i,
                    Tracked.fma(
                            tracker.scalar(rate).negated(),
                            grad,
                            tracker.read(w, i).times(tracker.scalar(shrink))));
        }
        tracker.done();
    }

    @Override
    public void momentum(
            float[] w,
            float[] g,
            float[] b,
            int from,
            int to,
            float rate,
            float beta,
            float gain,
            float keep,
            float look,
            float scale,
            float decay,
            float shrink) {
        for (int i = from; i < to; i++) {
            Tracked grad = Tracked.fma(
                    tracker.scalar(decay),
                    tracker.read(w, i),
                    tracker.scalar(scale).times(tracker.read(g, i)));
            tracker.write(
                    b,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta),
                                    tracker.read(b, i),
                                    tracker.scalar(gain).times(grad))
                            .normal());
            Tracked move = Tracked.fma(
                    tracker.scalar(keep),
                    tracker.read(b, i),
                    tracker.scalar(look).times(grad));
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
    public void lion(
            float[] w,
            float[] g,
            float[] m,
            int from,
            int to,
            float rate,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
            float scale,
            float decay,
            float shrink) {
        for (int i = from; i < to; i++) {
            Tracked grad = Tracked.fma(
                    tracker.scalar(decay),
                    tracker.read(w, i),
                    tracker.scalar(scale).times(tracker.read(g, i)));
            Tracked move = Tracked.fma(
                            tracker.scalar(beta1),
                            tracker.read(m, i),
                            tracker.scalar(gain1).times(grad))
                    .sign();
            tracker.write(
                    m,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta2),
                                    tracker.read(m, i),
                                    tracker.scalar(gain2).times(grad))
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

    @Override
    public void rprop(
            float[] w,
            float[] g,
            float[] p,
            float[] t,
            int from,
            int to,
            float up,
            float down,
            float least,
            float most,
            float scale,
            float decay,
            float shrink) {
        for (int i = from; i < to; i++) {
            Tracked grad = Tracked.fma(
                    tracker.scalar(decay),
                    tracker.read(w, i),
                    tracker.scalar(scale).times(tracker.read(g, i)));
            Tracked side = grad.sign();
            Tracked before = tracker.read(p, i).sign();
            Tracked turn = side.times(before);
            Tracked factor = Tracked.choose(turn.above(Tracked.exact(0)), tracker.scalar(up), Tracked.exact(1));
            factor = Tracked.choose(turn.below(Tracked.exact(0)), tracker.scalar(down), factor);
            Tracked size = tracker.read(t, i).times(factor);
            size = Tracked.choose(size.below(tracker.scalar(least)), tracker.scalar(least), size);
            size = Tracked.choose(size.above(tracker.scalar(most)), tracker.scalar(most), size);
            tracker.write(t, i, size);
            Tracked kept = Tracked.choose(turn.below(Tracked.exact(0)), Tracked.exact(0), grad);
            tracker.write(p, i, kept);
            Tracked move = kept.sign();
            tracker.write(
                    w, i, Tracked.fma(size.negated(), move, tracker.read(w, i).times(tracker.scalar(shrink))));
        }
        tracker.done();
    }
}
