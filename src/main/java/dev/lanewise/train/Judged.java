package dev.lanewise.train;

import dev.lanewise.core.TileTask;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Execution;
import dev.lanewise.optim.OptimizerState;
import dev.lanewise.schedule.Horizon;

/**
 * The weights that are judged and kept where they are not those that are trained: a running average, or what the optimizer means. They take the place of
 * the trained ones in the network's slab for as long as they are wanted, and give it back to the same bits.
 */
final class Judged {

    private static final int TILE = 16_384;

    private final Averaging averaging;
    private final float[] parameters;
    private final OptimizerState state;
    private final Execution execution;
    private final float[] average;
    private final float[] trained;
    private final TileTask tile = this::tile;
    private float gain;
    private long count;
    private boolean evaluating;

    Judged(Averaging averaging, float[] parameters, OptimizerState state, Execution execution) {
        this.averaging = averaging;
        this.parameters = parameters;
        this.state = state;
        this.execution = execution;
        boolean averages = averaging.kind() != Averaging.Kind.NONE;
        average = new float[averages ? parameters.length : 0];
        trained = new float[average.length];
    }

    /** How many weights are in the average. */
    long count() {
        return count;
    }

    /** Where the average lies. */
    float[] average() {
        return average;
    }

    /** A copy of the weights that are trained, whichever are in the network. */
    float[] trainedWeights() {
        if (evaluating && averaging.kind() != Averaging.Kind.NONE) {
            return trained.clone();
        }
        float[] copy = parameters.clone();
        if (evaluating) {
            state.trainedWeights(copy);
        }
        return copy;
    }

    /**
     * Goes on with an average that was written into {@link #average()}.
     *
     * @param taken how many weights are in it
     */
    void resume(long taken) {
        count = taken;
        evaluating = false;
    }

    /**
     * Refuses an average that begins too late to have anything in it.
     *
     * @param first steps done before the training
     */
    void check(long first, Horizon horizon) {
        boolean late = averaging.kind() == Averaging.Kind.STOCHASTIC
                && first + horizon.steps() <= horizon.steps(averaging.start());
        if (late) {
            throw new UserException("Stochastic weight averaging starts after "
                    + averaging.start().words()
                    + ", where a training of " + horizon.epochs() + " epochs of " + horizon.stepsPerEpoch()
                    + " steps is over: nothing would be averaged. Let it start earlier, such as at 75%.");
        }
    }

    /** Whether what is judged is what was asked for, not the trained weights in its place. */
    boolean begun() {
        return averaging.kind() != Averaging.Kind.STOCHASTIC || count > 0;
    }

    void afterStep() {
        if (averaging.kind() == Averaging.Kind.EXPONENTIAL) {
            take((float) (1 - averaging.decay()));
        }
    }

    /**
     * Takes the end of an epoch in.
     *
     * @param steps steps done
     */
    void afterEpoch(long steps, Horizon horizon) {
        if (averaging.kind() == Averaging.Kind.STOCHASTIC && steps > horizon.steps(averaging.start())) {
            take((float) (1.0 / (count + 1)));
        }
    }

    /** The first weights are copied, as in PyTorch's {@code AveragedModel}. */
    private void take(float newGain) {
        gain = newGain;
        if (count++ == 0) {
            System.arraycopy(parameters, 0, average, 0, average.length);
        } else if (average.length <= 2 * TILE) {
            follow(0, average.length);
        } else {
            execution.team().run(tile, (average.length + TILE - 1) / TILE);
        }
    }

    private void tile(int index, int member) {
        follow(index * TILE, (int) Math.min(average.length, (index + 1L) * TILE));
    }

    private void follow(int from, int to) {
        execution.kernels().averages().follow(average, parameters, from, to, gain);
    }

    /** Puts the weights to judge into the network; before an average has begun, they are the trained ones. */
    void toEvaluation() {
        if (evaluating) {
            return;
        }
        evaluating = true;
        if (averaging.kind() == Averaging.Kind.NONE) {
            state.toEvaluation(parameters);
            return;
        }
        System.arraycopy(parameters, 0, trained, 0, trained.length);
        if (count > 0) {
            System.arraycopy(average, 0, parameters, 0, average.length);
        }
    }

    /** Takes {@link #toEvaluation} back. */
    void toTraining() {
        if (!evaluating) {
            return;
        }
        evaluating = false;
        if (averaging.kind() == Averaging.Kind.NONE) {
            state.toTraining(parameters);
        } else {
            System.arraycopy(trained, 0, parameters, 0, trained.length);
        }
    }
}
