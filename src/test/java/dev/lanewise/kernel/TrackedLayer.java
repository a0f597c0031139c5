package dev.lanewise.kernel;

/** {@link UpdateLayerKernel} with the error of every element; the same formulas as {@link UpdateLayerScalar}. */
record TrackedLayer(ErrorTracker tracker) implements UpdateLayerKernel {

    @Override
    public void adamMoments(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            float[] r,
            int shift,
            int from,
            int to,
            float correct,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
            float root,
            float inner,
            float outer,
            float pull,
            float scale,
            float decay) {
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
                    r,
                    i + shift,
                    Tracked.fma(
                            tracker.scalar(pull),
                            tracker.read(w, i),
                            tracker.read(m, i).over(d).times(tracker.scalar(correct))));
        }
        tracker.done();
    }

    @Override
    public void adamMove(
            float[] w,
            float[] m,
            float[] v,
            int from,
            int to,
            float step,
            float correct,
            float root,
            float inner,
            float outer,
            float pull,
            float shrink) {
        for (int i = from; i < to; i++) {
            Tracked d = Tracked.fma(
                    tracker.scalar(root),
                    tracker.read(v, i).plus(tracker.scalar(inner)).root(),
                    tracker.summed(outer));
            Tracked move = Tracked.fma(
                    tracker.scalar(pull),
                    tracker.read(w, i),
                    tracker.read(m, i).over(d).times(tracker.scalar(correct)));
            tracker.write(
                    w,
                    i,
                    Tracked.fma(
                            tracker.summed(step).negated(),
                            move,
                            tracker.read(w, i).times(tracker.scalar(shrink))));
        }
        tracker.done();
    }

    @Override
    public void prodigyMoments(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            float[] s,
            float[] p,
            float[] r,
            int shift,
            int from,
            int to,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
            float beta3,
            float gain3,
            float scale) {
        tracker.prodigy(beta1, gain1);
        for (int i = from; i < to; i++) {
            Tracked grad = tracker.read(g, i).times(tracker.scalar(scale));
            tracker.write(
                    m,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta1),
                                    tracker.read(m, i),
                                    tracker.summed(gain1).times(grad))
                            .normal());
            tracker.write(
                    v,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta2),
                                    tracker.read(v, i),
                                    tracker.summed(gain2, 2).times(grad).times(grad))
                            .normal());
            tracker.write(
                    s,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta3),
                                    tracker.read(s, i),
                                    tracker.summed(gain3, 2).times(grad))
                            .normal());
            tracker.write(r, i + shift, tracker.read(p, i).minus(tracker.read(w, i)));
        }
        tracker.done();
    }

    @Override
    public void direction(
            float[] w,
            float[] g,
            float[] b,
            float[] r,
            int shift,
            int from,
            int to,
            float beta,
            float gain,
            float keep,
            float look,
            float scale,
            float decay) {
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
            tracker.write(
                    r,
                    i + shift,
                    Tracked.fma(
                            tracker.scalar(keep),
                            tracker.read(b, i),
                            tracker.scalar(look).times(grad)));
        }
        tracker.done();
    }

    @Override
    public void move(float[] w, float[] r, int shift, int from, int to, float rate, float shrink) {
        for (int i = from; i < to; i++) {
            tracker.write(
                    w,
                    i,
                    Tracked.fma(
                            tracker.scalar(rate).negated(),
                            tracker.read(r, i + shift),
                            tracker.read(w, i).times(tracker.scalar(shrink))));
        }
        tracker.done();
    }

    @Override
    public void combine(float[] w, float[] r, int shift, int from, int to, float first, float second) {
        for (int i = from; i < to; i++) {
            tracker.write(
                    r,
                    i + shift,
                    Tracked.fma(
                            tracker.scalar(second),
                            tracker.read(w, i),
                            tracker.read(r, i + shift).times(tracker.scalar(first))));
        }
        tracker.done();
    }
}
