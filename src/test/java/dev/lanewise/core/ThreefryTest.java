package dev.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class ThreefryTest {

    /** The known answers that come with the authors' Random123 library for threefry2x32 of 20 rounds. */
    @Test
    void knownAnswers() {
        assertBlock(0, 0, 0, 0, 0x6b200159, 0x99ba4efe);
        assertBlock(-1, -1, -1, -1, 0x1cb996fc, 0xbb002be7);
        assertBlock(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0xc4923a9c, 0x483df7a0);
    }

    private static void assertBlock(int key0, int key1, int counter0, int counter1, int first, int second) {
        long block = Threefry.block(key0, key1, counter0, counter1);
        assertEquals(first, (int) block);
        assertEquals(second, (int) (block >>> 32));
    }

    @Test
    void keysDependOnWhatIsFoldedIn() {
        RandomKey key = RandomKey.of(0x1234_5678_9abc_def0L);
        assertEquals(new RandomKey(0x9abcdef0, 0x12345678), key);
        assertNotEquals(key.fold(1), key.fold(2));
        assertNotEquals(key.fold("ab"), key.fold("ba"));
        assertEquals(key.fold('a').fold('b'), key.fold("ab"));
        long block = Threefry.block(key.word0(), key.word1(), 7, 0);
        assertEquals(new RandomKey((int) block, (int) (block >>> 32)), key.fold(7));
    }
}
