package dev.lanewise.nn;

/** A matrix cut into tiles. */
final class Grid {

    private int rows;
    private int columns;
    private int tileRows;
    private int tileColumns;
    private int rowTiles;
    private int columnTiles;
    private boolean down;

    /** Cuts a matrix of {@code newRows} rows and {@code newColumns} columns, each at least 1; tiles beside each other follow each other. */
    void cut(int newRows, int newTileRows, int newColumns, int newTileColumns) {
        cut(newRows, newTileRows, newColumns, newTileColumns, false);
    }

    /**
     * Cuts a matrix.
     *
     * @param newDown whether tiles below each other follow each other, so that members of a team share columns rather than rows
     */
    void cut(int newRows, int newTileRows, int newColumns, int newTileColumns, boolean newDown) {
        rows = newRows;
        columns = newColumns;
        tileRows = newTileRows;
        tileColumns = newTileColumns;
        rowTiles = Math.ceilDiv(newRows, newTileRows);
        columnTiles = Math.ceilDiv(newColumns, newTileColumns);
        down = newDown;
    }

    /** Number of tiles. */
    int tiles() {
        return rowTiles * columnTiles;
    }

    int rowFrom(int tile) {
        return (down ? tile % rowTiles : tile / columnTiles) * tileRows;
    }

    int rowTo(int tile) {
        return Math.min(rows, rowFrom(tile) + tileRows);
    }

    int columnFrom(int tile) {
        return (down ? tile / rowTiles : tile % columnTiles) * tileColumns;
    }

    int columnTo(int tile) {
        return Math.min(columns, columnFrom(tile) + tileColumns);
    }
}
