package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.SeededRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Many rows by many columns, both copied: every rest of rows and columns, depths of one part and of several copies. */
@Tag("width")
class ProductWideTest {

    private final ProductKernel scalar = new ProductScalar();
    private final ProductKernel vector = Kernels.vector().products();
    private final ProductScratch scratch = ProductScratch.training();

    @Property(tries = 25)
    void outputs(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 64 + random.nextInt(random.nextInt(4) == 0 ? 600 : 30);
        int depth = 128 + random.nextInt(random.nextInt(4) == 0 ? 1100 : 200);
        int columns = 256 + random.nextInt(140);
        int from = random.nextInt(3) == 0 ? random.nextInt(columns - 255) : 0;
        assertTrue(ProductPlan.widePanels(rows, depth, columns - from) > 0);
        float[] x = Cases.floats(random, rows * depth);
        float[] w = Cases.floats(random, depth * columns);
        float[] bias = Cases.floats(random, columns);
        float[] expected = new float[rows * columns];
        float[] actual = expected.clone();
        scalar.affine(x, 0, w, 0, bias, 0, expected, 0, depth, columns, 0, rows, from, columns, scratch);
        ProductScratch sized = ProductScratch.wideForward(rows);
        vector.affine(x, 0, w, 0, bias, 0, actual, 0, depth, columns, 0, rows, from, columns, sized);
        Cases.assertSameBits(expected, actual, "affine");
        float[] narrow = new float[rows * columns];
        ProductScratch none = ProductScratch.forward();
        vector.affine(x, 0, w, 0, bias, 0, narrow, 0, depth, columns, 0, rows, from, columns, none);
        Cases.assertSameBits(expected, narrow, "affine without copies of rows");
    }

    @Property(tries = 25)
    void inputGradients(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = 64 + random.nextInt(random.nextInt(4) == 0 ? 600 : 30);
        int outputs = 128 + random.nextInt(random.nextInt(4) == 0 ? 1100 : 200);
        int inputs = 256 + random.nextInt(140);
        int from = random.nextInt(3) == 0 ? random.nextInt(inputs - 255) : 0;
        float[] dy = Cases.floats(random, rows * outputs);
        float[] w = Cases.floats(random, inputs * outputs);
        float[] expected = new float[rows * inputs];
        float[] actual = expected.clone();
        scalar.inputGradient(dy, 0, w, 0, expected, 0, inputs, outputs, 0, rows, from, inputs, scratch);
        ProductScratch sized = ProductScratch.training(rows, 1 + random.nextInt(outputs));
        vector.inputGradient(dy, 0, w, 0, actual, 0, inputs, outputs, 0, rows, from, inputs, sized);
        Cases.assertSameBits(expected, actual, "input gradient");
    }

    @Property(tries = 25)
    void weightGradients(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int depth = 32 + random.nextInt(random.nextInt(4) == 0 ? 1300 : 250);
        int inputs = 80 + random.nextInt(120);
        int outputs = 128 + random.nextInt(random.nextInt(3) == 0 ? 700 : 100);
        boolean add = random.nextInt(3) == 0;
        assertTrue(ProductGradientPlan.groupedPanels(inputs, outputs, inputs, depth) > 0);
        float[] x = Cases.floats(random, depth * inputs);
        float[] dy = Cases.floats(random, depth * outputs);
        float[] expected = Cases.floats(random, inputs * outputs);
        float[] actual = expected.clone();
        scalar.weightGradient(x, 0, dy, 0, expected, 0, depth, inputs, outputs, 0, inputs, 0, outputs, add, scratch);
        // Room for a group of one panel to all of them.
        ProductScratch sized = ProductScratch.training(depth, 1 + random.nextInt(outputs));
        vector.weightGradient(x, 0, dy, 0, actual, 0, depth, inputs, outputs, 0, inputs, 0, outputs, add, sized);
        Cases.assertSameBits(expected, actual, "weight gradient");
    }

    /** Loads of eight columns for six end with the array, wherever it ends. */
    @Example
    void copiesOfColumnsStayInTheArray() {
        SeededRandom random = Cases.random(7);
        for (int width = 1; width <= 31; width++) {
            for (int more = 0; more < 12; more++) {
                int row = width + more;
                for (int depth = 1; depth <= 4; depth++) {
                    for (int at = 0; at <= more; at++) {
                        float[] a = Cases.floats(random, (depth - 1) * row + width + more);
                        int group = depth * ProductTallDown.ROW + 3;
                        float[] block = new float[5 + 6 * group];
                        ProductPanels.packTall(a, at, row, depth, width, block, 5, group);
                        for (int k = 0; k < depth; k++) {
                            for (int c = 0; c < width; c++) {
                                int to = 5
                                        + c / ProductTall.ROWS * group
                                        + k * ProductTallDown.ROW
                                        + c % ProductTall.ROWS;
                                assertEquals(a[at + k * row + c], block[to], width + " of " + row + " columns");
                            }
                        }
                    }
                }
            }
        }
    }

    @Example
    void rowsAreCutIntoSixesFivesAndFours() {
        for (int rows = 0; rows < 400; rows++) {
            int tall = ProductPlan.tallRows(rows);
            assertEquals(0, tall % ProductTall.ROWS);
            int left = rows - tall;
            assertTrue(left >= 0 && (rows < 14 || left <= 13), rows + " rows leave " + left);
            for (int r = 0; rows >= 14 && r < left; ) {
                int step = ProductPlan.directRows(left - r);
                assertTrue(step >= 4, rows + " rows: a tile of " + step);
                r += step;
            }
            int block = ProductGradientPlan.tallBlock(Math.max(80, rows));
            assertEquals(0, block % ProductTall.ROWS);
            assertTrue(block / ProductTall.ROWS <= ProductGradientPlan.TALL_BLOCKS);
            assertTrue(
                    START_OF_COPIES
                                    + (block / ProductTall.ROWS)
                                            * (ProductKernel.ROWS_PER_CHAIN * ProductTallDown.ROW + 16L)
                            <= scratch.block.length,
                    block + " columns");
        }
        assertTrue(ProductPlan.wideRows(513) == 257 && ProductPlan.wideRows(512) == 512);
    }

    private static final int START_OF_COPIES = ProductScratch.START;
}
