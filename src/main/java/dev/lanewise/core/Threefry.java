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
        int key2 = PARITY ^ key0 ^ key1;
        int x0 = counter0 + key0;
        int x1 = counter1 + key1;
        for (int round = 0; round < ROUNDS; round++) {
            x0 += x1;
            x1 = Integer.rotateLeft(x1, ROTATIONS[round % 8]) ^ x0;
            if (round % 4 == 3) {
                int injection = round / 4 + 1;
                x0 += injection % 3 == 0 ? key0 : injection % 3 == 1 ? key1 : key2;
                x1 += ((injection + 1) % 3 == 0 ? key0 : (injection + 1) % 3 == 1 ? key1 : key2) + injection;
            }
        }
        return (x0 & 0xFFFFFFFFL) | ((long) x1 << 32);
    }
}
