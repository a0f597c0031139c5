package dev.lanewise.nn;

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
}
