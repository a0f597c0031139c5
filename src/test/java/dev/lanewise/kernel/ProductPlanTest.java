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
                assertTrue(step >= 1 && step <= rows && step <= ProductPlan.MAX_ROWS);
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
}
