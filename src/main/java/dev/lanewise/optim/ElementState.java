package dev.lanewise.optim;

import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernels;
import dev.lanewise.optim.ParameterGroups.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a rule that works element by element, in one pass. The factors of a group enter its scalars. */
abstract class ElementState extends OptimizerState {

    private final List<Part> parts;
    private final @Nullable Shares[] shares;

    ElementState(Optimizer optimizer, ParameterGroups groups) {
        super(optimizer, groups);
        parts = groups.parts();
        shares = new Shares[parts.size()];
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
            if (team().threads() > 1 && part.to() - part.from() > Tiles.SERIAL) {
                shares(i).run(team());
            } else {
                pass(0, part.from(), part.to());
            }
        }
    }

    /** How the team shares a part. */
    private Shares shares(int part) {
        Shares known = shares[part];
        if (known == null || !known.fits(team().threads())) {
            Part range = parts.get(part);
            List<Tensor> tensors = groups.layout().tensors().stream()
                    .filter(tensor -> tensor.offset() >= range.from() && tensor.offset() + tensor.size() <= range.to())
                    .toList();
            known = shares(tensors);
            shares[part] = known;
        }
        return known;
    }

    @Override
    final void tile(int phase, Kernels twins, float[] w, float[] g, int start, int from, int to, int member) {
        update(twins.updates(), w, g, from, to);
    }
}
