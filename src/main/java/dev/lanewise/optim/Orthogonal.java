package dev.lanewise.optim;

import dev.lanewise.core.Team;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.ProductKernel;
import dev.lanewise.kernel.ProductScratch;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Newton-Schulz iterations {@code X = a X + (b A + c A^2) X} with {@code A = X X'}, or {@code X = a X + X (b A + c A^2)} with {@code A = X' X} where that is the
 * smaller square, so that nothing is ever transposed. Products are the engine's own, in tiles of rows that depend on shapes alone. {@code A} and {@code A^2} are
 * symmetric to the bit, since a chain of fused multiply-adds does not care which factor stands first: of their tiles only those from the diagonal on
 * are computed, and copied across it.
 */
final class Orthogonal {

    /** Rows of a tile; what a weight gradient takes at once. */
    private static final int ROWS = ProductKernel.GRADIENT_BLOCK;

    /** Rows of a tile of a symmetric product: whole vectors, and few enough to leave nearly half out. */
    private static final int SYMMETRIC_ROWS = 64;

    /** Side of the squares that are copied across the diagonal: a vector's length, so that stores stay in cache lines. */
    private static final int COPIED = 16;

    /** Multiply-adds below which waking other threads costs more than it gains. */
    private static final long SERIAL = 1_000_000;

    private enum Product {
        GRAM,
        SQUARE,
        APPLY
    }

    private final float a;
    private final float b;
    private final float c;
    private float[] x;
    private float[] y;
    private final float[] gram;
    private final float[] polynomial;
    private final float[] zeros;
    private final TileTask tile = this::tile;
    private ProductScratch[] scratch = {};
    private @Nullable ProductKernel products;
    private Product product = Product.GRAM;
    private int tileRows;
    private int rows;
    private int columns;

    Orthogonal(List<Tensor> matrices, float a, float b, float c) {
        this.a = a;
        this.b = b;
        this.c = c;
        int largest = 0;
        int square = 0;
        int widest = 0;
        for (Tensor m : matrices) {
            int side = Math.min(m.rows(), m.columns());
            largest = Math.max(largest, m.size());
            square = Math.max(square, side * side);
            widest = Math.max(widest, Math.max(m.rows(), m.columns()));
        }
        x = new float[largest];
        y = new float[largest];
        gram = new float[square];
        polynomial = new float[square];
        zeros = new float[widest];
    }

    /** The matrix that is iterated, row-major from 0: the caller puts it in, and finds the result here. */
    float[] matrix() {
        return x;
    }

    /** Iterates the matrix of a tensor's shape. */
    void run(Kernels kernels, Team team, Tensor shape, float factor, int iterations) {
        if (scratch.length < team.threads()) {
            scratch = new ProductScratch[team.threads()];
            for (int i = 0; i < scratch.length; i++) {
                scratch[i] = ProductScratch.training(zeros.length, zeros.length);
            }
        }
        products = kernels.products();
        rows = shape.rows();
        columns = shape.columns();
        int side = Math.min(rows, columns);
        kernels.penalties().multiply(x, 0, shape.size(), factor);
        for (int i = 0; i < iterations; i++) {
            run(team, Product.GRAM, side, (long) side * side * Math.max(rows, columns));
            run(team, Product.SQUARE, side, (long) side * side * side);
            kernels.updates().layer().combine(gram, polynomial, 0, 0, side * side, c, b);
            run(team, Product.APPLY, rows, (long) side * side * Math.max(rows, columns));
            kernels.updates().layer().combine(x, y, 0, 0, shape.size(), 1, a);
            float[] done = y;
            y = x;
            x = done;
        }
    }

    private void run(Team team, Product next, int height, long multiplyAdds) {
        product = next;
        tileRows = next == Product.APPLY ? ROWS : SYMMETRIC_ROWS;
        int tiles = (height + tileRows - 1) / tileRows;
        if (multiplyAdds < SERIAL) {
            for (int t = 0; t < tiles; t++) {
                tile(t, 0);
            }
        } else {
            team.run(tile, tiles);
        }
    }

    private void tile(int index, int member) {
        ProductKernel p = Objects.requireNonNull(products);
        ProductScratch own = scratch[member];
        boolean wide = rows <= columns;
        int side = Math.min(rows, columns);
        int from = index * tileRows;
        int to = Math.min(product == Product.APPLY ? rows : side, from + tileRows);
        switch (product) {
            case GRAM -> {
                if (wide) {
                    p.inputGradient(x, 0, x, 0, gram, 0, rows, columns, from, to, from, rows, own);
                } else {
                    p.weightGradient(x, 0, x, 0, gram, 0, rows, columns, columns, from, to, from, columns, false, own);
                }
                mirror(gram, side, from, to);
            }
            case SQUARE -> {
                p.affine(gram, 0, gram, 0, zeros, 0, polynomial, 0, side, side, from, to, from, side, own);
                mirror(polynomial, side, from, to);
            }
            case APPLY -> {
                float[] left = wide ? polynomial : x;
                float[] right = wide ? x : polynomial;
                p.affine(left, 0, right, 0, zeros, 0, y, 0, side, columns, from, to, 0, columns, own);
            }
        }
    }

    /** Copies what is right of a tile's square on the diagonal to below it. */
    private static void mirror(float[] m, int side, int from, int to) {
        for (int c = to; c < side; c += COPIED) {
            int end = Math.min(side, c + COPIED);
            for (int r = from; r < to; r++) {
                for (int k = c; k < end; k++) {
                    m[k * side + r] = m[r * side + k];
                }
            }
        }
    }
}
