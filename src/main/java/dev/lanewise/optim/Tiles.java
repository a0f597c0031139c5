package dev.lanewise.optim;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;

/** Runs passes over ranges of a slab, in tiles whose bounds depend on the range alone. Allocates nothing. */
final class Tiles implements TileTask {

    /** Elements of a tile; a multiple of every vector length and of a block of sums. */
    static final int SIZE = 16_384;

    /** Elements below which waking other threads costs more than it gains. */
    static final int SERIAL = 2 * SIZE;

    /** Tiles that are read forward, as processors fetch memory in advance: backward one by one, large slabs took a fifth more. */
    private static final int GROUP = 16;

    /** Does one tile of a pass. */
    interface Pass {
        /**
         * Works on elements that belong to nobody else at that time.
         *
         * @param phase which pass
         * @param start where the range begins; blocks of sums are counted from there
         * @param member member of the team
         */
        void tile(int phase, int start, int from, int to, int member);
    }

    private final Pass pass;
    private int phase;
    private int start;
    private int end;
    private int last;
    private boolean backward;

    Tiles(Pass pass) {
        this.pass = pass;
    }

    /**
     * Runs a pass over the elements {@code from} to {@code to - 1}.
     *
     * @param lastFirst whether a single thread goes from the end to the start, by groups of tiles; of several each finds its part in its caches
     */
    void run(Team team, int newPhase, int from, int to, boolean lastFirst) {
        phase = newPhase;
        start = from;
        end = to;
        int count = (int) ((to - from + (SIZE - 1L)) / SIZE);
        last = count - 1;
        backward = lastFirst && team.threads() == 1;
        if (to - from > SERIAL) {
            team.run(this, count);
            return;
        }
        for (int tile = 0; tile < count; tile++) {
            run(tile, 0);
        }
    }

    @Override
    public void run(int tile, int member) {
        int from = start + (backward ? fromTheEnd(tile) : tile) * SIZE;
        pass.tile(phase, start, from, (int) Math.min(end, from + (long) SIZE), member);
    }

    /** The groups from the last to the first, in each the tiles as they come. */
    private int fromTheEnd(int tile) {
        int end = last + 1 - tile / GROUP * GROUP;
        return Math.max(0, end - GROUP) + tile % GROUP;
    }
}
