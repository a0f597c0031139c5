package dev.lanewise.core;

/**
 * Threefry-2x32-20, a counter-based random generator of 32-bit additions, rotations and exclusive-ors (Salmon, Moraes, Dror and Shaw,
 * Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011).
 */
public final class Threefry {

    /** Parity constant of the key schedule (Skein). */
    public static final int PARITY = 0x1BD11BDA;

    /** Number of rounds. */
    public static final int ROUNDS = 20;

    private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};

    private Threefry() {}

    /** Returns the rotation of a round, {@code 0} to {@code 19}. */
    public static int rotation(int round) {
        return ROTATIONS[round % 8];
    }

    /** Returns the two words of a block: the first in the low half, the second in the high half. */
    public static long block(int key0, int key1, int counter0, int counter1) {
        int a = key1; // the key's words, which take turns
        int b = PARITY ^ key0 ^ key1;
        int c = key0;
        int x0 = counter0 + key0;
        int x1 = counter1 + key1;
        for (int group = 1; group <= ROUNDS / 4; group++) {
            int first = group % 2 == 1 ? 0 : 4;
            x0 += x1;
            x1 = Integer.rotateLeft(x1, ROTATIONS[first]) ^ x0;
            x0 += x1;
            x1 = Integer.rotateLeft(x1, ROTATIONS[first + 1]) ^ x0;
            x0 += x1;
            x1 = Integer.rotateLeft(x1, ROTATIONS[first + 2]) ^ x0;
            x0 += x1;
            x1 = Integer.rotateLeft(x1, ROTATIONS[first + 3]) ^ x0;
            x0 += a;
            x1 += b + group;
            int used = a;
            a = b;
            b = c;
            c = used;
        }
        return (x0 & 0xFFFFFFFFL) | ((long) x1 << 32);
    }
}
