package dev.lanewise.kernel;

/**
 * Sums of many float elements to one double, in an order that the contract fixes: blocks of {@value #BLOCK} elements counted
 * from {@code offset}; inside a block sixteen virtual lanes, lane {@code j} taking elements {@code j, j + 16, ...} in order from
 * +0.0 in double, then the fixed tree {@code ((0+8)+(4+12)) ...} of {@link SumScalar#tree}; the block sums are added in order.
 */
public interface SumKernel {

    /** Elements of a block. */
    int BLOCK = 4096;

    /** Number of virtual lanes inside a block, and along a row. */
    int LANES = 16;

    /**
     * Returns the sum of {@code length} elements from {@code offset}.
     *
     * @param lanes scratch of at least {@value #LANES} elements, so that nothing is allocated
     */
    double sum(float[] values, int offset, int length, double[] lanes);

    /**
     * Returns the sum of the squares, each square computed in double.
     *
     * @param lanes scratch of at least {@value #LANES} elements
     */
    double sumOfSquares(float[] values, int offset, int length, double[] lanes);

    /**
     * Returns the sum of the magnitudes.
     *
     * @param lanes scratch of at least {@value #LANES} elements
     */
    double sumOfMagnitudes(float[] values, int offset, int length, double[] lanes);

    /**
     * Returns the sum of the products of two arrays, each product computed in double; blocks are counted from the offsets.
     *
     * @param lanes scratch of at least {@value #LANES} elements
     */
    double dot(float[] a, int aOffset, float[] b, int bOffset, int length, double[] lanes);
}
