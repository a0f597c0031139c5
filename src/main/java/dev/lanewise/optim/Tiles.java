package dev.lanewise.optim;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;

/** Runs passes over ranges of a slab, in tiles whose bounds depend on the range alone. Allocates nothing. */
final class Tiles implements TileTask {

    /** Elements of a tile; a multiple of every vector length and of a block of sums. */
    static final int SIZE = 16_384;

    /** Elements below which waking other threads costs more than it gains. */
    private static final int SERIAL = 2 * SIZE;

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

    Tiles(Pass pass) {
        this.pass = pass;
    }

    void run(Team team, int newPhase, int from, int to) {
        phase = newPhase;
        start = from;
        end = to;
        int count = (int) ((to - from + (SIZE - 1L)) / SIZE);
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
        int from = start + tile * SIZE;
        pass.tile(phase, start, from, (int) Math.min(end, from + (long) SIZE), member);
    }
}
