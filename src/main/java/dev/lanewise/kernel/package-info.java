/**
 * Kernels: families of pure functions over flat float arrays. A family is a contract ({@code XKernel}), a scalar twin ({@code
 * XScalar}, the textbook) and a vector twin ({@code XVector}, on the Vector API). This package is the only one that imports the
 * Vector API, and {@code Lanes} the only place that chooses the vector width. It imports only the JDK.
 *
 * <h2>The bit-exact contract</h2>
 *
 * <ul>
 *   <li>The twins agree in every bit, on 128, 256 and 512 bits, for any number of threads and on any CPU, except that where one
 *       gives NaN the other gives NaN of any payload and sign. NaN in, NaN out: divergence is never hidden.
 *   <li>An element of a matrix product is one chain of fused multiply-adds in index order, starting from the bias, the old value or
 *       +0.0. Lanes run across outputs, never along the summed index. No operand is skipped and no chain is padded.
 *   <li>A sum over the rows of a batch is one chain for up to 1024 rows; above, chunks of exactly 1024 rows, each from +0.0, added in
 *       row order. With gradient accumulation the first term is the old gradient.
 *   <li>Where a network has {@code m} members, row {@code r} of its batch belongs to member {@code r % m}. A member's own gradients are such sums over its
 *       rows, in chunks of the whole rows that 1024 rows of the batch have of each member, at least one.
 *   <li>The gradient of a row of an embedding table is such a sum over the rows of the batch that have its code; a chunk without one is no term of it.
 *   <li>A sum along a row uses sixteen virtual lanes, lane {@code j} taking elements {@code j, j + 16, ...}, and then a fixed tree.
 *   <li>Layer normalisation takes mean and variance of a row by such sums, in two passes; batch normalisation takes those of a column by sums over the rows of the whole
 *       batch, in chunks as above.
 *   <li>A scalar over many elements is summed in double: blocks of 4096 elements, sixteen virtual lanes and the fixed tree inside, the
 *       block sums added in order.
 *   <li>Transcendental functions are polynomials and rationals of our own in fused multiply-adds, written twice in the same order.
 *   <li>Tiles divide outputs, never a chain; so how work is cut, which depends on shapes and for large weights on the number of threads, changes no result.
 *   <li>Random numbers come from Threefry-2x32-20, a counter-based generator of 32-bit operations.
 * </ul>
 *
 * <p>A vector twin runs its whole body in vectors; what is left at the end of a row or an array is a masked vector, a padded tile of
 * which only the true columns are copied out, a whole vector that later rows of the same rectangle overwrite, a tile shifted back over elements that are done, or the scalar twin from that index on. Of a product with one
 * column lanes run across rows; only that of fewer than sixteen rows or steps is computed by several scalar chains at a time.
 */
@NullMarked
package dev.lanewise.kernel;

import org.jspecify.annotations.NullMarked;
