package dev.lanewise.nn;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.ProductKernel;

/**
 * Cuts a matrix into tiles. The grid depends on the matrix alone, never on the number of threads. Matrices that are little work stay with
 * the caller.
 */
final class Grid {

    /** Rows of a batch in a tile: enough to pay for the copies that a product makes of the weights. */
    static final int BATCH_ROWS = 128;

    /** Rows of a weight gradient in a tile: one block of the product. */
    static final int GRADIENT_ROWS = ProductKernel.GRADIENT_BLOCK;

    private static final int TILE_COLUMNS = 128;

    /** Multiply-adds below which waking other threads costs more than it gains. */
    private static final long SERIAL_WORK = 1 << 16;

    private int rows;
    private int columns;
    private int columnTiles;
    private int tileRows;

    /** Runs {@code task} over the tiles of a matrix; {@code work} is the number of multiply-adds in all. */
    void run(Team team, TileTask task, int newTileRows, int newRows, int newColumns, long work) {
        tileRows = newTileRows;
        rows = newRows;
        columns = newColumns;
        columnTiles = (newColumns + TILE_COLUMNS - 1) / TILE_COLUMNS;
        int tiles = (newRows + tileRows - 1) / tileRows * columnTiles;
        if (work < SERIAL_WORK) {
            for (int tile = 0; tile < tiles; tile++) {
                task.run(tile, 0);
            }
        } else {
            team.run(task, tiles);
        }
    }

    int rowFrom(int tile) {
        return tile / columnTiles * tileRows;
    }

    int rowTo(int tile) {
        return Math.min(rows, rowFrom(tile) + tileRows);
    }

    int columnFrom(int tile) {
        return tile % columnTiles * TILE_COLUMNS;
    }

    int columnTo(int tile) {
        return Math.min(columns, columnFrom(tile) + TILE_COLUMNS);
    }
}
