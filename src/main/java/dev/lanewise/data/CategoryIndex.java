package dev.lanewise.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers categories in the order of their first cells; a cell that is known already makes no text. */
final class CategoryIndex {

    private final List<String> categories = new ArrayList<>();
    /** A code plus one where the hash of its category says, or in the next free place; 0 where none is. */
    private int[] places = new int[16];

    private int[] hashes = new int[8];

    /** Returns the code of the category that stands in a buffer. */
    int code(char[] buffer, int from, int to) {
        int hash = hash(buffer, from, to);
        int mask = places.length - 1;
        int at = hash & mask;
        while (places[at] != 0) {
            int code = places[at] - 1;
            if (hashes[code] == hash && equal(categories.get(code), buffer, from, to)) {
                return code;
            }
            at = (at + 1) & mask;
        }
        return add(new String(buffer, from, to - from), hash, at);
    }

    List<String> categories() {
        return List.copyOf(categories);
    }

    private int add(String category, int hash, int at) {
        int code = categories.size();
        categories.add(category);
        if (code == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * code);
        }
        hashes[code] = hash;
        places[at] = code + 1;
        if (2 * categories.size() > places.length) {
            places = new int[2 * places.length];
            for (int c = 0; c < categories.size(); c++) {
                place(c);
            }
        }
        return code;
    }

    private void place(int code) {
        int mask = places.length - 1;
        int at = hashes[code] & mask;
        while (places[at] != 0) {
            at = (at + 1) & mask;
        }
        places[at] = code + 1;
    }

    private static int hash(char[] buffer, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + buffer[i];
        }
        // Similar words differ in few bits only; the places are chosen by the low ones.
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    private static boolean equal(String category, char[] buffer, int from, int to) {
        if (category.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (category.charAt(i - from) != buffer[i]) {
                return false;
            }
        }
        return true;
    }
}
