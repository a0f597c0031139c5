package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns that keep bytes are those of the same numbers that keep floats, in everything but the room that they take. */
class ByteColumnTest {

    private static final int ROWS = 5_000; // more than a piece of the fingerprint
    private static final int COLUMNS = 3;

    private final byte[] bytes = new byte[2 + COLUMNS * ROWS];
    private final Table small;
    private final Table floats;

    ByteColumnTest() {
        new Random(1).nextBytes(bytes);
        List<Column> kept = new ArrayList<>();
        List<Column> wide = new ArrayList<>();
        for (int c = 0; c < COLUMNS; c++) {
            float[] values = new float[ROWS];
            for (int r = 0; r < ROWS; r++) {
                values[r] = Byte.toUnsignedInt(bytes[2 + c * ROWS + r]);
            }
            kept.add(Column.Numbers.ofBytes("c" + c, bytes, 2 + c * ROWS, ROWS));
            wide.add(new Column.Numbers("c" + c, values));
        }
        small = new Table("t", kept, new int[0]);
        floats = new Table("t", wide, new int[0]);
    }

    private static Column.Numbers numbers(Table table, int column) {
        return (Column.Numbers) table.columns().get(column);
    }

    @Test
    void cellsAreThoseOfTheFloats() {
        for (int c = 0; c < COLUMNS; c++) {
            Column.Numbers some = numbers(small, c);
            Column.Numbers same = numbers(floats, c);
            assertEquals(ROWS, some.rows());
            assertArrayEquals(same.values(), some.values());
            assertEquals(same.first(), some.first());
            assertEquals(0, some.digits());
            for (int r = 0; r < ROWS; r++) {
                assertEquals(same.value(r), some.value(r));
                assertEquals(same.text(r), some.text(r));
                assertFalse(some.missing(r));
            }
        }
        assertEquals(floats.fingerprint(), small.fingerprint());
    }

    @Test
    void theFingerprintTellsTheLastCell() {
        String before = small.fingerprint();
        bytes[bytes.length - 1]++;
        assertNotEquals(before, small.fingerprint());
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void preparesTheSameInputs(Scaling scaling) {
        int[] rows = new int[ROWS / 2];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 2 * i;
        }
        FeatureFitter fitter = new FeatureFitter(small, rows, ColumnPlan.DEFAULT);
        fitter.fit(Set.of(), scaling);
        FeatureFitter same = new FeatureFitter(floats, rows, ColumnPlan.DEFAULT);
        same.fit(Set.of(), scaling);
        assertEquals(same.features(), fitter.features());
        int[] backwards = {ROWS - 1, 17, 3, 0};
        assertArrayEquals(
                new FeatureWriter(floats, same.features(), backwards).write(),
                new FeatureWriter(small, fitter.features(), backwards).write());
        assertArrayEquals(
                new FeatureWriter(floats, same.features(), rows).write(),
                new FeatureWriter(small, fitter.features(), rows).write());
    }

    @Test
    void rowsBeyondTheArrayAreRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> Column.Numbers.ofBytes("c", new byte[5], 2, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> Column.Numbers.ofBytes("c", new byte[5], -1, 2));
    }
}
