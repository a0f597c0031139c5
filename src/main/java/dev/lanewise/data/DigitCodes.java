package dev.lanewise.data;

/** Tells numbers of a column that are all written with the same number of digits and nothing else: codes with leading zeros, and dates such as 20240131. */
final class DigitCodes {

    /** Shorter ones may be months or hours. */
    private static final int SHORTEST = 3;

    /** Up to here all whole numbers are floats. */
    private static final int EXACT = 7;

    private static final int DATE = 8;

    /** Digits of all numbers so far; -1 before the first, 0 where they differ or something else is among them. */
    private int width = -1;

    private boolean zero;
    private int count;
    private int dates;

    /** Adds the cell of a number. */
    void add(char[] buffer, int from, int to) {
        if (width == 0) {
            return;
        }
        width = width < 0 || width == to - from ? to - from : 0;
        for (int i = from; i < to && width > 0; i++) {
            width = buffer[i] >= '0' && buffer[i] <= '9' ? width : 0;
        }
        if (width == 0) {
            return;
        }
        zero |= buffer[from] == '0';
        count++;
        if (width == DATE && DateText.seconds(new String(buffer, from, DATE), DateOrder.YEAR_FIRST) != DateText.NONE) {
            dates++;
        }
    }

    /** The digits of codes of which some begin with 0; 0 where the numbers are none. */
    int padded() {
        return zero && width >= SHORTEST ? width : 0;
    }

    /** Whether floats are not what the column holds: it is to be read as text. */
    boolean areText() {
        return padded() > EXACT || (width == DATE && dates >= 0.9 * count);
    }
}
