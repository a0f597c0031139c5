package dev.lanewise.data;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date, with or without a time, in UTC where no offset is given: {@code 2024-01-31}, {@code 2024/1/31}, {@code 2024-01}, {@code
 * 31.01.2024}, {@code 31/01/2024} or {@code 01/31/2024} by the order, {@code 31 Jan 2024}, {@code 31-January-2024}, {@code Jan 31, 2024}, {@code Jan 2024}, {@code 20240131} of years from 1900 to
 * 2099; perhaps a day of the week in front of it, {@code Wed, }; then
 * perhaps {@code T} or blanks and {@code 17:05}, {@code 17:05:09.25} or {@code 5:05 PM}, behind eight digits {@code 1705} or {@code 170509}, and {@code Z}, {@code UTC}, {@code GMT} or {@code +01:00}. Years have four digits.
 */
final class DateText {

    /** No date. */
    static final long NONE = Long.MIN_VALUE;

    static final int DAY = 24 * 60 * 60;

    private static final int SHORTEST = 6;
    private static final int LONGEST = 48;
    private static final int COMPACT = 8;
    private static final List<String> WEEKDAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private final String text;
    private final DateOrder order;
    private int at;
    private int year = -1;
    private int month = -1;
    private int day = 1;
    private boolean compact;

    private DateText(String text, DateOrder order) {
        this.text = text;
        this.order = order;
    }

    /** Returns the seconds since 1970 of a cell, or {@link #NONE}. */
    static long seconds(String cell, DateOrder order) {
        if (cell.length() < SHORTEST || cell.length() > LONGEST) {
            return NONE;
        }
        DateText reader = new DateText(cell, order);
        if (!reader.date() || !reader.exists()) {
            return NONE;
        }
        long seconds = reader.time();
        return seconds == NONE || reader.at < cell.length()
                ? NONE
                : LocalDate.of(reader.year, reader.month, reader.day).toEpochDay() * DAY + seconds;
    }

    /** Returns the first cell that is no date in an order, or null where all are. */
    static @Nullable String firstOther(List<String> cells, DateOrder order) {
        for (String cell : cells) {
            if (seconds(cell, order) == NONE) {
                return cell;
            }
        }
        return null;
    }

    /** Eight digits, of years from 1900 to 2099: others are more likely numbers. */
    private boolean compact() {
        int length = 0;
        while (at + length < text.length() && Character.isDigit(text.charAt(at + length))) {
            length++;
        }
        if (length != COMPACT) {
            return false;
        }
        year = number(4);
        month = number(2);
        day = number(2);
        return year >= 1900 && year < 2100;
    }

    /** A day of the week in front, {@code Tue, } or {@code Tuesday }, tells nothing. */
    private void weekday() {
        int from = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        String word = text.substring(from, at).toLowerCase(Locale.ROOT);
        boolean day = word.length() >= 3 && WEEKDAYS.stream().anyMatch(name -> name.startsWith(word));
        if (!day || skip(" ,.") == 0) {
            at = from;
        }
    }

    private boolean date() {
        weekday();
        compact = compact();
        if (compact) {
            return true;
        }
        int from = at;
        int first = number(4);
        if (first < 0) {
            month = word();
            return month > 0 && skip(". -/") > 0 && dayAndYear();
        }
        if (at - from == 4) {
            year = first;
            return yearFirst();
        }
        return at - from <= 2 && yearLast(first);
    }

    /** What follows a year. */
    private boolean yearFirst() {
        char separator = separator();
        month = number(2);
        month = month < 0 ? word() : month;
        if (separator != 0 && at < text.length() && text.charAt(at) == separator) {
            at++;
            day = number(2);
            return day > 0;
        }
        return (separator == '-' || separator == '/') && at == text.length();
    }

    /** What follows a day or a month. */
    private boolean yearLast(int first) {
        int blanks = skip(" ");
        char separator = blanks == 0 ? separator() : ' ';
        if (separator == 0) {
            return false;
        }
        int second = number(2);
        if (second < 0) {
            day = first;
            month = word();
            return month > 0 && skip(" .,-/") > 0 && yearNumber();
        }
        if (separator == ' ' || at >= text.length() || text.charAt(at) != separator) {
            return false;
        }
        at++;
        boolean known = order != DateOrder.YEAR_FIRST || separator == '.';
        boolean monthFirst = order == DateOrder.MONTH_FIRST;
        day = monthFirst ? second : first;
        month = monthFirst ? first : second;
        return known && yearNumber();
    }

    /** What follows the name of a month: a year, or a day and a year. */
    private boolean dayAndYear() {
        int from = at;
        int number = number(4);
        if (at - from == 4) {
            year = number;
            return true;
        }
        day = number;
        return number > 0 && at - from <= 2 && skip(" ,-/") > 0 && yearNumber();
    }

    private boolean yearNumber() {
        int from = at;
        year = number(4);
        return at - from == 4;
    }

    private boolean exists() {
        return year >= 1000
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    /** Seconds since midnight, less the offset; {@link #NONE} for what is no time. */
    private long time() {
        if (at == text.length()) {
            return 0;
        }
        if (text.charAt(at) != 'T') {
            if (skip(" ,") == 0) {
                return NONE;
            }
        } else {
            at++;
        }
        int hour = number(2);
        int minute = next() ? number(2) : -1;
        int second = minute >= 0 && next() ? number(2) : 0;
        if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
            at++;
            number(18);
        }
        hour = halfDay(hour);
        long offset = offset();
        boolean fits = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
        return fits && offset != NONE ? hour * 3600L + minute * 60L + second - offset : NONE;
    }

    /** The hour of 24 where AM or PM follows. */
    private int halfDay(int hour) {
        int before = at;
        skip(" ");
        if (text.regionMatches(true, at, "am", 0, 2) || text.regionMatches(true, at, "pm", 0, 2)) {
            boolean afternoon = (text.charAt(at) | 0x20) == 'p';
            at += 2;
            return hour < 1 || hour > 12 ? -1 : hour % 12 + (afternoon ? 12 : 0);
        }
        at = before;
        return hour;
    }

    /** Seconds east of UTC. */
    private long offset() {
        skip(" ");
        boolean zone = text.regionMatches(true, at, "utc", 0, 3) || text.regionMatches(true, at, "gmt", 0, 3);
        at += zone ? 3 : 0;
        if (at == text.length()) {
            return 0;
        }
        char sign = text.charAt(at++);
        if (sign == 'Z') {
            return 0;
        }
        int hours = number(2);
        colon();
        int minutes = at < text.length() ? number(2) : 0;
        if ((sign != '+' && sign != '-') || hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return NONE;
        }
        return (sign == '-' ? -1 : 1) * (hours * 3600L + minutes * 60L);
    }

    /** Whether another part of the time follows. */
    private boolean next() {
        return colon() || (compact && digit(at) && digit(at + 1));
    }

    private boolean digit(int place) {
        return place < text.length() && Character.isDigit(text.charAt(place));
    }

    private boolean colon() {
        boolean there = at < text.length() && text.charAt(at) == ':';
        at += there ? 1 : 0;
        return there;
    }

    /** The number of up to so many digits that stands here; -1 where none does. */
    private int number(int most) {
        int from = at;
        int value = 0;
        while (at < text.length() && at - from < most && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = 10 * value + (text.charAt(at++) - '0');
        }
        return at == from ? -1 : value;
    }

    /** The number of the month whose name, or whose first three letters or more, stand here; -1 where none do. */
    private int word() {
        int from = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        int length = at - from;
        for (int m = 0; m < MONTHS.size() && length >= 3; m++) {
            String name = MONTHS.get(m);
            if (length <= name.length() && name.regionMatches(true, 0, text, from, length)) {
                return m + 1;
            }
        }
        return -1;
    }

    /** The separator of a date that stands here; 0 where none does. */
    private char separator() {
        char c = at < text.length() ? text.charAt(at) : 0;
        boolean there = c == '-' || c == '/' || c == '.';
        at += there ? 1 : 0;
        return there ? c : 0;
    }

    /** Goes over some characters, and returns how many there were. */
    private int skip(String some) {
        int from = at;
        while (at < text.length() && some.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at - from;
    }
}
