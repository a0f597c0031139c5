package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TilePlanTest {

    @Test
    void littleWorkStaysWithTheCaller() {
        assertTrue(TilePlan.serial(32L * 4 * 16));
        assertFalse(TilePlan.serial(128L * 784 * 512));
    }

    @Test
    void wideLayersHaveTilesForSixteenThreads() {
        Grid outputs = new Grid();
        outputs.cut(128, TilePlan.forwardRows(512, 512), 512, TilePlan.COLUMNS);
        assertTrue(outputs.tiles() >= 16, outputs.tiles() + " tiles");
        outputs.cut(256, TilePlan.forwardRows(2048, 2048), 2048, TilePlan.COLUMNS);
        assertTrue(outputs.tiles() >= 16, outputs.tiles() + " tiles");
        Grid gradients = new Grid();
        for (int inputs : new int[] {784, 1024, 2048, 10_000}) {
            gradients.cut(inputs, TilePlan.weightGradientInputs(inputs), 512, 512);
            assertTrue(gradients.tiles() >= 14, inputs + " inputs: " + gradients.tiles() + " tiles");
        }
    }

    @Test
    void largeWeightsAreCopiedOnceForABatch() {
        assertTrue(TilePlan.inputGradientRows(2048, 2048) >= 256);
        assertTrue(TilePlan.forwardRows(2048, 2048) >= 256);
        assertTrue(TilePlan.inputGradientRows(32, 16) <= 128);
    }

    @Test
    void tilesCoverAMatrixOnce() {
        Grid grid = new Grid();
        grid.cut(130, 64, 100, 64);
        int[] covered = new int[130 * 100];
        for (int tile = 0; tile < grid.tiles(); tile++) {
            for (int r = grid.rowFrom(tile); r < grid.rowTo(tile); r++) {
                for (int c = grid.columnFrom(tile); c < grid.columnTo(tile); c++) {
                    covered[r * 100 + c]++;
                }
            }
        }
        for (int times : covered) {
            assertEquals(1, times);
        }
    }

    /** At each bound, on both of its sides; products of sizes do not overflow. */
    @Test
    void choicesChangeWhereTheySay() {
        assertTrue(TilePlan.serial((1 << 18) - 1));
        assertFalse(TilePlan.serial(1 << 18));
        assertEquals(64, TilePlan.forwardRows(512, 512));
        assertEquals(256, TilePlan.forwardRows(512, 513));
        assertEquals(256, TilePlan.forwardRows(1 << 16, 1 << 16));
        assertEquals(128, TilePlan.inputGradientRows(256, 128));
        assertEquals(512, TilePlan.inputGradientRows(256, 129));
        assertEquals(512, TilePlan.inputGradientRows(1 << 16, 1 << 16));
        int step = 60;
        assertEquals(step, TilePlan.weightGradientInputs(1));
        assertEquals(step, TilePlan.weightGradientInputs(24 * step + 23));
        assertEquals(2 * step, TilePlan.weightGradientInputs(24 * (step + 1)));
        assertEquals(4 * step, TilePlan.weightGradientInputs(24 * 4 * step));
        assertEquals(4 * step, TilePlan.weightGradientInputs(1_000_000));
    }

    /** By rows, each cut by columns. */
    @Test
    void tilesAreInOrder() {
        Grid grid = new Grid();
        grid.cut(128, 64, 129, 64);
        assertEquals(6, grid.tiles());
        int[][] bounds = {{0, 64, 0, 64}, {0, 64, 64, 128}, {0, 64, 128, 129}, {64, 128, 0, 64}};
        for (int tile = 0; tile < bounds.length; tile++) {
            assertArrayEquals(
                    bounds[tile],
                    new int[] {grid.rowFrom(tile), grid.rowTo(tile), grid.columnFrom(tile), grid.columnTo(tile)},
                    "tile " + tile);
        }
        grid.cut(128, 64, 128, 64);
        assertEquals(4, grid.tiles(), "no empty tiles");
        grid.cut(1, 64, 1, 64);
        assertEquals(1, grid.tiles());
        assertEquals(1, grid.rowTo(0));
        assertEquals(1, grid.columnTo(0));
    }
}
