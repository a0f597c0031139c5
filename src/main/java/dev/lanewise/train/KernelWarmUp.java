package dev.lanewise.train;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizer;

/**
 * Trains a small network of no use in a thread of its own, so that the JIT compiler has compiled the vector kernels when the training that counts begins,
 * for example while its data is still being read: until then each vector is an object, and a step takes some hundred times as long. It ends by itself after
 * {@value #MOST_STEPS} steps.
 */
public final class KernelWarmUp implements AutoCloseable {

    private static final int MOST_STEPS = 20_000;

    /** Widths and rows that take every height and width of a register tile, and copies of panels. */
    private static final int INPUTS = 100;

    private static final int WIDTH = 84;
    private static final int CLASSES = 10;
    private static final int ROWS = 69;

    private final Thread thread;
    private volatile boolean closed;

    private KernelWarmUp(Kernels kernels, Activation activation, Optimizer optimizer) {
        thread = Thread.ofPlatform()
                .daemon()
                .name("lanewise-warm-up")
                .unstarted(() -> run(kernels, activation, optimizer));
    }

    /** Starts with the kernels, the activation and the optimizer that are to come. */
    public static KernelWarmUp start(Kernels kernels, Activation activation, Optimizer optimizer) {
        KernelWarmUp warmUp = new KernelWarmUp(kernels, activation, optimizer);
        warmUp.thread.start();
        return warmUp;
    }

    private void run(Kernels kernels, Activation activation, Optimizer optimizer) {
        Network network = Network.input(INPUTS)
                .dense(INPUTS, activation)
                .dense(WIDTH, activation)
                .dense(CLASSES, Activation.IDENTITY)
                .build(1);
        float[] x = new float[ROWS * INPUTS];
        float[] y = new float[ROWS];
        SeededRandom random = new SeededRandom(RandomKey.of(1));
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextNormal();
        }
        for (int r = 0; r < ROWS; r++) {
            y[r] = r % CLASSES;
        }
        try (Execution alone = Execution.of(kernels, 1)) {
            Trainer trainer = new Trainer(network, TrainingPlan.of(optimizer, new SoftmaxCrossEntropy(0)), alone);
            for (int step = 0; step < MOST_STEPS && !closed; step++) {
                trainer.trainBatch(x, y, null, ROWS);
            }
        } catch (DivergedException e) {
            // The numbers do not matter, and what is compiled by now is.
        }
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
