package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CategoryIndexTest {

    private final CategoryIndex index = new CategoryIndex(new TableMemory(Long.MAX_VALUE));

    private int code(String word) {
        char[] buffer = ("<" + word + ">").toCharArray();
        return index.code(buffer, 1, buffer.length - 1);
    }

    @Test
    void manyCategoriesKeepTheirCodesInTheOrderOfTheirFirstCells() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            words.add("w" + Integer.toString(i * 7919 % 5000, 36));
            assertEquals(i, code(words.get(i)));
        }
        for (int i = 0; i < words.size(); i++) {
            assertEquals(i, code(words.get(i)), words.get(i));
        }
        assertEquals(words, index.categories());
    }

    /** Words of two parts with one hash each have one hash. */
    @Test
    void wordsOfOneHashAreToldApart() {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        List<String> words = List.of("AaAa", "AaBB", "BBAa", "BBBB", "Aa", "BB");
        for (int turn = 0; turn < 2; turn++) {
            for (int i = 0; i < words.size(); i++) {
                assertEquals(i, code(words.get(i)));
            }
        }
        assertEquals(words, index.categories());
    }
}
