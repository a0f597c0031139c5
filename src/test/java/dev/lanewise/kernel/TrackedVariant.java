package dev.lanewise.kernel;

/** {@link UpdateVariantKernel} with the error of every element; the same formulas as {@link UpdateVariantScalar}. */
record TrackedVariant(ErrorTracker tracker) implements UpdateVariantKernel {

    @Override
    public void adaBelief(
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
            Tracked error = grad.minus(tracker.read(m, i));
            tracker.write(
                    v,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta2),
                                    tracker.read(v, i),
                                    tracker.scalar(gain2).times(error).times(error))
                            .plus(tracker.scalar(inner))
                            .normal());
            Tracked d = Tracked.fma(tracker.scalar(root), tracker.read(v, i).root(), tracker.scalar(outer));
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
    public void yogi(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to,
            float step,
            float beta1,
            float gain1,
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
            Tracked power = grad.times(grad);
            Tracked turn = tracker.read(v, i).minus(power).sign();
            tracker.write(
                    v,
                    i,
                    Tracked.fma(turn.times(tracker.scalar(gain2).negated()), power, tracker.read(v, i))
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
    public void adan(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            float[] n,
            float[] p,
            int from,
            int to,
            float keep,
            float look,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
            float beta3,
            float gain3,
            float ahead,
            float past,
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
            Tracked change = grad.minus(tracker.read(p, i)).times(tracker.scalar(past));
            tracker.write(p, i, grad);
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
                                    tracker.scalar(gain2).times(change))
                            .normal());
            Tracked looked = Tracked.fma(tracker.scalar(ahead), change, grad);
            tracker.write(
                    n,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta3),
                                    tracker.read(n, i),
                                    tracker.scalar(gain3).times(looked).times(looked))
                            .normal());
            Tracked d = Tracked.fma(
                    tracker.scalar(root),
                    tracker.read(n, i).plus(tracker.scalar(inner)).root(),
                    tracker.scalar(outer));
            Tracked move = Tracked.fma(
                    tracker.scalar(keep),
                    tracker.read(m, i),
                    tracker.scalar(look).times(tracker.read(v, i)));
            tracker.write(w, i, tracker.read(w, i).times(tracker.scalar(shrink)).minus(move.over(d)));
        }
        tracker.done();
    }

    @Override
    public void scheduleFree(
            float[] w,
            float[] g,
            float[] z,
            float[] v,
            int from,
            int to,
            float rate,
            float beta1,
            float gain1,
            float inverse,
            float back,
            float share,
            float beta2,
            float gain2,
            float root,
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
                    v,
                    i,
                    Tracked.fma(
                                    tracker.scalar(beta2),
                                    tracker.read(v, i),
                                    tracker.scalar(gain2).times(grad).times(grad))
                            .normal());
            Tracked d = Tracked.fma(tracker.scalar(root), tracker.read(v, i).root(), tracker.scalar(outer));
            Tracked x = Tracked.fma(
                    tracker.scalar(inverse),
                    tracker.read(w, i),
                    tracker.read(z, i).times(tracker.scalar(back).negated()));
            Tracked move = Tracked.fma(tracker.scalar(pull), tracker.read(w, i), grad.over(d));
            tracker.write(z, i, Tracked.fma(tracker.scalar(rate).negated(), move, tracker.read(z, i)));
            x = Tracked.fma(tracker.scalar(share), tracker.read(z, i).minus(x), x);
            tracker.write(
                    w,
                    i,
                    Tracked.fma(tracker.scalar(beta1), x, tracker.read(z, i).times(tracker.scalar(gain1))));
        }
        tracker.done();
    }
}
