package dev.lanewise.nn;

/** A matrix cut into tiles. */
final class Grid {

    private int rows;
    private int columns;
    private int tileRows;
    private int tileColumns;
    private int columnTiles;
    private int tiles;

    /** Cuts a matrix of {@code newRows} rows and {@code newColumns} columns, each at least 1. */
    void cut(int newRows, int newTileRows, int newColumns, int newTileColumns) {
        rows = newRows;
        columns = newColumns;
        tileRows = newTileRows;
        tileColumns = newTileColumns;
        columnTiles = (newColumns + newTileColumns - 1) / newTileColumns;
        tiles = (newRows + newTileRows - 1) / newTileRows * columnTiles;
    }

    /** Number of tiles. */
    int tiles() {
        return tiles;
    }

    int rowFrom(int tile) {
        return tile / columnTiles * tileRows;
    }

    int rowTo(int tile) {
        return Math.min(rows, rowFrom(tile) + tileRows);
    }

    int columnFrom(int tile) {
        return tile % columnTiles * tileColumns;
    }

    int columnTo(int tile) {
        return Math.min(columns, columnFrom(tile) + tileColumns);
    }
}
