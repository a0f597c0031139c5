package dev.lanewise.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An aspect of a date, and the inputs that it becomes. */
public enum DatePart {
    /** Time since the first training row, standardised. */
    ELAPSED(1),
    /** The same of the middle of the year, which is equal for all of its days. */
    YEAR(1),
    /** Sine and cosine of the place of the month in the year. */
    MONTH(2),
    /** An input for each day from Monday to Sunday, 1 for the one that it is. */
    WEEKDAY(7),
    /** Sine and cosine of the place of the hour in the day, of dates with times. */
    HOUR(2);

    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private final int width;

    DatePart(int width) {
        this.width = width;
    }

    /** Returns the number of inputs. */
    public int width() {
        return width;
    }

    /** Returns the name in small letters. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the names of the inputs. */
    List<String> inputNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            names.add(width == 7 ? DAYS.get(i) : width == 1 ? label() : label() + (i == 0 ? " sine" : " cosine"));
        }
        return names;
    }
}
