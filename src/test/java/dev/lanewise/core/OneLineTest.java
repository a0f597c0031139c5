package dev.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.testing.Contract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Text of others in messages, and words of any length. */
class OneLineTest {

    @Test
    void nothingBreaksTheLineOrSteersATerminal() {
        String[][] lines = {
            {"a\r\nb", "a b"},
            {"a\n\nb\n", "a  b"},
            {"a\tb\u0000c", "a b c"},
            {"\u001b[31mred\u001b[0m", "[31mred [0m"},
            {"a\u009b2Jb", "a 2Jb"},
            {"x\u202egnp.exe", "x gnp.exe"},
            {"a\u2028b\u2029c\u0085d", "a b c d"},
            {"\ufeffa\u00e4\ud83d\ude00", "a\u00e4\ud83d\ude00"},
        };
        for (String[] line : lines) {
            assertEquals(line[1], OneLine.of(line[0]));
            assertEquals(line[1], new UserException(line[0]).getMessage());
        }
    }

    @Test
    void everyCharacterIsHarmlessOrGone() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            Contract.checkLine(OneLine.of("a" + Character.toString(c) + "b"));
        }
        Contract.checkLine(OneLine.of("a\ud800"));
        Contract.checkLine(OneLine.of("\udc00\ud800 b"));
    }

    @Test
    void longLinesLoseTheirMiddle() {
        String pairs = "\ud83d\ude00".repeat(5_000);
        for (int shift = 0; shift < 4; shift++) {
            String message = new UserException("x".repeat(shift) + pairs + "y".repeat(shift)).getMessage();
            Contract.checkLine(message);
            assertTrue(message.length() > 3_900 && message.contains(" ... "), message);
        }
        String message = new UserException("start " + "n".repeat(1_000_000) + " what to do.").getMessage();
        assertTrue(message.startsWith("start n") && message.endsWith("n what to do."), message);
        String whole = "n".repeat(4_000);
        assertEquals(whole, new UserException(whole).getMessage());
    }

    /** With a pattern that tries again, a long row of digits takes the square of its length. */
    @Test
    void numbersOfAMillionDigitsAreReadOrRefused() {
        String digits = "1".repeat(1_000_000);
        assertTrue(Double.isNaN(Decimals.parse(digits + "x")));
        assertTrue(Double.isNaN(Decimals.parse("." + digits + "x")));
        assertTrue(Double.isNaN(Decimals.parse("1e" + digits + "x")));
        assertEquals(Double.POSITIVE_INFINITY, Decimals.parse(digits));
        assertEquals(1.0 / 9, Decimals.parse("0." + digits));
        for (String number : List.of("1", "1.", ".5", "-1.5e-3", "+2E+4")) {
            assertEquals(Double.parseDouble(number), Decimals.parse(number));
        }
        for (String none : List.of("", ".", "1e", "e5", "1.2.3", "0x1", "1f", "NaN", " 1")) {
            assertTrue(Double.isNaN(Decimals.parse(none)), none);
        }
    }

    @Test
    void wordsOfAMillionLettersAreNotCompared() {
        String word = "w".repeat(1_000_000);
        assertEquals(Optional.empty(), Suggest.nearest(word, List.of(word + "x", "w")));
        assertEquals(Optional.of("cosine"), Suggest.nearest("cosin", List.of(word, "cosine")));
        assertEquals(Optional.of("cosine"), Suggest.nearest("csoine", List.of("step", "cosine")));
        assertEquals(Optional.of("cosine-restarts"), Suggest.nearest("cosine-r", List.of("cosine-restarts")));
    }
}
