package dev.lanewise.core;

/** Work cut into tiles that are independent of each other; a tile is run by whichever member of a {@link Team} takes it. */
@FunctionalInterface
public interface TileTask {

    /**
     * Runs one tile. Tiles may run at the same time and in any order, so a tile writes only what no other tile reads or
     * writes.
     *
     * @param tile index of the tile, from 0
     * @param member index of the member of the team that runs it, from 0; for scratch of its own, never for a result
     */
    void run(int tile, int member);
}
