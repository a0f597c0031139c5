package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells become the floats nearest to them, whichever way they are read. */
class NumberTextTest {

    private static float number(String cell) {
        char[] buffer = ("9" + cell + "9").toCharArray();
        return NumberText.number(buffer, 1, buffer.length - 1);
    }

    private static void check(String cell) {
        assertEquals(
                Float.floatToRawIntBits(Float.parseFloat(cell)),
                Float.floatToRawIntBits(number(cell)),
                () -> cell + " is read as " + number(cell));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+0",
                "-0.0",
                "1",
                "+1.5",
                "-1.",
                ".5",
                "-.5",
                "007",
                "00000000000000000000012.5",
                "16777217",
                "16777217.0",
                "16777216.999999",
                "-16777219",
                "0.000000000000001",
                "999999999999999",
                "9999999999999999",
                "123456789012345678901234567890",
                "1e5",
                "1.5E-3",
                "-2e+10",
                "3.4028234e38",
                "1e-50",
                "0.1",
                "8388608.5"
            })
    void numbers(String cell) {
        check(cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "-", "+", "-.", "1.2.3", "1-2", "1,5", "abc", "0x1p3", "1f", "1d", " 1", "1 ", "٣", "--1"
            })
    void noNumbers(String cell) {
        assertTrue(Float.isNaN(number(cell)), cell);
    }

    @Test
    void numbersOfManyLengths() {
        Random random = new Random(1);
        for (int i = 0; i < 500_000; i++) {
            StringBuilder cell = new StringBuilder(random.nextBoolean() ? "-" : "");
            int before = random.nextInt(9);
            int behind = before == 0 ? 1 + random.nextInt(10) : random.nextInt(10);
            for (int d = 0; d < before; d++) {
                cell.append((char) ('0' + random.nextInt(10)));
            }
            if (behind > 0 || random.nextInt(8) == 0) {
                cell.append('.');
            }
            for (int d = 0; d < behind; d++) {
                cell.append((char) ('0' + random.nextInt(10)));
            }
            check(cell.toString());
        }
    }

    /** Where a double between them would be rounded twice, to the wrong float. */
    @Test
    void numbersBesideTheMiddleOfTwoFloats() {
        Random random = new Random(2);
        for (int i = 0; i < 200_000; i++) {
            float low = (float) Math.scalb(1 + random.nextDouble(), random.nextInt(60) - 30);
            BigDecimal middle =
                    new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.TWO);
            int digits = 1 + random.nextInt(16);
            int scale = digits - middle.precision() + middle.scale();
            BigDecimal cut = middle.setScale(Math.max(0, scale), java.math.RoundingMode.HALF_EVEN);
            check(cut.toPlainString());
        }
    }
}
