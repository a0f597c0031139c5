package dev.lanewise.optim;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.UpdateKernel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The running state of an optimizer: its moments, parallel to the parameters, and the number of steps. Not for use by several threads. */
public abstract class OptimizerState {

    /** Elements of a tile; a multiple of every vector length. */
    private static final int TILE = 16_384;

    /** Parameters below which waking other threads costs more than it gains. */
    private static final int SERIAL = 2 * TILE;

    private static final float[] EMPTY = {};

    private final int parameters;
    private final double learningRate;
    private final Tiles tiles = new Tiles();
    private long steps;

    OptimizerState(Optimizer optimizer, int parameters) {
        this.parameters = parameters;
        this.learningRate = optimizer.learningRate();
    }

    /** Computes the scalars of step {@code t} in double and rounds them once. */
    abstract void prepare(long t, double rate);

    /** Updates the elements {@code from} to {@code to - 1}. */
    abstract void update(UpdateKernel kernel, float[] w, float[] g, int from, int to);

    /** A view of names and arrays in the order given. */
    static Map<String, float[]> named(Object... namesAndArrays) {
        Map<String, float[]> slabs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndArrays.length; i += 2) {
            slabs.put((String) namesAndArrays[i], (float[]) namesAndArrays[i + 1]);
        }
        return Collections.unmodifiableMap(slabs);
    }

    /** Returns the moments by name, always in the same order; live arrays, one element a parameter. */
    public abstract Map<String, float[]> slabs();

    /** Returns the number of steps done. */
    public long steps() {
        return steps;
    }

    /**
     * Goes on after a given number of steps, with moments that were written into {@link #slabs()}.
     *
     * @param done steps done so far
     */
    public void resume(long done) {
        steps = done;
    }

    /** Does one step at the optimizer's own learning rate. */
    public void step(Execution execution, float[] w, float[] g) {
        step(execution, w, g, learningRate);
    }

    /**
     * Does one step.
     *
     * @param w parameters, updated
     * @param g gradients
     * @param rate learning rate of this step
     */
    public void step(Execution execution, float[] w, float[] g, double rate) {
        if (w.length != parameters || g.length != parameters) {
            throw new IllegalArgumentException("the state is for " + parameters + " parameters, not " + w.length);
        }
        steps++;
        prepare(steps, rate);
        UpdateKernel kernel = execution.kernels().updates();
        if (parameters <= SERIAL) {
            update(kernel, w, g, 0, parameters);
        } else {
            tiles.run(kernel, execution.team(), w, g);
        }
    }

    private final class Tiles implements TileTask {
        private @Nullable UpdateKernel kernel;
        private float[] w = EMPTY;
        private float[] g = EMPTY;

        void run(UpdateKernel updates, Team team, float[] weights, float[] gradients) {
            kernel = updates;
            w = weights;
            g = gradients;
            team.run(this, (parameters + TILE - 1) / TILE);
            w = EMPTY;
            g = EMPTY;
        }

        @Override
        public void run(int tile, int member) {
            UpdateKernel updates = Objects.requireNonNull(kernel);
            update(updates, w, g, tile * TILE, (int) Math.min(parameters, (tile + 1L) * TILE));
        }
    }
}
