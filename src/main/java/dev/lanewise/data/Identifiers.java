package dev.lanewise.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Tells columns that only number the rows. Such a column holds whole numbers, and either it is named like an identifier and more than half of its numbers differ, or no number
 * is missing and none occurs twice, where numbers drawn at random from their range would repeat all but surely: {@code n} of {@code m} all differ with a
 * probability of about {@code exp(-n * n / (2 m))}. A column whose name is a time's or a letter, other than X, numbers nothing.
 */
final class Identifiers {

    private static final List<String> WORDS =
            List.of("id", "ids", "uid", "uuid", "guid", "identifier", "rowid", "rownum", "rownames");

    private static final List<String> NAMES = List.of("index", "idx", "key", "row", "nr", "no", "unnamed: 0");

    /** What makes an identifier of a word that ends in "id". */
    private static final List<String> OWNERS = List.of(
            "account",
            "case",
            "client",
            "customer",
            "employee",
            "item",
            "member",
            "order",
            "passenger",
            "patient",
            "product",
            "record",
            "row",
            "sample",
            "student",
            "subject",
            "transaction",
            "user");

    private static final List<String> TIMES = List.of(
            "age",
            "date",
            "day",
            "hour",
            "minute",
            "month",
            "period",
            "quarter",
            "second",
            "step",
            "t",
            "time",
            "timestamp",
            "week",
            "year");

    /** The exponent of a chance of less than one in twenty thousand. */
    private static final int SURE = 10;

    /** Beyond, floats have no room for neighbours, and different numbers may have become equal. */
    private static final float EXACT = 1 << 24;

    private Identifiers() {}

    /** Whether a column numbers the rows, as far as the training rows tell. */
    static boolean is(Column.Numbers column, int[] rows) {
        float[] values = new float[rows.length];
        int count = 0;
        for (int row : rows) {
            float value = column.value(row);
            if (!Float.isNaN(value)) {
                if (value != Math.rint(value)) {
                    return false;
                }
                values[count++] = value;
            }
        }
        boolean named = isNamedSo(column.name());
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        double range = (double) most - least + 1;
        double chance = (double) count * count / 2 / range;
        if (count < 2 || (!named && (count < rows.length || count > range || chance < SURE))) {
            return false;
        }
        int distinct = distinct(values, count);
        if (named) {
            return 2 * distinct > count || least >= EXACT;
        }
        return distinct == count && !isMeasure(column.name());
    }

    /** Whether a name is a time's, or a letter, as ramps of measured points are named; X is what R calls the numbers of rows. */
    private static boolean isMeasure(String name) {
        return (name.length() == 1 && !name.equals("X")) || words(name).stream().anyMatch(TIMES::contains);
    }

    private static int distinct(float[] values, int count) {
        Arrays.sort(values, 0, count);
        int distinct = count == 0 ? 0 : 1;
        for (int i = 1; i < count; i++) {
            distinct += values[i] != values[i - 1] ? 1 : 0;
        }
        return distinct;
    }

    /** Whether a column is named like an identifier. */
    static boolean isNamedSo(String name) {
        List<String> words = words(name);
        String last = words.isEmpty() ? "" : words.getLast();
        return NAMES.contains(name.toLowerCase(Locale.ROOT))
                || words.stream().anyMatch(WORDS::contains)
                || (last.endsWith("id") && OWNERS.contains(last.substring(0, last.length() - 2)));
    }

    /** The words of a name, in small letters: {@code customerID_old} is customer, id, old. */
    private static List<String> words(String name) {
        String apart = name.replaceAll("([a-z])([A-Z])", "$1 $2").replaceAll("[^A-Za-z0-9]+", " ");
        return List.of(apart.strip().toLowerCase(Locale.ROOT).split(" ", -1));
    }
}
