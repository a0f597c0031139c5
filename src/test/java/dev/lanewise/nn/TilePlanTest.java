package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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
        outputs.cut(128, TilePlan.forwardRows(512, 512, 16), 512, TilePlan.COLUMNS);
        assertTrue(outputs.tiles() >= 16, outputs.tiles() + " tiles");
        outputs.cut(256, TilePlan.forwardRows(2048, 2048, 16), 2048, TilePlan.COLUMNS);
        assertTrue(outputs.tiles() >= 16, outputs.tiles() + " tiles");
        for (int[] layer : new int[][] {{784, 512}, {1024, 2048}, {2048, 2048}, {2048, 1024}, {10_000, 64}}) {
            Grid gradients = gradients(layer[0], layer[1]);
            assertTrue(gradients.tiles() >= 14, layer[0] + " inputs: " + gradients.tiles() + " tiles");
        }
    }

    private static Grid gradients(int inputs, int outputs) {
        Grid grid = new Grid();
        int rows = TilePlan.weightGradientInputs(128, inputs, outputs, 16);
        grid.cut(inputs, rows, outputs, TilePlan.weightGradientOutputs(128, inputs, outputs, 16));
        return grid;
    }

    /** No tile of a few inputs at the end, and more than one wherever the work is worth two threads. */
    @Test
    void tilesOfWeightGradientsAreEven() {
        for (int inputs = 30; inputs < 2500; inputs += 17) {
            for (int outputs : new int[] {100, 128, 256, 513, 2048}) {
                Grid grid = gradients(inputs, outputs);
                int height = grid.rowTo(0);
                int last = inputs - grid.rowFrom(grid.tiles() - 1);
                assertTrue(last >= height / 3, inputs + " inputs: tiles of " + height + " and one of " + last);
                assertTrue(grid.tiles() >= 2 || (long) inputs * outputs < 1 << 14, inputs + " x " + outputs);
            }
        }
    }

    /** Deltas are copied once for each tile: one of all inputs where they are few. */
    @Test
    void fewInputsAreOneTile() {
        assertEquals(128, gradients(128, 512).rowTo(0));
        assertTrue(gradients(128, 512).tiles() >= 4);
    }

    @Test
    void largeWeightsAreCopiedOnceForABatch() {
        assertTrue(TilePlan.inputGradientRows(2048, 2048) >= 256);
        assertTrue(TilePlan.forwardRows(2048, 2048, 1) >= 256);
        assertTrue(TilePlan.inputGradientRows(32, 16) <= 128);
    }

    /** Tiles of a scaling layer are whole groups of members that stay in a first-level cache, and enough of them for sixteen threads where it is wide. */
    @Test
    void scalingLayersAreCutForACacheAndATeam() {
        for (int columns : new int[] {1, 7, 64, 1000, 8192, 1 << 16}) {
            int rows = TilePlan.scaleRows(columns);
            assertTrue(
                    rows >= 1 && (rows == 1 || (long) rows * columns * Float.BYTES <= 32_768), columns + ": " + rows);
            int wide = TilePlan.scaleColumns(columns);
            assertEquals(0, wide % 64);
            assertTrue((columns + wide - 1) / wide <= 16);
        }
        assertEquals(16, 8192 / TilePlan.scaleColumns(8192));
        assertTrue(TilePlan.serial(TilePlan.scaleWork(32, 64)));
        assertFalse(TilePlan.serial(TilePlan.scaleWork(256, 32 * 64)));
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

    @Test
    void tilesOfRowsAreEven() {
        assertEquals(64, TilePlan.even(64, 64));
        assertEquals(33, TilePlan.even(65, 64));
        assertEquals(48, TilePlan.even(96, 64));
        assertEquals(64, TilePlan.even(128, 64));
        assertEquals(43, TilePlan.even(129, 64));
        assertEquals(7, TilePlan.even(7, 512));
        assertEquals(1, TilePlan.even(0, 64), "a grid of no rows has tiles of one");
    }

    /** Of large weights each thread reads rows as long as can be. */
    @Test
    void fewRowsHaveOneTileForEachThread() {
        assertEquals(1024, TilePlan.forwardColumns(4, 1024, 1024, 1));
        assertEquals(512, TilePlan.forwardColumns(5, 1024, 1024, 1));
        assertEquals(64, TilePlan.forwardColumns(1, 1024, 1023, 1));
        assertEquals(576, TilePlan.forwardColumns(1, 1024, 1100, 2));
        assertEquals(1 << 16, TilePlan.forwardColumns(1, 1 << 16, 1 << 16, 1));
    }

    /** At each bound, on both of its sides; products of sizes do not overflow. */
    @Test
    void choicesChangeWhereTheySay() {
        assertTrue(TilePlan.serial((1 << 18) - 1));
        assertFalse(TilePlan.serial(1 << 18));
        assertEquals(128, TilePlan.forwardRows(512, 512, 1));
        assertEquals(64, TilePlan.forwardRows(512, 512, 2));
        assertEquals(256, TilePlan.forwardRows(512, 513, 1));
        assertEquals(256, TilePlan.forwardRows(1023, 1024, 1));
        assertEquals(512, TilePlan.forwardRows(1024, 1024, 1));
        assertEquals(512, TilePlan.forwardRows(1024, 1024, 2));
        assertEquals(256, TilePlan.forwardRows(1024, 1024, 4));
        assertEquals(256, TilePlan.forwardRows(20_000, 64, 1));
        assertEquals(512, TilePlan.forwardRows(1 << 16, 1 << 16, 2));
        assertEquals(128, TilePlan.inputGradientRows(256, 128));
        assertEquals(512, TilePlan.inputGradientRows(256, 129));
        assertEquals(512, TilePlan.inputGradientRows(1 << 16, 1 << 16));
        assertArrayEquals(new int[] {102, 256}, gradientTile(784, 512));
        assertArrayEquals(new int[] {96, 64}, gradientTile(192, 512));
        assertArrayEquals(new int[] {66, 256}, gradientTile(193, 512));
        assertArrayEquals(new int[] {60, 384}, gradientTile(300, 384));
        assertArrayEquals(new int[] {60, 256}, gradientTile(300, 385));
        assertArrayEquals(new int[] {258, 256}, gradientTile(1024, 1023));
        assertArrayEquals(new int[] {132, 512}, gradientTile(1024, 1024));
        assertArrayEquals(new int[] {342, 512}, gradientTile(2048, 2048));
        assertArrayEquals(new int[] {344, 512}, gradientTile(1 << 16, 1 << 16));
    }

    /** Large weights have two tiles for each thread, as long as a tile is a panel or more, and at most eight. */
    @Test
    void outputsOfLargeWeightsAreCutForTheTeam() {
        assertEquals(64, TilePlan.columns(1024, 1023, 1023, 1));
        assertEquals(512, TilePlan.columns(1024, 1024, 1024, 1));
        assertEquals(256, TilePlan.columns(1024, 1024, 1024, 2));
        assertEquals(320, TilePlan.columns(1024, 1025, 1025, 2), "whole panels");
        assertEquals(512, TilePlan.columns(1024, 1 << 16, 1 << 16, 8));
        assertEquals(64, TilePlan.columns(1 << 16, 16, 16, 1));
        assertEquals(64, TilePlan.columns(2048, 2048, 2048, 16));
        assertEquals(64, TilePlan.columns(1 << 16, 1 << 16, 1024, 1024));
        int[] wide = new int[6];
        Arrays.setAll(wide, i -> TilePlan.columns(2048, 2048, 2048, new int[] {1, 2, 3, 4, 6, 8}[i]));
        assertArrayEquals(new int[] {512, 512, 384, 256, 192, 128}, wide);
    }

    /** A team of few takes larger tiles of large weights, the same number for each of them. */
    @Test
    void gradientsOfLargeWeightsAreCutForTheTeam() {
        assertEquals(66, TilePlan.weightGradientInputs(128, 784, 512, 1), "not large");
        assertEquals(66, TilePlan.weightGradientInputs(128, 784, 512, 2));
        assertEquals(102, TilePlan.weightGradientInputs(128, 784, 512, 16));
        assertEquals(
                TilePlan.weightGradientInputs(128, 2048, 2048, 16), TilePlan.weightGradientInputs(128, 2048, 2048, 4));
        assertEquals(1026, TilePlan.weightGradientInputs(128, 2048, 2048, 1));
        assertEquals(1026, TilePlan.weightGradientInputs(128, 2048, 2048, 2));
        assertEquals(516, TilePlan.weightGradientInputs(128, 1024, 1024, 1));
        assertEquals(258, TilePlan.weightGradientInputs(128, 1024, 1024, 2));
    }

    /** Members of a small team compute gradients of as many inputs as they update weights of; of wide layers, tiles below each other belong to one member, which copies their deltas alone. */
    @Test
    void membersOfATeamShareInputsOrOutputs() {
        for (int threads : new int[] {2, 4}) {
            for (int outputs : new int[] {256, 512, 1024, 2048}) {
                Grid grid = new Grid();
                grid.cut(
                        784,
                        TilePlan.weightGradientInputs(128, 784, outputs, threads),
                        outputs,
                        TilePlan.weightGradientOutputs(128, 784, outputs, threads),
                        true);
                for (int tile = 0; tile < grid.tiles(); tile++) {
                    int member = tile * threads / grid.tiles();
                    if (outputs <= 1024) {
                        assertEquals(outputs, grid.columnTo(tile) - grid.columnFrom(tile));
                        int middle = (grid.rowFrom(tile) + grid.rowTo(tile)) / 2;
                        assertEquals(member, middle * threads / 784, outputs + " outputs, tile " + tile);
                    } else {
                        assertEquals(member, grid.columnFrom(tile) * threads / outputs);
                        assertEquals(member, (grid.columnTo(tile) - 1) * threads / outputs);
                    }
                }
            }
        }
        assertEquals(256, TilePlan.weightGradientOutputs(128, 784, 512, 16), "each would copy all deltas");
        assertEquals(256, TilePlan.weightGradientOutputs(15, 784, 512, 2), "few rows");
        assertEquals(64, TilePlan.weightGradientOutputs(128, 192, 512, 2), "few inputs");
    }

    /** Of tiles of all outputs each member of a team has as many, and of about the same height. */
    @Test
    void membersHaveAsManyTilesOfAllOutputs() {
        for (int threads = 1; threads <= 4; threads++) {
            for (int inputs = 193; inputs < 1000; inputs += 7) {
                int rows = TilePlan.weightGradientInputs(128, inputs, 512, threads);
                int tiles = Math.ceilDiv(inputs, rows);
                String what = inputs + " inputs, " + threads + " threads: " + tiles + " of " + rows;
                assertEquals(0, tiles % threads, what);
                assertTrue(rows >= 48 && 2 * (inputs - (tiles - 1) * rows) >= rows - 1, what);
            }
        }
    }

    private static int[] gradientTile(int inputs, int outputs) {
        return new int[] {
            TilePlan.weightGradientInputs(128, inputs, outputs, 16),
            TilePlan.weightGradientOutputs(128, inputs, outputs, 16)
        };
    }

    @Test
    void tilesBelowEachOtherFollowWhereAsked() {
        Grid grid = new Grid();
        grid.cut(128, 64, 129, 64, true);
        assertEquals(6, grid.tiles());
        int[][] bounds = {
            {0, 64, 0, 64},
            {64, 128, 0, 64},
            {0, 64, 64, 128},
            {64, 128, 64, 128},
            {0, 64, 128, 129},
            {64, 128, 128, 129}
        };
        for (int tile = 0; tile < bounds.length; tile++) {
            assertArrayEquals(
                    bounds[tile],
                    new int[] {grid.rowFrom(tile), grid.rowTo(tile), grid.columnFrom(tile), grid.columnTo(tile)});
        }
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
