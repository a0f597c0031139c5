package dev.lanewise.schedule;

import java.util.List;

/** The curves of shapes and of what is made of them. */
final class Curves {

    private Curves() {}

    static Curve of(Shape shape, Span span, double base) {
        return switch (shape) {
            case Constant constant -> constant.curve(base);
            case StepDecay step -> step.curve(span, base);
            case MultiStep step -> step.curve(span, base);
            case Exponential exponential -> exponential.curve(span, base);
            case InverseTime inverse -> inverse.curve(span, base);
            case Polynomial polynomial -> polynomial.curve(span, base);
            case Linear linear -> linear.curve(span, base);
            case Cosine cosine -> cosine.curve(span, base);
            case CosineRestarts cosines -> cosines.curve(span, base);
            case OneCycle cycle -> cycle.curve(span, base);
            case OneCycleMomentum cycle -> cycle.curve(span, base);
            case Cyclic cyclic -> cyclic.curve(span, base);
            case CosLog4 cosines -> cosines.curve(span, base);
            case Plateau plateau -> plateau.curve(base);
        };
    }

    /** A curve that another one follows. */
    record Warm(WarmUp warmUp, double ticks, Curve then) implements Curve {
        @Override
        public double at(double tick) {
            return tick < ticks ? warmUp.at(tick, ticks, then.at(0)) : then.at(tick - ticks);
        }

        @Override
        public void observe(double tick, double loss, double score) {
            if (tick >= ticks) {
                then.observe(tick - ticks, loss, score);
            }
        }

        @Override
        public void save(List<Double> state) {
            then.save(state);
        }

        @Override
        public int load(double[] state, int from) {
            return then.load(state, from);
        }
    }

    /** A curve by epoch, over steps. */
    record ByEpoch(double steps, Curve curve) implements Curve {
        @Override
        public double at(double tick) {
            return curve.at(Math.floor(tick / steps));
        }

        @Override
        public void observe(double tick, double loss, double score) {
            curve.observe(Math.floor(tick / steps), loss, score);
        }

        @Override
        public void save(List<Double> state) {
            curve.save(state);
        }

        @Override
        public int load(double[] state, int from) {
            return curve.load(state, from);
        }
    }

    /** The first curve's values times those of the others, whose base is 1. */
    record Product(List<Curve> curves) implements Curve {
        @Override
        public double at(double tick) {
            double product = 1;
            for (int i = 0; i < curves.size(); i++) {
                product *= curves.get(i).at(tick);
            }
            return product;
        }

        @Override
        public void observe(double tick, double loss, double score) {
            curves.forEach(curve -> curve.observe(tick, loss, score));
        }

        @Override
        public void save(List<Double> state) {
            curves.forEach(curve -> curve.save(state));
        }

        @Override
        public int load(double[] state, int from) {
            return loadAll(curves, state, from);
        }
    }

    /** Curves one after the other; the last one has no end. */
    record Chain(List<Curve> curves, List<Double> starts) implements Curve {
        private int index(double tick) {
            int index = 0;
            while (index + 1 < curves.size() && tick >= starts.get(index + 1)) {
                index++;
            }
            return index;
        }

        @Override
        public double at(double tick) {
            int index = index(tick);
            return curves.get(index).at(tick - starts.get(index));
        }

        /** The curve of the epoch that ended, which may be another one than that of the next step. */
        @Override
        public void observe(double tick, double loss, double score) {
            int index = index(Math.max(0, tick - 1));
            curves.get(index).observe(tick - starts.get(index), loss, score);
        }

        @Override
        public void save(List<Double> state) {
            curves.forEach(curve -> curve.save(state));
        }

        @Override
        public int load(double[] state, int from) {
            return loadAll(curves, state, from);
        }
    }

    private static int loadAll(List<Curve> curves, double[] state, int from) {
        int at = from;
        for (Curve curve : curves) {
            at = curve.load(state, at);
        }
        return at;
    }
}
