package dev.lanewise.nn;

import dev.lanewise.core.RandomKey;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductScratch;

/** An activation as a layer of its own, behind a normalisation or a residual block. */
final class Activate implements Layer {

    private final int units;
    private final Activation activation;

    Activate(int units, LayerSpec.Activate spec) {
        this.units = units;
        activation = spec.activation();
    }

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public boolean actsInPrediction() {
        return true;
    }

    @Override
    public void initialize(float[] parameters, RandomKey seed) {
        // An activation has no parameters.
    }

    @Override
    public LayerPass pass(
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            int deltaOffset,
            ProductScratch[] scratch) {
        return new Pass(execution, maxRows, training, deltaOffset);
    }

    private final class Pass extends ElementPass {
        private final ActivationKernel activations;

        /** Scratch of the derivative: two elements for each delta. */
        private final float[] slopeScratch;

        Pass(Execution execution, int maxRows, boolean training, int deltaOffset) {
            super(execution, units, maxRows, training, deltaOffset);
            activations = execution.kernels().activations();
            slopeScratch = new float[training && activation.derivativeFromArgument() ? 2 * output.length : 0];
        }

        @Override
        void compute(int at, int length) {
            activations.forward(activation, x, xOffset + at, output, at, length);
        }

        /** Turns derivatives by outputs into derivatives by inputs. */
        @Override
        void deltaWritten(int rowFrom, int rowTo, int columnFrom, int columnTo) {
            boolean fromArgument = activation.derivativeFromArgument();
            boolean whole = columnTo - columnFrom == units;
            int step = whole ? rowTo - rowFrom : 1;
            int length = whole ? step * units : columnTo - columnFrom;
            for (int r = rowFrom; r < rowTo; r += step) {
                int at = r * units + columnFrom;
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
}
