package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.CacheLines;
import dev.lanewise.core.Room;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a layer's outputs and deltas lie. */
class LayerPassTest {

    private static final class Pass extends LayerPass {
        Pass(int outputs, int maxRows, boolean training, boolean last) {
            super(outputs, maxRows, training, last);
        }

        @Override
        void forward(float[] x, int xOffset, int rows) {}

        @Override
        void backward(float[] gradients, boolean add, @Nullable LayerPass before) {}
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 77, 128})
    void deltasLieBehindTheOutputsWhereNoLoadWaitsForAStore(int outputs) {
        Pass pass = new Pass(outputs, 128, true, false);
        assertEquals(128 * outputs, pass.size);
        assertSame(pass.output, pass.delta);
        assertEquals(CacheLines.behind(pass.size), pass.deltaOffset);
        assertEquals(CacheLines.slab(pass.deltaOffset + pass.size), pass.output.length);
    }

    @Test
    void theLossWritesDeltasFromIndex0() {
        Pass last = new Pass(10, 128, true, true);
        assertNotSame(last.output, last.delta);
        assertEquals(0, last.deltaOffset);
        assertEquals(1280, last.output.length);
        assertEquals(1280, last.delta.length);
    }

    @Test
    void predictingTakesNoRoomForDeltas() {
        Pass pass = new Pass(10, 128, false, false);
        assertEquals(1280, pass.output.length);
        assertEquals(0, pass.delta.length);
    }

    @Test
    void whatIsTooLongForOneArrayTakesTwo() {
        assertTrue(LayerPass.fitsTwice(Room.MOST_ELEMENTS / 2 - 512));
        assertFalse(LayerPass.fitsTwice(Room.MOST_ELEMENTS / 2));
        assertFalse(LayerPass.fitsTwice(1 << 30));
    }
}
