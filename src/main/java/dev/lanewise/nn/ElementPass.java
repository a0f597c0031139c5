package dev.lanewise.nn;

import dev.lanewise.kernel.Execution;

/** A layer at work that has no parameters and whose outputs have the deltas that its inputs have, element by element. */
abstract class ElementPass extends LightPass {

    ElementPass(Execution execution, int units, int maxRows, boolean training, boolean last) {
        super(execution, units, maxRows, training, last);
    }

    /** Computes {@code length} elements of {@link #output} from {@code at}. */
    abstract void compute(int at, int length);

    @Override
    final void forwardRows(int from, int to, int member) {
        compute(from * outputs, (to - from) * outputs);
    }

    @Override
    final void deltaRows(LayerPass target, int from, int to, int member) {
        int at = from * outputs;
        System.arraycopy(delta, deltaOffset + at, target.delta, target.deltaOffset + at, (to - from) * outputs);
        target.deltaWritten(from, to, 0, outputs);
    }
}
