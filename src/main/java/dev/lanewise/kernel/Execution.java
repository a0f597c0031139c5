package dev.lanewise.kernel;

import dev.lanewise.core.Team;

/**
 * How the engine runs: which kernels on which team of threads. By contract neither changes a result. Used from one thread at a time.
 *
 * @param kernels the twins to use
 * @param team the threads to use
 */
public record Execution(Kernels kernels, Team team) implements AutoCloseable {

    /** Returns an execution with a new team of {@code threads} members; close it to end them. */
    public static Execution of(Kernels kernels, int threads) {
        return new Execution(kernels, Team.of(threads));
    }

    /** Returns an execution of the best kernels in the calling thread alone. */
    public static Execution serial() {
        return of(Kernels.best(), 1);
    }

    /** Ends the team's threads. */
    @Override
    public void close() {
        team.close();
    }
}
