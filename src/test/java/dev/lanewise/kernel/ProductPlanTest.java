package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProductPlanTest {

    @Test
    void panelsLeaveHalfAPanelEmptyOnlyAtTheVeryEnd() {
        for (int lanes : new int[] {4, 8, 16}) {
            for (int columns = 1; columns < 300; columns++) {
                int done = 0;
                int lanesUsed = 0;
                while (done < columns) {
                    int vectors = ProductPlan.vectors(columns - done, lanes);
                    assertTrue(vectors == 2 || vectors == 3);
                    lanesUsed += vectors * lanes;
                    done += vectors * lanes;
                }
                int needed = Math.max(2, (columns + lanes - 1) / lanes) * lanes;
                assertEquals(needed, lanesUsed, columns + " columns of " + lanes);
            }
        }
    }

    @Test
    void tilesCoverTheRows() {
        for (int vectors = 2; vectors <= 3; vectors++) {
            for (int rows = 1; rows < 50; rows++) {
                int step = ProductPlan.tileRows(rows, vectors);
                assertTrue(step >= 1 && step <= rows && step <= 4);
                assertEquals(rows >= 4 ? (vectors == 3 ? 3 : 4) : step, step);
            }
        }
    }

    @Test
    void fewRowsReadInPlace() {
        assertFalse(ProductPlan.panels(1));
        assertTrue(ProductPlan.panels(16));
    }

    @Test
    void scratchHoldsThePanelsOfEveryWidth() {
        for (int lanes : new int[] {4, 8, 16}) {
            for (int vectors = 2; vectors <= ProductPlan.MAX_VECTORS; vectors++) {
                int row = ProductPlan.panelRow(vectors, lanes);
                assertTrue(row >= vectors * lanes && Integer.bitCount(row) == 1);
                assertTrue(ProductPlan.panelDepth(vectors, lanes) * row <= ProductScratch.forward().panel.length);
                assertTrue(ProductKernel.ROWS_PER_CHAIN * row <= ProductScratch.training().panel.length);
            }
        }
    }

    @Test
    void directPanelsAreAsWideAsTheColumns() {
        int lanes = 16;
        for (int columns = lanes; columns < 300; columns += lanes) {
            int vectors;
            int panels = 0;
            for (int c = 0; c < columns; c += vectors * lanes) {
                vectors = ProductPlan.directVectors(columns - c, lanes);
                assertTrue(c + vectors * lanes <= columns, columns + " columns");
                panels++;
            }
            assertTrue(panels <= columns / (4 * lanes) + 2, columns + " columns take " + panels + " panels");
        }
    }

    @Test
    void directTilesCoverTheRowsWithoutARestOfOne() {
        for (int rows = 1; rows < 200; rows++) {
            int tiles = 0;
            int last = 0;
            for (int r = 0; r < rows; r += last) {
                last = ProductPlan.directRows(rows - r);
                assertTrue(last >= 1 && last <= rows - r && last <= 5 && last != 3);
                tiles++;
            }
            assertTrue(last >= 4 || rows < 12, rows + " rows end in a tile of " + last);
            assertTrue(tiles <= (rows + 4) / 5 + 1, rows + " rows take " + tiles + " tiles");
            assertTrue(ProductPlan.directTallRows(rows) <= rows);
        }
    }

    @Test
    void scratchHoldsTheCopiesOfDirectProducts() {
        int widest = ProductPlan.DIRECT_VECTORS * 16;
        for (int left = 0; left < 1000; left++) {
            assertTrue(ProductPlan.directDepth(left) * widest
                    <= ProductScratch.forward().panel.length - ProductScratch.START);
        }
        assertTrue(ProductPlan.COPY_DEPTH * widest <= ProductScratch.forward().panel.length - ProductScratch.START);
        assertEquals(0, ProductPlan.COPY_DEPTH % ProductPlan.DIRECT_DEPTH);
        int room = ProductScratch.training().panel.length - ProductScratch.START;
        for (int depth = 1; depth <= ProductKernel.ROWS_PER_CHAIN; depth++) {
            int group = ProductGradientPlan.groupPanels(depth, room);
            assertTrue(group >= 4 && group * depth * widest <= room);
        }
        assertEquals(1, ProductGradientPlan.groupPanels(1024, 1024 * 64));
        assertEquals(1, ProductGradientPlan.groupPanels(1024, 0));
        assertEquals(16, ProductGradientPlan.groupPanels(1, room));
        assertTrue(ProductKernel.ROWS_PER_CHAIN * 16 <= ProductScratch.training().panel.length);
        assertTrue(ProductPlan.TILE_ROWS >= ProductPlan.DIRECT_BLOCK + 15
                && ProductPlan.TILE_ROWS * widest <= ProductScratch.forward().tile.length);
    }

    @Test
    void scratchIsAsLargeAsTheBatchAndItsLayers() {
        int start = ProductScratch.START;
        for (int rows = 1; rows < 1400; rows++) {
            int depth = Math.min(rows, ProductKernel.ROWS_PER_CHAIN);
            ProductScratch training = ProductScratch.training(rows, 300);
            int group = ProductGradientPlan.groupPanels(depth, training.panel.length - start);
            assertTrue(
                    group * depth * 64 <= training.panel.length - start && (group >= 5 || depth > 800), rows + " rows");
            ProductScratch narrow = ProductScratch.training(rows, 255);
            assertTrue(start + ProductGroups.blockSize(depth) <= narrow.block.length);
            assertTrue(depth * ProductKernel.GRADIENT_BLOCK <= narrow.block.length);
            assertTrue(depth * ProductPlan.panelRow(ProductPlan.MAX_VECTORS, 16) <= training.panel.length);
            for (int part = 1; part <= rows; part++) {
                assertTrue(training.holds(part), part + " of " + rows + " rows");
            }
            assertTrue(ProductScratch.wideForward(rows).holds(rows));
            assertFalse(rows < 512 && training.holds(rows + 1));
            assertFalse(ProductScratch.forward().holds(rows));
        }
        // A network of four inputs and batches of 32 does not pay for the largest.
        ProductScratch small = ProductScratch.training(32, 16);
        assertTrue(small.panel.length + small.block.length + small.tile.length < 70_000);
        ProductScratch one = ProductScratch.training(0, 1);
        assertTrue(one.panel.length > 0);
    }

    @Test
    void blocksOfManyRowsAreEvenAndFitTheCache() {
        assertEquals(1023, ProductPlan.directBlock(1023));
        for (int rows = 1024; rows < 5000; rows++) {
            int block = ProductPlan.directBlock(rows);
            assertEquals(0, block % 20);
            assertTrue(block * ProductPlan.DIRECT_DEPTH * Float.BYTES < 600_000);
            assertTrue((rows - 1) % block >= block / 3, "a short last block of " + rows);
        }
    }

    @Test
    void groupsTakeTheWidestPanelsWhereCopiesPay() {
        assertEquals(8, ProductGradientPlan.groupedPanels(100, 512, 784, 128));
        assertEquals(0, ProductGradientPlan.groupedPanels(60, 512, 784, 128));
        assertEquals(8, ProductGradientPlan.groupedPanels(60, 512, 1024, 128));
        assertEquals(0, ProductGradientPlan.groupedPanels(100, 512, 784, 8));
        for (int columns = 1; columns < 700; columns++) {
            int left = columns - 64 * ProductGradientPlan.groupedPanels(100, columns, 784, 128);
            assertTrue(left == 0 || left >= ProductPlan.HALF || left == columns, columns + " columns");
        }
        for (int rows = 48; rows < 600; rows++) {
            int block = ProductGradientPlan.groupBlock(rows);
            assertTrue(block >= 45 && block <= ProductKernel.GRADIENT_BLOCK, rows + " rows");
            assertTrue((rows - 1) % block >= block / 3, "a short last block of " + rows);
        }
        assertTrue(ProductGradientPlan.blockCopied(100, 1024, 128));
        assertFalse(ProductGradientPlan.blockCopied(100, 784, 128));
    }

    @Test
    void fewStepsKeepTheRightMatrixInRegisters() {
        assertTrue(ProductPlan.shallow(4, 128));
        assertFalse(ProductPlan.shallow(4, 1));
        assertFalse(ProductPlan.shallow(64, 128));
        assertFalse(ProductPlan.shallow(0, 128));
    }

    @Test
    void threeRowsOfABatchAreOneTile() {
        for (int rows = 1; rows < 200; rows++) {
            assertEquals(rows == 3 ? 3 : ProductPlan.directRows(rows), ProductPlan.directBatchRows(rows));
        }
        assertEquals(4, ProductPlan.directBatchHalves(512, 3));
        assertEquals(8, ProductPlan.directBatchHalves(512, 4));
        assertEquals(4, ProductPlan.directBatchHalves(24, 3));
    }

    /** Whole vectors are taken where they work at twice the speed of half ones, also where a half one more would have done. */
    @Test
    void panelsLeaveFewLanesEmptyAndOverlapOnlyInsideAPanel() {
        for (int columns = 1; columns < 400; columns++) {
            int halves;
            int used = 0;
            for (int c = 0; c < columns; c += halves * ProductPlan.HALF) {
                int left = columns - c;
                halves = ProductPlan.directHalves(left);
                used += halves;
                int vector = halves % 2 == 0 && halves > 2 ? 2 * ProductPlan.HALF : ProductPlan.HALF;
                int lanes = halves * ProductPlan.HALF;
                assertTrue(lanes < left + vector, columns + " columns");
                assertTrue(lanes <= left || left >= vector || columns < ProductPlan.HALF, columns + " columns");
                assertTrue(lanes <= left || halves != 8, columns + " columns");
                assertTrue(halves <= 2 || halves == 4 || halves == 6 || halves == 8);
            }
            int needed = (columns + ProductPlan.HALF - 1) / ProductPlan.HALF;
            assertTrue(used == needed || used == needed + 1, columns + " columns in " + used + " halves");
        }
        assertEquals(8, ProductPlan.directHalves(512));
        assertEquals(6, ProductPlan.directHalves(48));
        assertEquals(4, ProductPlan.directHalves(24));
    }

    @Test
    void copyingTheEdgeMustPay() {
        assertTrue(ProductPlan.edge(7, 1));
        assertTrue(ProductPlan.edge(10, 128));
        assertFalse(ProductPlan.edge(10, 4));
        assertFalse(ProductPlan.edge(16, 128));
    }

    @Test
    void fewColumnsAreCopiedIntoTheShortestVector() {
        for (int columns = 1; columns < 16; columns++) {
            int lanes = ProductPlan.edgeLanes(columns);
            assertTrue(lanes >= columns && (lanes == 4 || lanes / 2 < columns), columns + " columns");
        }
    }

    @Test
    void weightGradientsOfFewRowsAreWrittenInOrder() {
        assertTrue(ProductGradientPlan.gradientBlock(1) < 10);
        assertEquals(ProductPlan.DIRECT_BLOCK, ProductGradientPlan.gradientBlock(128));
    }

    @Test
    void lanesOfAWeightGradientRunAcrossInputsWhereOutputsLeaveThemEmpty() {
        assertTrue(ProductGradientPlan.acrossInputs(32, 64, 1));
        assertTrue(ProductGradientPlan.acrossInputs(32, 128, 10));
        assertTrue(ProductGradientPlan.acrossInputs(32, 32, 16));
        assertFalse(ProductGradientPlan.acrossInputs(32, 512, 24));
        assertTrue(ProductGradientPlan.acrossInputs(32, 512, 31));
        assertFalse(ProductGradientPlan.acrossInputs(32, 4, 32));
        assertFalse(ProductGradientPlan.acrossInputs(32, 784, 512));
    }
}
