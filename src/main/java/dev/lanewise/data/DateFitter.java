package dev.lanewise.data;

import dev.lanewise.core.UserException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells columns of dates from others, and fits them on training rows. */
final class DateFitter {

    private static final int MONTHS = 12;
    private static final int HOURS = 24;

    private DateFitter() {}

    /**
     * Returns how the dates of a column are written; null where its cells are no dates. All cells of the table count: how dates are written is a matter of the file.
     *
     * @throws UserException if day and month cannot be told apart
     */
    static @Nullable DateOrder order(Table table, Column.Categories column) {
        List<String> cells = column.categories().stream()
                .filter(cell -> !NumberText.isMissingNumber(cell))
                .toList();
        if (cells.isEmpty()) {
            return null;
        }
        String open = DateText.firstOther(cells, DateOrder.YEAR_FIRST);
        if (open == null) {
            return DateOrder.YEAR_FIRST;
        }
        boolean dayFirst = DateText.firstOther(cells, DateOrder.DAY_FIRST) == null;
        boolean monthFirst = DateText.firstOther(cells, DateOrder.MONTH_FIRST) == null;
        if (dayFirst && monthFirst) {
            throw new UserException(table.source() + ": column '" + column.name()
                    + "': the dates do not tell the day from the month, as in '" + open + "'. Say --kind '"
                    + column.name() + "=date-dmy' or '" + column.name() + "=date-mdy', or write them as 2024-01-31.");
        }
        return dayFirst ? DateOrder.DAY_FIRST : monthFirst ? DateOrder.MONTH_FIRST : null;
    }

    /**
     * Returns how the dates are written of a column that must be one of dates.
     *
     * @throws UserException if a cell is none
     */
    static DateOrder order(Table table, Column column, ColumnKind kind) {
        if (!(column instanceof Column.Categories words)) {
            throw new UserException(table.source() + ": column '" + column.name()
                    + "' holds numbers, which are no dates. Write dates as 2024-01-31.");
        }
        DateOrder order = switch (kind) {
            case DATE_DMY -> DateOrder.DAY_FIRST;
            case DATE_MDY -> DateOrder.MONTH_FIRST;
            default -> order(table, words);
        };
        seconds(table, Converted.unmarked(words), order == null ? DateOrder.YEAR_FIRST : order);
        return order == null ? DateOrder.YEAR_FIRST : order;
    }

    /**
     * Returns the seconds since 1970 of each category; {@link DateText#NONE} for those that no row has.
     *
     * @throws UserException if a cell is no date, with its line
     */
    static long[] seconds(Table table, Column.Categories column, DateOrder order) {
        long[] seconds = new long[column.categories().size()];
        for (int c = 0; c < seconds.length; c++) {
            seconds[c] = DateText.seconds(column.categories().get(c), order);
        }
        for (int r = 0; r < column.rows(); r++) {
            if (!column.missing(r) && seconds[column.codes()[r]] == DateText.NONE) {
                throw refusal(table, column, r, order);
            }
        }
        return seconds;
    }

    static UserException refusal(Table table, Column column, int row, DateOrder order) {
        return new UserException(table.place(row) + ", column '" + column.name() + "': '" + column.text(row)
                + "' is no " + example(order) + ". Mend or empty the cell.");
    }

    /** What a cell should have been, for messages. */
    static String example(DateOrder order) {
        return "date such as 2024-01-31"
                + switch (order) {
                    case YEAR_FIRST -> "";
                    case DAY_FIRST -> " or 31/01/2024";
                    case MONTH_FIRST -> " or 01/31/2024";
                };
    }

    /**
     * Fits on training rows.
     *
     * @param rows training rows in the table's order
     * @return null where all are missing, or all the same and none missing
     */
    static Feature.@Nullable Date fit(Table table, Column.Categories column, DateOrder order, int[] rows) {
        long[] seconds = seconds(table, column, order);
        long origin = Long.MAX_VALUE;
        int present = 0;
        for (int row : rows) {
            if (!column.missing(row)) {
                origin = Math.min(origin, seconds[column.codes()[row]]);
                present++;
            }
        }
        if (present == 0) {
            return null;
        }
        double mean = 0;
        double squares = 0;
        for (int row : rows) {
            mean += column.missing(row) ? 0 : days(seconds[column.codes()[row]], origin);
        }
        mean /= present;
        for (int row : rows) {
            double e = column.missing(row) ? 0 : days(seconds[column.codes()[row]], origin) - mean;
            squares += e * e;
        }
        double deviation = Math.sqrt(squares / present);
        boolean indicator = present < rows.length;
        if (deviation == 0 && !indicator) {
            return null;
        }
        float scale = deviation == 0 ? 0 : (float) (1 / deviation);
        return new Feature.Date(
                column.name(), order, parts(column, seconds, rows), origin, (float) mean, scale, indicator);
    }

    private static double days(long seconds, long origin) {
        return (seconds - origin) / (double) DateText.DAY;
    }

    /** The parts that differ in some rows. */
    private static List<DatePart> parts(Column.Categories column, long[] seconds, int[] rows) {
        Map<DatePart, Long> first = new EnumMap<>(DatePart.class);
        List<DatePart> parts = new ArrayList<>();
        for (DatePart part : DatePart.values()) {
            for (int row : rows) {
                if (!column.missing(row) && !parts.contains(part)) {
                    long value = value(part, seconds[column.codes()[row]]);
                    if (first.computeIfAbsent(part, p -> value) != value) {
                        parts.add(part);
                        break;
                    }
                }
            }
        }
        return parts;
    }

    /** A part as a number; of equal dates in that part it is the same. */
    private static long value(DatePart part, long seconds) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, (long) DateText.DAY));
        return switch (part) {
            case ELAPSED -> seconds;
            case YEAR -> date.getYear();
            case MONTH -> date.getMonthValue() - 1L;
            case WEEKDAY -> date.getDayOfWeek().getValue() - 1L;
            case HOUR -> Math.floorMod(seconds, (long) DateText.DAY) / 3600;
        };
    }

    /** Writes the inputs of a date; those that stay 0 are 0 already. */
    static void write(Feature.Date feature, long seconds, float[] out, int offset) {
        int at = offset;
        for (DatePart part : feature.parts()) {
            int value = part == DatePart.ELAPSED ? 0 : (int) value(part, seconds);
            switch (part) {
                case ELAPSED -> out[at] = feature.time(seconds);
                case YEAR -> out[at] = feature.time(LocalDate.of(value, 7, 2).toEpochDay() * DateText.DAY);
                case MONTH -> circle(value, MONTHS, out, at);
                case WEEKDAY -> out[at + value] = 1;
                case HOUR -> circle(value, HOURS, out, at);
            }
            at += part.width();
        }
    }

    private static void circle(int place, int places, float[] out, int at) {
        double angle = 2 * Math.PI * place / places;
        out[at] = (float) StrictMath.sin(angle);
        out[at + 1] = (float) StrictMath.cos(angle);
    }
}
