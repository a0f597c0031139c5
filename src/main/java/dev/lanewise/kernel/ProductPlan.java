package dev.lanewise.kernel;

/** How a product is cut into register tiles and panels. By contract none of these choices changes a result. */
final class ProductPlan {

    /** Vectors in a row of the widest panel. */
    static final int MAX_VECTORS = 3;

    /** Elements of a panel that stay in the first-level cache while the rows pass by. */
    static final int PANEL_ELEMENTS = 6144;

    /** Fewer rows than this read the right matrix in place, as {@link ProductSweep} does: copying a panel would cost more than it gains. */
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

    /** Columns of a narrow tile. */
    static final int NARROW = 4;

    /** Vectors in a row of the widest tile for thirty-two registers. */
    static final int DIRECT_VECTORS = 4;

    /** Depth of a tile of a panel that is read in place, where the widest stays in the first-level cache or nearly so. */
    static final int DIRECT_DEPTH = 128;

    /** Depth of a copy, which is longer runs of a transposed matrix: a multiple of {@link #DIRECT_DEPTH}. */
    static final int COPY_DEPTH = 512;

    /** Depth of the next block of {@code left} steps: a short rest is done with the block before, since a block reads and writes the result. */
    static int directDepth(int left) {
        return left <= DIRECT_DEPTH + 32 ? left : DIRECT_DEPTH;
    }

    /**
     * Depth of a tile of the widest panel where that is copied: {@link #DIRECT_DEPTH} where such a panel leaves a fifth of the first-level cache, as far as its size is known. Otherwise it waits in
     * the second-level cache, as a deeper one does, whose tiles begin and end less often.
     */
    static final int COPIED_DEPTH = copiedDepthFor(FirstLevelCache.BYTES);

    /** {@link #COPIED_DEPTH} for a first-level cache of so many bytes, 0 if unknown. */
    static int copiedDepthFor(int cache) {
        int panel = DIRECT_DEPTH * DIRECT_VECTORS * 2 * HALF * Float.BYTES;
        return cache > 0 && cache < panel + panel / 4 ? COPY_DEPTH : DIRECT_DEPTH;
    }

    /** {@link #directDepth} for copies of the widest panel. */
    static int copiedDepth(int left) {
        return copiedDepth(left, COPIED_DEPTH);
    }

    /** The same where a tile is {@code most} deep. Never deeper than a copy. */
    static int copiedDepth(int left, int most) {
        return left <= Math.min(most + 32, COPY_DEPTH) ? left : most;
    }

    /** {@link #directDepth} for panels of one vector or less: deeper ones, which take no more of the cache. */
    static int edgeDepth(int left) {
        return left <= 2 * DIRECT_DEPTH + 64 ? left : 2 * DIRECT_DEPTH;
    }

    /** Rows of a weight gradient that pass by a panel before the next. */
    static final int DIRECT_BLOCK = 240;

    /** How many vectors wide the next panel is, where {@code left} columns are left. */
    static int directVectors(int left, int lanes) {
        return left >= 4 * lanes ? 4 : left >= 2 * lanes ? 2 : 1;
    }

    /** Lanes of a copy of fewer columns than a vector has. */
    static int edgeLanes(int columns) {
        return columns <= NARROW ? NARROW : columns <= HALF ? HALF : 2 * HALF;
    }

    /** Whether so few columns are copied into rows of one vector: less than a half vector always, others where enough rows pass by to pay for it. */
    static boolean edge(int columns, int rows) {
        return columns < HALF || (columns < 2 * HALF && rows >= 8);
    }

    /** Columns of a vector of half the width that {@link ProductDirect} works with. */
    static final int HALF = 8;

    /**
     * How many half vectors wide the next panel is, where {@code left} columns are left: eight, six or four for vectors of the full width, which some processors work at twice the speed of
     * half ones, and one or two for fewer columns than make more than a vector. The last vector of six or four, and the second of two halves, may overlap the one before. A panel narrower than
     * a half vector is left over only of so few columns.
     */
    static int directHalves(int left) {
        int halves = (left + HALF - 1) / HALF;
        if (halves > 10 || left == 8 * HALF || left == 10 * HALF) {
            return 8;
        }
        return switch (halves) {
            case 1, 2 -> halves;
            case 5, 6, 9, 10 -> 6;
            default -> 4;
        };
    }

    /** The same for {@code rows} rows of a batch: three are one tile of two vectors, but would be two of four. */
    static int directBatchHalves(int left, int rows) {
        int halves = directHalves(left);
        return rows == 3 && halves == 8 ? 4 : halves;
    }

    /** How many rows the next tile has: fives, and as many fours as leave no rest. */
    static int directRows(int rows) {
        int fours = (5 - rows % 5) % 5;
        if (rows >= 5 + 4 * fours || rows == 11 || rows == 7) {
            return 5;
        }
        return rows >= 4 ? 4 : Math.min(rows, 2);
    }

    /**
     * Rows of a block whose part of the left matrix stays in the second-level cache while panels pass by: of many rows even parts of up to 400, which pay for
     * panels that are copied once for each.
     */
    static int directBlock(int rows) {
        int blocks = (rows + 399) / 400;
        return rows < 1024 ? rows : (rows / blocks + 20) / 20 * 20;
    }

    /** {@link #directRows} for a batch, where three are the whole of it rather than a rest. */
    static int directBatchRows(int rows) {
        return rows == 3 ? 3 : directRows(rows);
    }

    /** {@link #directRows} for tiles of one vector: taller ones, to hide the latency of the multiply-adds. */
    static int directTallRows(int rows) {
        return rows >= 8 ? 8 : rows >= 4 ? 4 : Math.min(rows, 2);
    }

    /** {@link #directTallRows} of other products. */
    static int alongTallRows(int rows) {
        return rows >= 12 ? 12 : directTallRows(rows);
    }

    /** {@link #directRows} with eights, for tiles of two vectors, and of three in a weight gradient: where they leave nothing, or no rest that is a lower tile than a four. */
    static int eightRows(int rows) {
        boolean eight = rows == 8 || rows == 12 || rows == 13 || (rows >= 16 && rows != 19);
        return eight ? 8 : directRows(rows);
    }

    /** {@link #eightRows} for a batch, where three are the whole of it rather than a rest. */
    static int eightBatchRows(int rows) {
        return rows == 3 ? 3 : eightRows(rows);
    }

    /** Whether a product with one column pays for transposing its rows in registers. */
    static boolean column(int rows, int depth) {
        return rows >= 16 && depth >= 16;
    }

    /** Whether the input gradient of a batch is computed row by row of the weights, as a product with one column, rather than by panels of transposed weights. */
    static boolean dots(int rows, int inputs, int outputs) {
        return rows == 1 && inputs >= 16 && outputs >= 48;
    }

    /** Whether the input gradient of one input is a product with one column. Of two or three rows that has too few chains at a time; one row has no better way. */
    static boolean inputColumn(int rows, int inputs) {
        return inputs == 1 && rows != 2 && rows != 3;
    }

    /**
     * Whether so few columns of a forward product pay for transposing rows of {@code depth} elements: five to seven, and nine to twelve or seventeen to twenty, whose vectors would have a
     * quarter of their lanes or more empty; fewer where {@link ProductStrides} has no tiles for such rows.
     */
    static boolean few(int rows, int columns, int depth) {
        boolean partly = columns <= 12 || (columns >= 17 && columns <= 20);
        return paysForRows(rows, columns, depth) && partly;
    }

    /** The same for an input gradient, which else transposes weights: all less than a vector, and the first half of the second and third. */
    static boolean fewInputs(int rows, int columns, int depth) {
        boolean partly = columns < 2 * HALF || (columns <= 5 * HALF && (columns - 1) % (2 * HALF) < HALF);
        return paysForRows(rows, columns, depth) && partly;
    }

    /** Whether there is enough to do with transposed rows. Eight columns are a half vector, for which other tiles are as fast. */
    private static boolean paysForRows(int rows, int columns, int depth) {
        boolean strides = columns <= NARROW && ProductStrides.has(depth);
        return rows >= 32 && depth >= 64 && columns > 1 && columns != HALF && !strides;
    }

    /** Whether so few steps pay better with the right matrix in registers. */
    static boolean shallow(int depth, int rows) {
        return depth > 0 && depth <= 8 && rows >= 4;
    }

    /** The same for two whole vectors of columns and many rows: up to four times eight steps. */
    static boolean shallowPair(int rows, int depth) {
        return rows >= 64 && depth > 0 && depth <= 32;
    }

    /** The same for less than a vector of columns, where all steps are done at once. */
    static boolean shallowEdge(int rows, int depth, int columns) {
        return shallow(depth, rows) && depth <= 4 && (columns > NARROW || rows >= 64);
    }

    /**
     * Whether panels of a right matrix of {@code depth} rows, {@code stride} apart, are copied rather than read in place: where it is too large for the second-level cache, since a copy
     * waits for many lines at a time, the first tile of a panel only for a few; and where strides leave a panel few places of the first-level cache.
     */
    static boolean copies(int rows, int depth, int stride, int vectors) {
        boolean large = (long) depth * stride >= 1 << 18;
        return vectors == DIRECT_VECTORS && rows >= 48 && (large || stride % 128 == 0);
    }

    /** How many of the last columns are a product with one column rather than part of a vector: one, where there is one column more than whole vectors, otherwise none. */
    static int restColumn(int rows, int columns, int depth) {
        return columns % (2 * HALF) == 1 && columns > 1 && column(rows, depth) ? 1 : 0;
    }

    /**
     * Whether a panel of two vectors or more is copied for {@code rows} rows since the rows of the right matrix do not all begin at the same place of a cache line: most loads would take two lines;
     * of two vectors also since the tall tiles of {@link ProductStrides} want panels without gaps.
     */
    static boolean unaligned(int rows, int stride, int halves) {
        return stride % (2 * HALF) != 0 && halves >= 4 && rows >= (halves == 8 ? 48 : 20);
    }

    /** How many of the widest panels come before others in so many columns. */
    static int widest(int columns) {
        int panels = 0;
        int panel = DIRECT_VECTORS * 2 * HALF;
        while (columns - panels * panel >= HALF && directHalves(columns - panels * panel) == 8) {
            panels++;
        }
        return panels;
    }

    /** The most rows of a copy of a left matrix: panels are copied again for each, transposed ones at the price of a tenth of 256 rows. */
    static final int WIDE_BLOCK = 512;

    /** Rows of a padded tile. */
    static final int TILE_ROWS = 256;

    /** Rows of such a copy: even parts. */
    static int wideRows(int rows) {
        int blocks = Math.max(1, Math.ceilDiv(rows, WIDE_BLOCK));
        return Math.ceilDiv(rows, blocks);
    }

    /** Fewer columns do not pay for a copy of the left matrix. */
    static final int WIDE_COLUMNS = 4 * DIRECT_VECTORS * 2 * HALF;

    /** How many of the widest panels of {@code columns} columns pay for a copy of the left matrix. */
    static int widePanels(int rows, int depth, int columns) {
        return rows >= 64 && depth >= DIRECT_DEPTH && columns >= WIDE_COLUMNS ? widest(columns) : 0;
    }

    /** Rows in tiles of six; what is left is none, or fours and fives. */
    static int tallRows(int rows) {
        int left = switch (rows % 6) {
            case 1 -> 13;
            case 2 -> 8;
            case 3 -> 9;
            default -> rows % 6;
        };
        return Math.max(0, rows - left);
    }
}
