package dev.lanewise.cli;

import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Work on some threads, the caller's among them, whose results come out in the order in which it was added. A few pieces wait at most, so that
 * memory is bounded.
 */
final class OrderedWork<T> implements AutoCloseable {

    private final ArrayDeque<FutureTask<T>> pending = new ArrayDeque<>();
    private final ExecutorService pool;
    private final int most;
    private final Consumer<T> results;

    /** Hands results to {@code results}, on the thread that adds the work. */
    OrderedWork(int threads, Consumer<T> results) {
        this.results = results;
        most = 2 * (threads - 1);
        pool = Executors.newFixedThreadPool(Math.max(1, threads - 1), work -> {
            Thread thread = new Thread(work, "lanewise-work");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Adds a piece of work, and hands out what is ready.
     *
     * @throws RuntimeException what a piece threw whose turn it was
     */
    void add(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        pending.addLast(task);
        if (pending.size() > most) {
            // The others are behind, or there are none; a task that runs already does not run twice.
            task.run();
        } else {
            pool.execute(task);
        }
        while (!pending.isEmpty()
                && (pending.size() > most || pending.getFirst().isDone())) {
            takeFirst();
        }
    }

    /** Waits for all work and hands it out. */
    void finish() {
        while (!pending.isEmpty()) {
            takeFirst();
        }
    }

    private void takeFirst() {
        FutureTask<T> first = pending.removeFirst();
        first.run();
        try {
            results.accept(first.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
