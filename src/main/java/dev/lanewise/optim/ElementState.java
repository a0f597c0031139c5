package dev.lanewise.optim;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernels;
import dev.lanewise.optim.ParameterGroups.Part;
import java.util.List;

/** The state of a rule that works element by element, in one pass. The factors of a group enter its scalars. */
abstract class ElementState extends OptimizerState {

    private final List<Part> parts;

    ElementState(Optimizer optimizer, ParameterGroups groups) {
        super(optimizer, groups);
        parts = groups.parts();
    }

    /** Computes the scalars of step {@code t} in double and rounds them once. */
    abstract void prepare(long t);

    /** Updates the elements {@code from} to {@code to - 1}. */
    abstract void update(UpdateKernels kernels, float[] w, float[] g, int from, int to);

    /** Is told before each step, once. */
    void beginStep(long t, StepSettings settings) {}

    /** Is told before the first step of a range, where its state depends on the rate. */
    void beginPart(int from, int to) {}

    final List<Part> parts() {
        return parts;
    }

    @Override
    final void advance(long t, StepSettings settings) {
        readMomentum(settings);
        beginStep(t, settings);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            enter(settings, part.factors());
            if (t == 1) {
                beginPart(part.from(), part.to());
            }
            prepare(t);
            pass(0, part.from(), part.to());
        }
    }

    @Override
    final void tile(int phase, Kernels twins, float[] w, float[] g, int start, int from, int to, int member) {
        update(twins.updates(), w, g, from, to);
    }
}
