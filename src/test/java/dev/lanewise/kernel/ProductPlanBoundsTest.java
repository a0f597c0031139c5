package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Where each choice of a plan changes to the next. */
class ProductPlanBoundsTest {

    /** The last shape on one side of each bound and the first on the other. */
    @Test
    void choicesChangeWhereTheySay() {
        assertFalse(ProductPlan.panels(3));
        assertTrue(ProductPlan.panels(4));
        int[] rows = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 16, 17};
        assertArrayEquals(
                new int[] {1, 2, 2, 4, 5, 4, 5, 4, 5, 5, 4, 5, 4, 5}, each(rows, ProductPlan::directRows), "rows");
        assertArrayEquals(
                new int[] {1, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 8}, each(rows, ProductPlan::directTallRows), "tall");
        assertArrayEquals(
                new int[] {2, 2, 2, 3, 2, 3, 3},
                each(new int[] {1, 16, 32, 33, 64, 65, 128}, columns -> ProductPlan.vectors(columns, 16)));
        assertArrayEquals(new int[] {1, 2, 3, 3}, each(new int[] {1, 2, 3, 4}, r -> ProductPlan.tileRows(r, 3)));
        assertArrayEquals(new int[] {1, 2, 2, 4}, each(new int[] {1, 2, 3, 4}, r -> ProductPlan.tileRows(r, 2)));
        assertArrayEquals(
                new int[] {1, 1, 2, 2, 4},
                each(new int[] {16, 31, 32, 63, 64}, columns -> ProductPlan.directVectors(columns, 16)));
        assertArrayEquals(
                new int[] {1, 2, 4, 4, 6, 6, 4, 4, 8, 6, 6, 8, 8},
                each(new int[] {8, 16, 24, 32, 40, 48, 56, 63, 64, 65, 79, 80, 81}, ProductPlan::directHalves));
        assertArrayEquals(new int[] {4, 8, 8, 16}, each(new int[] {4, 5, 8, 9}, ProductPlan::edgeLanes));
        assertEquals(64, ProductPlan.panelRow(3, 16));
        assertEquals(32, ProductPlan.panelRow(2, 16));
        assertEquals(96, ProductPlan.panelDepth(3, 16));
        assertEquals(192, ProductPlan.panelDepth(2, 16));
        for (int many = 1024; many < 5000; many++) {
            int block = ProductPlan.directBlock(many);
            assertEquals((many + 399) / 400, (many + block - 1) / block, many + " rows");
        }
        assertEquals(5, ProductGradientPlan.gradientBlock(8));
        assertEquals(ProductPlan.DIRECT_BLOCK, ProductGradientPlan.gradientBlock(9));
        assertTrue(ProductGradientPlan.shallowEdge(1, 8));
        assertTrue(ProductGradientPlan.shallowEdge(8, 15));
        assertFalse(ProductGradientPlan.shallowEdge(8, 7));
        assertFalse(ProductGradientPlan.shallowEdge(8, 16));
        assertFalse(ProductGradientPlan.shallowEdge(9, 15));
        assertFalse(ProductGradientPlan.shallowEdge(0, 15));
        assertArrayEquals(new int[] {320, 256, 256}, each(new int[] {320, 321, 1000}, ProductPlan::edgeDepth));
    }

    @Test
    void tallTilesLeaveNoLowOnes() {
        for (int rows = 8; rows < 200; rows++) {
            int tile;
            for (int r = 0; r < rows; r += tile) {
                tile = ProductPlan.eightRows(rows - r);
                assertTrue(tile <= rows - r);
                assertTrue(tile >= 4 || rows == 11, rows + " rows have a tile of " + tile);
                assertEquals(tile, ProductPlan.eightBatchRows(rows - r));
            }
        }
        assertEquals(3, ProductPlan.eightBatchRows(3));
        int[] rows = {7, 8, 9, 11, 12, 13, 14, 15, 16, 19, 20};
        assertArrayEquals(new int[] {5, 8, 5, 5, 8, 8, 5, 5, 8, 5, 8}, each(rows, ProductPlan::eightRows));
        assertArrayEquals(
                new int[] {4, 8, 8, 8, 8, 8, 8, 8, 16, 16, 16}, each(rows, ProductGradientPlan::downTallRows));
        assertArrayEquals(new int[] {4, 8, 8, 8, 12, 12, 12, 12, 12, 12, 12}, each(rows, ProductPlan::alongTallRows));
    }

    private static int[] each(int[] arguments, IntUnaryOperator choice) {
        return Arrays.stream(arguments).map(choice).toArray();
    }

    @Test
    void copiedPanelsAreAsDeepAsTheCacheAsks() {
        int[] caches = {0, 32 << 10, (40 << 10) - 1, 40 << 10, 48 << 10};
        assertArrayEquals(new int[] {128, 512, 512, 128, 128}, each(caches, ProductPlan::copiedDepthFor));
        int[] steps = {1, 128, 160, 161, 512, 513, 600};
        assertArrayEquals(
                new int[] {1, 128, 160, 128, 128, 128, 128}, each(steps, left -> ProductPlan.copiedDepth(left, 128)));
        assertArrayEquals(
                new int[] {1, 128, 160, 161, 512, 512, 512}, each(steps, left -> ProductPlan.copiedDepth(left, 512)));
    }

    @Test
    void waysOfWorkingChangeWhereTheySay() {
        assertTrue(ProductPlan.edge(15, 8));
        assertTrue(ProductPlan.edge(8, 8));
        assertFalse(ProductPlan.edge(8, 7));
        assertFalse(ProductPlan.edge(16, 8));
        assertTrue(ProductPlan.shallow(8, 4));
        assertTrue(ProductPlan.shallow(1, 4));
        assertFalse(ProductPlan.shallow(9, 4));
        assertFalse(ProductPlan.shallow(8, 3));
        assertTrue(ProductPlan.shallowPair(64, 32));
        assertFalse(ProductPlan.shallowPair(63, 32));
        assertFalse(ProductPlan.shallowPair(64, 33));
        assertFalse(ProductPlan.shallowPair(64, 0));
        assertTrue(ProductPlan.shallowEdge(4, 4, 5));
        assertFalse(ProductPlan.shallowEdge(4, 5, 5));
        assertFalse(ProductPlan.shallowEdge(3, 4, 5));
        assertFalse(ProductPlan.shallowEdge(63, 4, 4));
        assertTrue(ProductPlan.shallowEdge(64, 4, 4));
        assertTrue(ProductPlan.column(16, 16));
        assertFalse(ProductPlan.column(15, 16));
        assertFalse(ProductPlan.column(16, 15));
        assertTrue(ProductPlan.dots(1, 16, 48));
        assertFalse(ProductPlan.dots(2, 16, 48));
        assertFalse(ProductPlan.dots(1, 15, 48));
        assertFalse(ProductPlan.dots(1, 16, 47));
        assertTrue(ProductPlan.copies(48, 1024, 256, 4));
        assertTrue(ProductPlan.copies(48, 1311, 200, 4));
        assertFalse(ProductPlan.copies(48, 1310, 200, 4));
        assertTrue(ProductPlan.copies(48, 10, 128, 4));
        assertFalse(ProductPlan.copies(48, 10, 192, 4));
        assertFalse(ProductPlan.copies(47, 1024, 256, 4));
        assertFalse(ProductPlan.copies(48, 1024, 256, 2));
        assertTrue(ProductGradientPlan.acrossInputs(32, 13, 12));
        assertFalse(ProductGradientPlan.acrossInputs(32, 12, 12));
        assertTrue(ProductGradientPlan.acrossInputs(16, 13, 12));
        assertFalse(ProductGradientPlan.acrossInputs(15, 13, 12));
        assertFalse(ProductGradientPlan.acrossInputs(15, 13, 8));
        assertTrue(ProductGradientPlan.acrossInputs(1, 13, 7));
        assertTrue(ProductGradientPlan.acrossInputs(24, 32, 13));
        assertFalse(ProductGradientPlan.acrossInputs(23, 32, 13));
        assertFalse(ProductGradientPlan.acrossInputs(32, 31, 13));
        assertFalse(ProductGradientPlan.acrossInputs(32, 32, 17));
        assertFalse(ProductGradientPlan.acrossInputs(63, 32, 17));
        assertTrue(ProductGradientPlan.acrossInputs(64, 32, 20));
        assertFalse(ProductGradientPlan.acrossInputs(64, 32, 21));
        assertTrue(ProductGradientPlan.acrossInputs(32, 32, 25));
        assertFalse(ProductGradientPlan.acrossInputs(32, 64, 32));
        assertTrue(ProductGradientPlan.outer(1, 128));
        assertTrue(ProductGradientPlan.outer(2, 128));
        assertFalse(ProductGradientPlan.outer(2, 127));
        assertFalse(ProductGradientPlan.outer(3, 511));
        assertTrue(ProductGradientPlan.outer(3, 512));
        assertTrue(ProductGradientPlan.outer(4, 512));
        assertFalse(ProductGradientPlan.outer(5, 512));
        assertFalse(ProductGradientPlan.outer(0, 512));
        assertTrue(ProductGradientPlan.shallow(1, 16));
        assertTrue(ProductGradientPlan.shallow(8, 512));
        assertFalse(ProductGradientPlan.shallow(8, 15));
        assertFalse(ProductGradientPlan.shallow(8, 513));
        assertFalse(ProductGradientPlan.shallow(9, 16));
        assertFalse(ProductGradientPlan.shallow(0, 16));
        assertTrue(ProductPlan.unaligned(20, 33, 4));
        assertFalse(ProductPlan.unaligned(19, 33, 4));
        assertFalse(ProductPlan.unaligned(20, 48, 6));
        assertFalse(ProductPlan.unaligned(20, 33, 2));
        assertFalse(ProductPlan.unaligned(47, 100, 8));
        assertTrue(ProductPlan.unaligned(48, 100, 8));
        assertEquals(1, ProductPlan.restColumn(16, 17, 16));
        assertEquals(0, ProductPlan.restColumn(15, 17, 16));
        assertEquals(0, ProductPlan.restColumn(16, 1, 16));
        assertEquals(0, ProductPlan.restColumn(16, 18, 16));
        assertEquals(5, ProductGradientPlan.restOutputs(9, 32, 37));
        assertEquals(0, ProductGradientPlan.restOutputs(9, 32, 38));
        assertEquals(0, ProductGradientPlan.restOutputs(9, 32, 48));
        assertEquals(0, ProductGradientPlan.restOutputs(9, 31, 33));
        assertEquals(0, ProductGradientPlan.restOutputs(9, 32, 17));
        assertEquals(0, ProductGradientPlan.restOutputs(8, 32, 37));
        assertTrue(ProductPlan.few(32, 7, 64));
        assertFalse(ProductPlan.few(31, 7, 64));
        assertFalse(ProductPlan.few(32, 7, 63));
        assertFalse(ProductPlan.few(32, 8, 64));
        assertTrue(ProductPlan.few(32, 5, 128));
        assertFalse(ProductPlan.few(32, 4, 128));
        assertTrue(ProductPlan.few(32, 4, 100));
        assertTrue(ProductPlan.few(32, 4, 512));
        assertFalse(ProductPlan.few(32, 1, 100));
        int[] columns = {8, 9, 12, 13, 15, 16, 17, 20, 21, 24, 25, 32, 33, 40, 41, 49};
        assertArrayEquals(
                new int[] {9, 12, 17, 20},
                Arrays.stream(columns).filter(c -> ProductPlan.few(32, c, 64)).toArray());
        assertArrayEquals(
                new int[] {9, 12, 13, 15, 17, 20, 21, 24, 33, 40},
                Arrays.stream(columns)
                        .filter(c -> ProductPlan.fewInputs(32, c, 64))
                        .toArray());
        assertFalse(ProductPlan.fewInputs(31, 9, 64));
        assertFalse(ProductPlan.fewInputs(32, 9, 63));
        assertFalse(ProductPlan.fewInputs(32, 4, 64));
        assertTrue(ProductPlan.fewInputs(32, 4, 65));
        assertFalse(ProductPlan.fewInputs(32, 1, 65));
        assertTrue(ProductPlan.inputColumn(1, 1));
        assertFalse(ProductPlan.inputColumn(3, 1));
        assertTrue(ProductPlan.inputColumn(4, 1));
        assertFalse(ProductPlan.inputColumn(4, 2));
    }
}
