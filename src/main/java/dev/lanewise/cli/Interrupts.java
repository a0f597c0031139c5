package dev.lanewise.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C (and SIGTERM): asks the running work to end, gives it a while to save and tell, then lets the JVM end with the signal's exit code.
 */
final class Interrupts {

    private static final int GRACE_SECONDS = 20;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Runnable cancel;
    private volatile String kept = "Nothing was kept.";

    /** Listens to the end of this process. */
    void install(Console console) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutdown(console), "lanewise-interrupt"));
    }

    /** Sets what asks the running work to end. */
    void onInterrupt(Runnable newCancel) {
        cancel = newCancel;
    }

    /** Sets what is said where the work ends before it has begun; that nothing was kept otherwise. */
    void keeps(String newKept) {
        kept = newKept;
    }

    /** All is done and told. */
    void done() {
        done.countDown();
    }

    private void shutdown(Console console) {
        if (done.getCount() == 0) {
            return;
        }
        Runnable running = cancel;
        if (running == null) {
            console.message("Interrupted. " + kept);
            return;
        }
        running.run();
        try {
            if (!done.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                console.message("Interrupted; the work did not end in time. " + kept);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
