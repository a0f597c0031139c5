package dev.lanewise.kernel;

/** How a product is cut into register tiles and panels. By contract none of these choices changes a result. */
final class ProductPlan {

    /** Vectors in a row of the widest panel. */
    static final int MAX_VECTORS = 3;

    /** Rows of the tallest tile. */
    static final int MAX_ROWS = 4;

    /** Elements of a panel that stay in the first-level cache while the rows pass by. */
    static final int PANEL_ELEMENTS = 6144;

    /** Fewer rows than this read the right matrix in place: copying a panel would cost more than it gains. */
    private static final int ROWS_PER_PANEL = 4;

    private ProductPlan() {}

    /** How many vectors wide the next panel is, where {@code columns} are left for vectors of {@code lanes} lanes. */
    static int vectors(int columns, int lanes) {
        int left = (columns + lanes - 1) / lanes;
        return left == 3 || left > 4 ? 3 : 2;
    }

    /** Elements from a row of a panel to the next: a power of two, since C2 does not move bounds checks out of a loop for other strides. */
    static int panelRow(int vectors, int lanes) {
        return vectors == 3 ? 4 * lanes : 2 * lanes;
    }

    /** How many rows the next tile has, where {@code rows} are left. */
    static int tileRows(int rows, int vectors) {
        int tallest = vectors == 3 ? 3 : 4;
        return rows >= tallest ? tallest : Math.min(rows, 2);
    }

    /** Whether the right matrix is copied into panels. */
    static boolean panels(int rows) {
        return rows >= ROWS_PER_PANEL;
    }

    /** Depth of a panel. */
    static int panelDepth(int vectors, int lanes) {
        return PANEL_ELEMENTS / panelRow(vectors, lanes);
    }
}
