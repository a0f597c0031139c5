package dev.lanewise.kernel;

import static dev.lanewise.kernel.Cases.GUARD;

import dev.lanewise.core.SeededRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

@Tag("width")
class ProductTwinTest {

    private final ProductKernel scalar = new ProductScalar();
    private final ProductKernel vector = Kernels.vector().products();
    private final ProductScratch forwardScratch = ProductScratch.forward();
    private final ProductScratch scratch = ProductScratch.training();

    /** Shapes, a rectangle inside the result, and results that start out the same. */
    private static final class Shape {
        final SeededRandom random;
        final int rows;
        final int inner;
        final int columns;
        final int rowFrom;
        final int rowTo;
        final int columnFrom;
        final int columnTo;
        /** Whether gradients are added to what is there. */
        final boolean add;

        final float[] expected;
        final float[] actual;

        Shape(long seed, int rows, int inner, int columns) {
            random = Cases.random(seed);
            this.rows = rows;
            this.inner = inner;
            this.columns = columns;
            rowFrom = random.nextInt(3) == 0 ? random.nextInt(rows) : 0;
            rowTo = random.nextInt(3) == 0 ? rowFrom + random.nextInt(rows - rowFrom + 1) : rows;
            columnFrom = random.nextInt(3) == 0 ? random.nextInt(columns) : 0;
            columnTo = random.nextInt(3) == 0 ? columnFrom + random.nextInt(columns - columnFrom + 1) : columns;
            expected = Cases.floats(random, GUARD + rows * columns + GUARD);
            actual = expected.clone();
            add = random.nextInt(2) == 0;
        }

        static Shape of(long seed) {
            SeededRandom random = Cases.random(seed + 1);
            return new Shape(seed, 1 + random.nextInt(11), Cases.size(random), Cases.positiveSize(random));
        }

        static Shape ofFewSteps(long seed) {
            SeededRandom random = Cases.random(seed + 1);
            return new Shape(seed, 1 + random.nextInt(11), 1 + random.nextInt(8), 1 + random.nextInt(70));
        }

        void check(String what) {
            Cases.assertSameBits(expected, actual, what);
        }
    }

    @Property
    void affine(@ForAll long seed) {
        affine(Shape.of(seed));
    }

    @Property
    void affineOfFewSteps(@ForAll long seed) {
        affine(Shape.ofFewSteps(seed));
    }

    private void affine(Shape s) {
        float[] x = Cases.floats(s.random, 3 + s.rows * s.inner);
        float[] w = Cases.floats(s.random, 5 + s.inner * s.columns);
        float[] b = Cases.floats(s.random, 7 + s.columns);
        scalar.affine(
                x,
                3,
                w,
                5,
                b,
                7,
                s.expected,
                GUARD,
                s.inner,
                s.columns,
                s.rowFrom,
                s.rowTo,
                s.columnFrom,
                s.columnTo,
                scratch);
        vector.affine(
                x,
                3,
                w,
                5,
                b,
                7,
                s.actual,
                GUARD,
                s.inner,
                s.columns,
                s.rowFrom,
                s.rowTo,
                s.columnFrom,
                s.columnTo,
                forwardScratch);
        s.check("affine");
    }

    @Property
    void inputGradient(@ForAll long seed) {
        inputGradient(Shape.of(seed));
    }

    @Property
    void inputGradientOfFewSteps(@ForAll long seed) {
        inputGradient(Shape.ofFewSteps(seed));
    }

    private void inputGradient(Shape s) {
        float[] dy = Cases.floats(s.random, 3 + s.rows * s.inner);
        float[] w = Cases.floats(s.random, 5 + s.columns * s.inner);
        scalar.inputGradient(
                dy,
                3,
                w,
                5,
                s.expected,
                GUARD,
                s.columns,
                s.inner,
                s.rowFrom,
                s.rowTo,
                s.columnFrom,
                s.columnTo,
                scratch);
        vector.inputGradient(
                dy,
                3,
                w,
                5,
                s.actual,
                GUARD,
                s.columns,
                s.inner,
                s.rowFrom,
                s.rowTo,
                s.columnFrom,
                s.columnTo,
                scratch);
        s.check("input gradient");
    }

    @Property
    void weightGradient(@ForAll long seed) {
        weightGradient(Shape.of(seed));
    }

    private void weightGradient(Shape s) {
        int batch = s.inner;
        float[] x = Cases.floats(s.random, 3 + batch * s.rows);
        float[] dy = Cases.floats(s.random, 5 + batch * s.columns);
        scalar.weightGradient(
                x,
                3,
                dy,
                5,
                s.expected,
                GUARD,
                batch,
                s.rows,
                s.columns,
                s.rowFrom,
                s.rowTo,
                s.columnFrom,
                s.columnTo,
                s.add,
                scratch);
        vector.weightGradient(
                x,
                3,
                dy,
                5,
                s.actual,
                GUARD,
                batch,
                s.rows,
                s.columns,
                s.rowFrom,
                s.rowTo,
                s.columnFrom,
                s.columnTo,
                s.add,
                scratch);
        s.check("weight gradient");
    }

    @Property(tries = 12)
    void gradientsOfLongBatchesAreSummedInChunks(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int batch = ProductKernel.ROWS_PER_CHAIN * random.nextInt(3) + random.nextInt(3);
        Shape s = new Shape(seed, 1 + random.nextInt(5), batch, 1 + random.nextInt(20));
        float[] x = Cases.floats(s.random, 3 + batch * s.rows);
        float[] dy = Cases.floats(s.random, 5 + batch * s.columns);
        scalar.weightGradient(
                x, 3, dy, 5, s.expected, GUARD, batch, s.rows, s.columns, 0, s.rows, 0, s.columns, s.add, scratch);
        vector.weightGradient(
                x, 3, dy, 5, s.actual, GUARD, batch, s.rows, s.columns, 0, s.rows, 0, s.columns, s.add, scratch);
        s.check("weight gradient");
        scalar.biasGradient(dy, 5, s.expected, GUARD, batch, s.columns, s.columnFrom, s.columnTo, s.add);
        vector.biasGradient(dy, 5, s.actual, GUARD, batch, s.columns, s.columnFrom, s.columnTo, s.add);
        s.check("bias gradient");
    }

    /** From four chunks on, those of a few columns are summed beside each other. */
    @Example
    void biasGradientsOfManyChunksAreAddedInOrder() {
        for (int batch : new int[] {4095, 4096, 4097, 5120, 9300}) {
            for (int columns : new int[] {1, 3, 4, 5, 8, 15, 16, 17, 33}) {
                for (boolean add : new boolean[] {false, true}) {
                    Shape s = new Shape(batch + columns, 1, batch, columns);
                    float[] dy = Cases.floats(s.random, 5 + batch * columns);
                    scalar.biasGradient(dy, 5, s.expected, GUARD, batch, columns, 0, columns, add);
                    vector.biasGradient(dy, 5, s.actual, GUARD, batch, columns, 0, columns, add);
                    s.check(batch + " rows of " + columns + (add ? ", added" : ""));
                }
            }
        }
    }

    @Property
    void biasGradient(@ForAll long seed) {
        Shape s = Shape.of(seed);
        float[] dy = Cases.floats(s.random, 5 + s.inner * s.columns);
        scalar.biasGradient(dy, 5, s.expected, GUARD, s.inner, s.columns, s.columnFrom, s.columnTo, s.add);
        vector.biasGradient(dy, 5, s.actual, GUARD, s.inner, s.columns, s.columnFrom, s.columnTo, s.add);
        s.check("bias gradient");
    }

    @Property(tries = 60)
    void deepProductsGoOnFromTheirResult(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 1 + random.nextInt(14);
        int inner = 120 + random.nextInt(500);
        int columns = 1 + random.nextInt(70);
        affine(new Shape(seed, rows, inner, columns));
        inputGradient(new Shape(seed, rows, inner, columns));
    }

    @Property(tries = 40)
    void weightGradientsOfManyInputsAreCutIntoBlocks(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int batch = random.nextInt(40);
        weightGradient(new Shape(seed, 90 + random.nextInt(120), batch, 1 + random.nextInt(40)));
    }

    /** Whole, so that chance leaves out no pair of a panel and a tile. */
    @Example
    void everyWidthOfAPanelMeetsEveryHeightOfATile() {
        for (int columns = 1; columns <= 80; columns++) {
            for (int rows : new int[] {1, 2, 3, 5, 8, 11, 12, 31}) {
                int inner = 1 + (columns + rows) % 19;
                SeededRandom random = Cases.random(columns * 100L + rows);
                float[] a = Cases.floats(random, rows * inner);
                float[] b = Cases.floats(random, inner * columns);
                float[] bias = Cases.floats(random, columns);
                float[] down = transposed(a, rows, inner);
                float[] across = transposed(b, inner, columns);
                float[][] results = new float[2][3 * rows * columns];
                for (int twin = 0; twin < 2; twin++) {
                    ProductKernel kernel = twin == 0 ? scalar : vector;
                    float[] y = results[twin];
                    int size = rows * columns;
                    kernel.affine(a, 0, b, 0, bias, 0, y, 0, inner, columns, 0, rows, 0, columns, scratch);
                    kernel.inputGradient(a, 0, across, 0, y, size, columns, inner, 0, rows, 0, columns, scratch);
                    kernel.weightGradient(
                            down, 0, b, 0, y, 2 * size, inner, rows, columns, 0, rows, 0, columns, false, scratch);
                }
                Cases.assertSameBits(results[0], results[1], rows + "x" + columns + "x" + inner);
            }
        }
    }

    private static float[] transposed(float[] a, int rows, int columns) {
        float[] t = new float[a.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                t[c * rows + r] = a[r * columns + c];
            }
        }
        return t;
    }
}
