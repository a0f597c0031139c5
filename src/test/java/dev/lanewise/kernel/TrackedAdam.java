package dev.lanewise.kernel;

/** {@link UpdateAdamKernel} with the error of every element; the same formulas as {@link UpdateAdamScalar}. */
record TrackedAdam(ErrorTracker tracker) implements UpdateAdamKernel {

    @Override
    public void adam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to,
            float step,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
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
                    m,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta1),
                                    tracker.read(m, i),
                                    tracker.scalar(gain1).times(grad))
                            .normal());
            tracker.write(
                    v,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta2),
                                    tracker.read(v, i),
                                    tracker.scalar(gain2).times(grad).times(grad))
                            .normal());
            Tracked d = Tracked.fma(
                    tracker.scalar(root),
                    tracker.read(v, i).plus(tracker.scalar(inner)).root(),
                    tracker.scalar(outer));
            tracker.write(
                    w,
                    i,
                    Tracked.fma(
                            tracker.scalar(step).negated(),
                            tracker.read(m, i).over(d),
                            tracker.read(w, i).times(tracker.scalar(shrink))));
        }
        tracker.done();
    }

    @Override
    public void amsGrad(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            float[] x,
            int from,
            int to,
            float step,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
            float correct,
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
                    m,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta1),
                                    tracker.read(m, i),
                                    tracker.scalar(gain1).times(grad))
                            .normal());
            tracker.write(
                    v,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta2),
                                    tracker.read(v, i),
                                    tracker.scalar(gain2).times(grad).times(grad))
                            .normal());
            tracker.write(x, i, tracker.read(x, i).max(tracker.read(v, i).times(tracker.scalar(correct))));
            Tracked d = Tracked.fma(
                    tracker.scalar(root),
                    tracker.read(x, i).plus(tracker.scalar(inner)).root(),
                    tracker.scalar(outer));
            tracker.write(
                    w,
                    i,
                    Tracked.fma(
                            tracker.scalar(step).negated(),
                            tracker.read(m, i).over(d),
                            tracker.read(w, i).times(tracker.scalar(shrink))));
        }
        tracker.done();
    }

    @Override
    public void adamax(
            float[] w,
            float[] g,
            float[] m,
            float[] u,
            int from,
            int to,
            float step,
            float beta1,
            float gain1,
            float beta2,
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
                    m,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta1),
                                    tracker.read(m, i),
                                    tracker.scalar(gain1).times(grad))
                            .normal());
            tracker.write(
                    u,
                    i,
                    tracker.read(u, i)
                            .times(tracker.scalar(beta2))
                            .max(grad.magnitude().plus(tracker.scalar(inner)))
                            .normal());
            Tracked d = tracker.read(u, i).plus(tracker.scalar(outer));
            tracker.write(
                    w,
                    i,
                    Tracked.fma(
                            tracker.scalar(step).negated(),
                            tracker.read(m, i).over(d),
                            tracker.read(w, i).times(tracker.scalar(shrink))));
        }
        tracker.done();
    }

    @Override
    public void nadam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to,
            float keep,
            float look,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
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
                    m,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta1),
                                    tracker.read(m, i),
                                    tracker.scalar(gain1).times(grad))
                            .normal());
            tracker.write(
                    v,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta2),
                                    tracker.read(v, i),
                                    tracker.scalar(gain2).times(grad).times(grad))
                            .normal());
            Tracked d = Tracked.fma(
                    tracker.scalar(root),
                    tracker.read(v, i).plus(tracker.scalar(inner)).root(),
                    tracker.scalar(outer));
            Tracked move = Tracked.fma(
                    tracker.scalar(keep),
                    tracker.read(m, i),
                    tracker.scalar(look).times(grad));
            tracker.write(w, i, tracker.read(w, i).times(tracker.scalar(shrink)).minus(move.over(d)));
        }
        tracker.done();
    }
}
