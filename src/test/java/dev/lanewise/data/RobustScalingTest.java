package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers by their median and quartiles, smoothly clipped. */
class RobustScalingTest {

    @TempDir
    Path folder;

    private Preprocessor fit(String column) throws IOException {
        StringBuilder text = new StringBuilder("x,z,y\n");
        String[] cells = column.split(" ");
        for (int i = 0; i < cells.length; i++) {
            text.append(cells[i].equals("-") ? "" : cells[i])
                    .append(',')
                    .append(i)
                    .append(',')
                    .append(i % 2 == 0 ? "a\n" : "b\n");
        }
        Table table = Table.read(Files.writeString(folder.resolve("t.csv"), text));
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        return Preprocessor.fit(table, encoding, encoding.rows(), null, true, Scaling.ROBUST);
    }

    private static Feature first(Preprocessor fitted) {
        return fitted.features().getFirst();
    }

    @Test
    void theMedianIsTakenOffAndTheDistanceOfTheQuartilesDividedBy() throws IOException {
        assertEquals(new Feature.Numeric("x", 3, 0.5f, false, true), first(fit("5 1 2 3 4")));
        // Quartiles lie between values: 1.75 and 3.25, the median at 2.5.
        assertEquals(new Feature.Numeric("x", 2.5f, (float) (1 / 1.5), false, true), first(fit("4 1 3 2")));
        assertEquals(new Feature.Numeric("x", 3, 0.5f, false, true), first(fit("4 1 2 3 1e30")));
        assertEquals(new Feature.Numeric("x", 3, 0.5f, true, true), first(fit("- 1 2 3 4 - 5 -")));
    }

    /** Half the range where the quartiles are equal; a column of one value is left out. */
    @Test
    void equalQuartilesFallBackToTheRange() throws IOException {
        assertEquals(new Feature.Numeric("x", 0, 0.25f, false, true), first(fit("0 0 0 0 0 0 0 0 8 0")));
        Preprocessor constant = fit("7 7 7 7");
        assertEquals("z", first(constant).column());
        assertTrue(
                constant.notes().getFirst().contains("'x' has one value"),
                constant.notes().toString());
        assertEquals(new Feature.Numeric("x", 7, 0, true, true), first(fit("7 7 - 7")));
        Preprocessor missing = fit("- - -");
        assertEquals("z", first(missing).column());
        assertTrue(
                missing.notes().getFirst().contains("'x' is missing in every row"),
                missing.notes().toString());
    }

    @Test
    void theClipIsSmoothOddAndAtMost3() {
        Feature.Numeric feature = new Feature.Numeric("x", 10, 0.5f, false, true);
        assertEquals(0, feature.input(10));
        // z = 4: 4 / sqrt(1 + 16/9) = 4 / (5/3)
        assertEquals(2.4f, feature.input(18));
        assertEquals(-2.4f, feature.input(2));
        assertEquals(3, feature.input(Float.MAX_VALUE));
        assertEquals(-3, feature.input(-Float.MAX_VALUE));
        Feature.Numeric steep = new Feature.Numeric("x", -Float.MAX_VALUE, Float.MAX_VALUE, false, true);
        assertEquals(3, steep.input(Float.MAX_VALUE));
        assertTrue(Float.isNaN(feature.input(Float.NaN)));
    }

    @Property(tries = 500, seed = "7")
    void theClipKeepsTheOrder(
            @ForAll @FloatRange(min = -1e6f, max = 1e6f) float a,
            @ForAll @FloatRange(min = -1e6f, max = 1e6f) float b) {
        Feature.Numeric feature = new Feature.Numeric("x", 1, 0.01f, false, true);
        float low = feature.input(Math.min(a, b));
        float high = feature.input(Math.max(a, b));
        assertTrue(low <= high && Math.abs(low) <= 3 && Math.abs(high) <= 3, low + " " + high);
        double z = (a - 1.0) * 0.01f;
        // Rounded once, to a float below 4.
        assertEquals(z / Math.sqrt(1 + z * z / 9), feature.input(a), 0x1p-23);
    }
}
