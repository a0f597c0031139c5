package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Tensor.Kind;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which elements each member of a team updates. */
class SharesTest {

    /** For each element of the slab how often each member updates it. */
    private static int[][] owners(Layout layout, int threads) {
        int[][] owners = new int[threads][layout.size()];
        int[] owner = {0};
        int[] longest = {0};
        Shares shares = new Shares(
                (phase, start, from, to, member) -> {
                    longest[0] += to - from;
                    for (int i = from; i < to; i++) {
                        owners[owner[0]][i]++;
                    }
                },
                layout.tensors(),
                threads);
        assertEquals(0, shares.tiles() % threads, "as many tiles for each");
        for (int tile = 0; tile < shares.tiles(); tile++) {
            owner[0] = tile / (shares.tiles() / threads);
            longest[0] = 0;
            shares.run(tile, 0);
            assertTrue(longest[0] <= 3 * Tiles.SIZE, "a tile of " + longest[0]);
        }
        return owners;
    }

    private static Layout layout(int... rowsAndColumns) {
        Layout.Builder builder = Layout.builder();
        builder.add("first", 1, 3, Kind.STATISTIC);
        for (int i = 0; i < rowsAndColumns.length; i += 2) {
            builder.add("weight" + i, rowsAndColumns[i], rowsAndColumns[i + 1], Kind.WEIGHT);
            builder.add("bias" + i, 1, rowsAndColumns[i + 1], Kind.BIAS);
        }
        return builder.build();
    }

    @Property(tries = 300)
    void eachElementOnce(
            @ForAll @IntRange(min = 1, max = 900) int inputs,
            @ForAll @IntRange(min = 1, max = 900) int hidden,
            @ForAll @IntRange(min = 1, max = 7) int panels,
            @ForAll @IntRange(min = 2, max = 17) int threads) {
        int[] shapes = {inputs, hidden, hidden, 128 * panels, 128 * panels, 10};
        Layout layout = layout(shapes);
        int[][] owners = owners(layout, threads);
        int[] all = new int[layout.size()];
        for (int[] own : owners) {
            Arrays.setAll(all, i -> all[i] + own[i]);
        }
        int[] once = new int[all.length];
        Arrays.fill(once, 1);
        assertArrayEquals(once, all);
    }

    /** As the products share the gradients of a layer. */
    @ParameterizedTest
    @CsvSource({"784, 512, 2", "784, 512, 3", "16, 5000, 2"})
    void membersTakeInputs(int inputs, int outputs, int threads) {
        Layout layout = layout(inputs, outputs);
        int[][] owners = owners(layout, threads);
        int start = layout.tensors().get(1).offset();
        for (int member = 0; member < threads; member++) {
            for (int row = member * inputs / threads; row < (member + 1) * inputs / threads; row++) {
                for (int column = 0; column < outputs; column++) {
                    assertEquals(1, owners[member][start + row * outputs + column], row + ", " + column);
                }
            }
        }
    }

    /** Of a vector, or few rows, each takes elements, from cache line to cache line. */
    @ParameterizedTest
    @CsvSource({"1, 100000, 2", "5, 30001, 3"})
    void membersTakeElementsOfFewRows(int rows, int columns, int threads) {
        int[][] owners = owners(layout(rows, columns), threads);
        for (int member = 0; member < threads; member++) {
            int share = Arrays.stream(owners[member]).sum();
            assertEquals((rows + 1.0) * columns / threads, share, 40, "member " + member);
        }
    }
}
