package dev.lanewise.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers categories in the order of their first cells; a cell that is known already makes no text. */
final class CategoryIndex {

    private final List<String> categories = new ArrayList<>();
    private final TableMemory memory;
    /** A code plus one where the hash of its category says, or in the next free place; 0 where none is. */
    private int[] places = new int[16];

    private int[] hashes = new int[8];
    /** Categories whose place could not be found in a few steps: a file may be made of words of one hash. */
    private final Map<String, Integer> crowd = new LinkedHashMap<>();

    private static final int MOST_STEPS = 64;

    CategoryIndex(TableMemory memory) {
        this.memory = memory;
    }

    /** Returns the code of the category that stands in a buffer. */
    int code(char[] buffer, int from, int to) {
        int hash = hash(buffer, from, to);
        int mask = places.length - 1;
        int at = hash & mask;
        for (int steps = 0; places[at] != 0; steps++) {
            int code = places[at] - 1;
            if (hashes[code] == hash && equal(categories.get(code), buffer, from, to)) {
                return code;
            }
            if (steps == MOST_STEPS) {
                return crowded(new String(buffer, from, to - from));
            }
            at = (at + 1) & mask;
        }
        // Its place may have been crowded when it was added, and no longer be.
        Integer known = crowd.isEmpty() ? null : crowd.get(new String(buffer, from, to - from));
        if (known != null) {
            return known;
        }
        memory.take(TableMemory.TEXT + 2L * (to - from));
        return add(new String(buffer, from, to - from), hash, at);
    }

    private int crowded(String category) {
        Integer known = crowd.get(category);
        if (known != null) {
            return known;
        }
        memory.take(2L * TableMemory.TEXT + 2L * category.length());
        int code = name(category, 0);
        crowd.put(category, code);
        return code;
    }

    List<String> categories() {
        return List.copyOf(categories);
    }

    private int add(String category, int hash, int at) {
        int code = name(category, hash);
        places[at] = code + 1;
        if (2 * (categories.size() - crowd.size()) > places.length) {
            places = new int[2 * places.length];
            for (int c = 0; c < categories.size(); c++) {
                if (!crowd.containsKey(categories.get(c))) {
                    place(c);
                }
            }
        }
        return code;
    }

    private int name(String category, int hash) {
        int code = categories.size();
        categories.add(category);
        if (code == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * code);
        }
        hashes[code] = hash;
        return code;
    }

    private void place(int code) {
        int mask = places.length - 1;
        int at = hashes[code] & mask;
        for (int steps = 0; places[at] != 0; steps++) {
            if (steps == MOST_STEPS) {
                crowd.put(categories.get(code), code);
                return;
            }
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
