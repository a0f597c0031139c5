package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates as they are written in tables, read back. */
class DateTextTest {

    private static final String[] YEAR_FIRST = {
        "yyyy-MM-dd'T'HH:mm:ss", "yyyy/M/d H:mm:ss", "yyyy.MM.dd HH:mm:ss", "dd.MM.yyyy HH:mm:ss",
                "d MMM yyyy HH:mm:ss",
        "dd-MMMM-yyyy HH:mm:ss", "MMM d, yyyy h:mm:ss a", "MMMM d yyyy HH:mm:ss", "yyyy-MM-dd HH:mm:ss.SSS",
                "yyyy-MMM-dd HH:mm:ss"
    };

    /** From the year 1000 to 9999. */
    private static LocalDateTime time(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    }

    private static String text(LocalDateTime time, String pattern) {
        return time.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }

    @Property(tries = 2000)
    void whatIsWrittenIsReadBack(@ForAll @LongRange(min = -30_610_224_000L, max = 253_402_300_799L) long second) {
        for (String pattern : YEAR_FIRST) {
            String text = text(time(second), pattern);
            assertEquals(second, DateText.seconds(text, DateOrder.YEAR_FIRST), text);
        }
        String dayFirst = text(time(second), "dd/MM/yyyy HH:mm:ss");
        assertEquals(second, DateText.seconds(dayFirst, DateOrder.DAY_FIRST), dayFirst);
        String monthFirst = text(time(second), "M-d-yyyy h:mm:ss a");
        assertEquals(second, DateText.seconds(monthFirst, DateOrder.MONTH_FIRST), monthFirst);
        assertEquals(DateText.NONE, DateText.seconds(dayFirst, DateOrder.YEAR_FIRST), dayFirst);
    }

    @Property(tries = 500)
    void offsetsAreTakenOff(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
            @ForAll @IntRange(min = -17 * 4, max = 17 * 4) int quarters) {
        OffsetDateTime there =
                time(second).atOffset(ZoneOffset.UTC).withOffsetSameInstant(ZoneOffset.ofTotalSeconds(quarters * 900));
        for (String pattern : new String[] {"yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy-MM-dd HH:mm:ss xx"}) {
            String text = there.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
            assertEquals(second, DateText.seconds(text, DateOrder.YEAR_FIRST), text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02, 2024-02-01",
        "Feb 2024, 2024-02-01",
        "20240229, 2024-02-29",
        "20230229, ''",
        "18991231, ''",
        "2024022, ''",
        "202402290, ''",
        "'Thu, 29 Feb 2024', 2024-02-29",
        "Thursday 29 February 2024, 2024-02-29",
        "Sat Feb 3 2024, 2024-02-03",
        "'Th, 29 Feb 2024', ''",
        "Fraday 29 Feb 2024, ''",
        "Dec-2011, 2011-12-01",
        "sept 3 2020, 2020-09-03",
        "3. März 2020, ''",
        "29 Feb 2024, 2024-02-29",
        "2024-02-29 12:25:00 UTC, 2024-02-29 12:25",
        "'Thu, 29 Feb 2024 01:21:37 GMT', 2024-02-29 01:21:37",
        "2024-02-29 12:25:00 GMT+01:00, 2024-02-29 11:25",
        "20240229T182608, 2024-02-29 18:26:08",
        "20240229 1826Z, 2024-02-29 18:26",
        "20240229T182608.25+0200, 2024-02-29 16:26:08",
        "20240229T18:26, 2024-02-29 18:26",
        "20240229T18, ''",
        "20240229T18260, ''",
        "20240229T246000, ''",
        "2024-02-29T1826, ''",
        "2024-02-29 12:25:00 UTCX, ''",
        "2024/1/5, 2024-01-05"
    })
    void monthsAloneAndNamesOfMonths(String text, String date) {
        long wanted = date.isEmpty() ? DateText.NONE : DateText.seconds(date, DateOrder.YEAR_FIRST);
        assertEquals(wanted, DateText.seconds(text, DateOrder.DAY_FIRST));
        assertEquals(date.isEmpty(), wanted == DateText.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29",
                "2024-13-01",
                "2024-00-10",
                "2024-01-32",
                "31/04/2024",
                "01/02/24",
                "1/2",
                "0999-01-01",
                "20241301",
                "2024",
                "2024-01-31x",
                "2024-01-31 25:00",
                "2024-01-31 12",
                "2024-01-31 12:60",
                "2024-01-31T",
                "2024-01-31 13:00 PM",
                "2024-01/31",
                "2024-01-31 12:00+1x",
                "12:30",
                "v1.2.2003b",
                "May",
                "Mayday 2024",
                "1.2.3",
                "192.168.1.10",
                "2024-",
                "- 2024-01-31",
                "2024-01-31 10:00:00 CET",
                "12-2024",
                "2024.5",
                "-2024-01-01",
                "24-01-2024-05"
            })
    void whatIsNoDate(String text) {
        for (DateOrder order : DateOrder.values()) {
            assertEquals(DateText.NONE, DateText.seconds(text, order), text);
        }
    }
}
