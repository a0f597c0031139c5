package dev.lanewise.kernel;

/** The vector twin of {@link ProductKernel}: one design for thirty-two registers, one for sixteen. */
abstract sealed class ProductVector implements ProductKernel permits ProductDirect, ProductPacked {

    /** Returns the design that fits the width: only CPUs with vectors of 512 bits are sure to have thirty-two registers. */
    static ProductVector of(int bits) {
        return bits == 512 ? new ProductDirect() : new ProductPacked();
    }

    @Override
    public final void biasGradient(
            float[] dy,
            int dyOffset,
            float[] db,
            int dbOffset,
            int rows,
            int outputs,
            int outputFrom,
            int outputTo,
            boolean add) {
        ColumnSums.sum(dy, dyOffset, db, dbOffset, rows, outputs, outputFrom, outputTo, ROWS_PER_CHAIN, add);
    }
}
