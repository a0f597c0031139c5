package dev.lanewise.data;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import java.util.Arrays;

/**
 * Rows cut in two by chance, in an order that a key decides.
 *
 * @param rest the rows that stay
 * @param part the rows that are split off
 */
public record Splits(int[] rest, int[] part) {

    /**
     * Splits off a share of some rows, of each class about as many as it has rows.
     *
     * @param rows the rows
     * @param classes class of each of {@code rows}; all 0 where there are none
     * @param fraction share to split off, from 0 to below 1; at least one row of each class stays
     */
    public static Splits stratified(int[] rows, int[] classes, double fraction, RandomKey key) {
        int[] shuffled = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            shuffled[i] = i;
        }
        new SeededRandom(key.fold("split")).shuffle(shuffled, 0, shuffled.length);
        int classCount = Arrays.stream(classes).max().orElse(0) + 1;
        int[] counts = new int[classCount];
        for (int c : classes) {
            counts[c]++;
        }
        // Shares are rounded cumulatively, so that the part as a whole has the right size. What a class cannot give,
        // since
        // its last row stays, is not taken from the next one.
        int[] quota = new int[classCount];
        double exact = 0;
        int due = 0;
        int given = 0;
        for (int c = 0; c < classCount; c++) {
            exact += counts[c] * fraction;
            quota[c] = Math.min(Math.max(0, counts[c] - 1), (int) Math.rint(exact) - due);
            due = (int) Math.rint(exact);
            given += quota[c];
        }
        boolean[] taken = new boolean[rows.length];
        for (int i : shuffled) {
            if (quota[classes[i]] > 0) {
                quota[classes[i]]--;
                taken[i] = true;
            }
        }
        int[] part = new int[given];
        int[] rest = new int[rows.length - given];
        int p = 0;
        int r = 0;
        for (int i = 0; i < rows.length; i++) {
            if (taken[i]) {
                part[p++] = rows[i];
            } else {
                rest[r++] = rows[i];
            }
        }
        return new Splits(rest, part);
    }
}
