package dev.lanewise.core;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed team of threads, the caller a member of it, that shares tiles of work. A team is used from one thread at a time. Idle
 * members wait for a moment and then park. Tiles are taken by any member, which by contract changes no result. A member that the system has no core for
 * is not waited for, unless it has a tile.
 */
public final class Team implements AutoCloseable {

    /** The most members of a team. */
    public static final int MOST_THREADS = 1024;

    /**
     * How often a member looks for work, or the caller for the end of it, before it looks at the clock as well, and offers its core to others: what it waits
     * for may be a thread that has no other core.
     */
    private static final int SPINS = 1_000;

    /**
     * How long it goes on looking before it parks. Longer than what a training step does in the caller alone: a thread that is woken often starts on the core
     * of the one that wakes it, and stays there.
     */
    private static final long PATIENCE_NANOS = 500_000;

    /** Elements from a member's entry to the next: two cache lines, which some processors fetch together. */
    private static final int APART = 16;

    private final Member[] members;
    private final Thread[] threads;
    /**
     * For each member the number of the work in the upper half, and in the lower half how many tiles of its share nobody has taken yet: read together, so that no member takes a tile of
     * other work. A member's share are neighbours, the same from step to step, so that it finds in its caches what it wrote; when that is done it takes from the others'.
     */
    private final AtomicLongArray untaken;

    /** Tiles whose end nobody has told yet. While a member has one of them, there is no other work. */
    private final AtomicInteger unfinished = new AtomicInteger();

    /** Whether there is work: two callers at once would do each other's tiles. */
    private final AtomicBoolean busy = new AtomicBoolean();

    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Thread waitingCaller;
    private @Nullable TileTask task;
    private int tiles;

    private Team(int size) {
        untaken = new AtomicLongArray(size * APART);
        members = new Member[size - 1];
        threads = new Thread[size - 1];
        for (int i = 0; i < members.length; i++) {
            members[i] = new Member(i + 1);
            threads[i] =
                    Thread.ofPlatform().daemon().name("lanewise-" + (i + 1)).unstarted(members[i]);
        }
    }

    /**
     * Returns a team of {@code threads} members; one member means that the caller does everything.
     *
     * @throws IllegalArgumentException if {@code threads} is not from 1 to {@value #MOST_THREADS}
     * @throws UserException if the system does not start so many; none is left behind
     */
    public static Team of(int threads) {
        return of(threads, Thread::start);
    }

    /** With a way to start threads, since not every one succeeds. */
    static Team of(int threads, Consumer<Thread> start) {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be from 1 to " + MOST_THREADS + ": " + threads);
        }
        Team team = new Team(threads);
        int running = 1;
        try {
            for (Thread thread : team.threads) {
                start.accept(thread);
                running++;
            }
        } catch (OutOfMemoryError e) {
            throw new UserException(
                    "The system gives this process " + running + " of " + threads
                            + " threads: its memory or a limit on threads is used up. Ask for fewer threads.",
                    e);
        } finally {
            if (running < threads) {
                team.close();
            }
        }
        return team;
    }

    /** Returns the number of members, the caller included. */
    public int threads() {
        return members.length + 1;
    }

    /**
     * Requires that the team is not closed.
     *
     * @throws IllegalStateException if it is
     */
    public void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "the team is closed: close it, or its execution, after the last training that uses it");
        }
    }

    /**
     * Runs the tiles 0 to {@code tiles - 1} and returns when all are done. What a tile throws is thrown here, after the others ended.
     *
     * @throws IllegalStateException if the team is closed, or at work for another thread
     */
    public void run(TileTask work, int tileCount) {
        requireOpen();
        if (members.length == 0 || tileCount <= 1) {
            for (int tile = 0; tile < tileCount; tile++) {
                work.run(tile, 0);
            }
            return;
        }
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("the team is at work for another thread: give each training its own");
        }
        try {
            share(work, tileCount);
        } finally {
            busy.set(false);
        }
        rethrow();
    }

    private void share(TileTask work, int tileCount) {
        task = work;
        tiles = tileCount;
        failure = null;
        unfinished.set(tileCount);
        long number = ((untaken.get(0) >>> 32) + 1) << 32;
        // The caller's entry, which tells of the work, comes last.
        for (int member = members.length; member >= 0; member--) {
            untaken.set(member * APART, number | (shareEnd(member) - shareEnd(member - 1)));
        }
        for (int i = 0; i < members.length; i++) {
            if (members[i].parked) {
                LockSupport.unpark(threads[i]);
            }
        }
        takeTiles(0);
        awaitMembers();
        task = null;
    }

    /** The tile behind a member's share. */
    private int shareEnd(int member) {
        return (int) ((member + 1L) * tiles / threads());
    }

    /** Takes tiles while there are any: of the member's own share the first ones first, then of the others'. */
    private void takeTiles(int member) {
        int ended = 0;
        int from = member;
        for (int looked = 0; looked < threads(); ) {
            int left = take(from, false);
            if (left == 0) {
                looked++;
                from = from == members.length ? 0 : from + 1;
                continue;
            }
            // Read with a tile in hand, thus of its work.
            TileTask work = task;
            ended++;
            try {
                if (work != null) {
                    work.run(shareEnd(from) - left, member);
                }
            } catch (Throwable thrown) {
                failure = thrown;
                for (int other = 0; other < threads(); other++) {
                    ended += take(other, true);
                }
            }
        }
        if (ended > 0 && unfinished.addAndGet(-ended) == 0) {
            LockSupport.unpark(waitingCaller);
        }
    }

    /** Takes one tile of a member's share, or all; returns how many there were. */
    private int take(int member, boolean all) {
        int entry = member * APART;
        while (true) {
            long word = untaken.get(entry);
            int left = (int) word;
            if (left == 0 || untaken.compareAndSet(entry, word, all ? word - left : word - 1)) {
                return left;
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // Without it, results are the same.
    private void awaitMembers() {
        long parkAt = 0;
        for (int spin = 0; unfinished.get() > 0; spin++) {
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else if (spin == SPINS) {
                parkAt = System.nanoTime() + PATIENCE_NANOS;
            } else if (System.nanoTime() < parkAt) {
                Thread.yield();
            } else {
                waitingCaller = Thread.currentThread();
                if (unfinished.get() > 0) {
                    LockSupport.park(this);
                }
                waitingCaller = null;
            }
        }
    }

    private void rethrow() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** Ends the threads. Closing twice does nothing more. */
    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Member implements Runnable {
        private final int index;
        private volatile boolean parked;
        private int seen;

        Member(int index) {
            this.index = index;
        }

        @Override
        public void run() {
            while (awaitWork()) {
                takeTiles(index);
            }
        }

        /** Waits for the next work; false when the team closes. */
        @SuppressWarnings("ThreadPriorityCheck") // Without it, results are the same.
        private boolean awaitWork() {
            long parkAt = 0;
            for (int spin = 0; ; spin++) {
                int current = work();
                if (current != seen) {
                    seen = current;
                    return true;
                }
                if (closed) {
                    return false;
                }
                if (spin < SPINS) {
                    Thread.onSpinWait();
                } else if (spin == SPINS) {
                    parkAt = System.nanoTime() + PATIENCE_NANOS;
                } else if (System.nanoTime() < parkAt) {
                    Thread.yield();
                } else {
                    parked = true;
                    if (work() == seen && !closed) {
                        LockSupport.park(this);
                    }
                    parked = false;
                }
            }
        }

        private int work() {
            return (int) (untaken.get(0) >>> 32);
        }
    }
}
