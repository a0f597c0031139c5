package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Sgd;
import org.junit.jupiter.api.Test;

class KernelWarmUpTest {

    private static boolean running() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("lanewise-warm-up"));
    }

    @Test
    void closingEndsItsThread() {
        KernelWarmUp warmUp = KernelWarmUp.start(Kernels.vector(), Activation.RELU, Adam.defaults());
        warmUp.close();
        assertFalse(running());
        warmUp.close();
    }

    @Test
    void aRateThatDivergesEndsItToo() throws InterruptedException {
        KernelWarmUp warmUp = KernelWarmUp.start(
                Kernels.scalar(), Activation.IDENTITY, Sgd.defaults().withLearningRate(1e30));
        for (int wait = 0; running() && wait < 1000; wait++) {
            Thread.sleep(10);
        }
        assertFalse(running());
        warmUp.close();
    }
}
