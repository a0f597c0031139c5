package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What trials are drawn from. */
class SearchSpaceTest {

    private static SearchSpace space(Map<String, String> given, Map<String, String> fixed) {
        return new SearchSpace(given, fixed, true, 500);
    }

    /** The hidden layers of the standard range. */
    private static List<String> hidden(Map<String, String> given, Map<String, String> fixed) {
        return space(given, fixed).samples("hidden");
    }

    private static boolean equal(String widths) {
        List<String> each = List.of(widths.split(","));
        return each.size() > 1 && each.stream().distinct().count() == 1;
    }

    @Test
    void residualBlocksAreDrawnWithEqualWidths() {
        for (List<String> widths :
                List.of(hidden(Map.of("residual", "on,off"), Map.of()), hidden(Map.of(), Map.of("residual", "on")))) {
            assertTrue(widths.size() > 2 && widths.stream().allMatch(SearchSpaceTest::equal), widths.toString());
        }
        List<String> plain = List.of("64,64", "128,128", "256,256", "256,128", "128,128,128", "512");
        assertEquals(plain, hidden(Map.of(), Map.of()));
        assertEquals(plain, hidden(Map.of(), Map.of("residual", "off")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"64,64/128,64 | 128,64", "64/32,32 | 64", "none/32,32 | none", "default/32,32 |", "8, 8/9,9,9 |"})
    void widthsThatDifferAreRefusedBeforeTheFirstTrial(String hidden, String refused) {
        Map<String, String> given = Map.of("residual", "on,off", "hidden", hidden);
        if (refused == null) {
            assertEquals(
                    Arrays.asList(hidden.split("/")), space(given, Map.of()).samples("hidden"));
        } else {
            String message = String.valueOf(assertThrows(UserException.class, () -> space(given, Map.of()))
                    .getMessage());
            assertTrue(message.contains("equal widths") && message.endsWith("not " + refused + "."), message);
            Map<String, String> fixed = Map.of("hidden", refused);
            assertThrows(UserException.class, () -> space(Map.of("residual", "on"), fixed));
        }
    }
}
