package dev.lanewise.nn;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.Execution;

/** An activation as a layer of its own, at work. */
final class ActivationPass extends ElementPass {
    private final Activation activation;
    private final ActivationKernel activations;

    /** Scratch of the derivative: two elements for each delta. */
    private final float[] slopeScratch;

    ActivationPass(Execution execution, int units, Activation activation, int maxRows, boolean training, boolean last) {
        super(execution, units, maxRows, training, last);
        this.activation = activation;
        activations = execution.kernels().activations();
        slopeScratch = new float[training && activation.derivativeFromArgument() ? 2 * size : 0];
    }

    @Override
    void compute(int at, int length) {
        activations.forward(activation, x, xOffset + at, output, at, length);
    }

    /** Turns derivatives by outputs into derivatives by inputs. */
    @Override
    void deltaWritten(int rowFrom, int rowTo, int columnFrom, int columnTo) {
        boolean fromArgument = activation.derivativeFromArgument();
        boolean whole = columnTo - columnFrom == outputs;
        int step = whole ? rowTo - rowFrom : 1;
        int length = whole ? step * outputs : columnTo - columnFrom;
        for (int r = rowFrom; r < rowTo; r += step) {
            int at = r * outputs + columnFrom;
            activations.backward(
                    activation,
                    fromArgument ? x : output,
                    fromArgument ? xOffset + at : at,
                    delta,
                    deltaOffset + at,
                    length,
                    slopeScratch,
                    2 * at);
        }
    }
}
