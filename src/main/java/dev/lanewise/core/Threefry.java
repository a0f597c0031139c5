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

    private static final int R0 = 13;
    private static final int R1 = 15;
    private static final int R2 = 26;
    private static final int R3 = 6;
    private static final int R4 = 17;
    private static final int R5 = 29;
    private static final int R6 = 16;
    private static final int R7 = 24;

    private static final int[] ROTATIONS = {R0, R1, R2, R3, R4, R5, R6, R7};

    private Threefry() {}

    /** Returns the rotation of a round, {@code 0} to {@code 19}. */
    public static int rotation(int round) {
        return ROTATIONS[round % 8];
    }

    /** Returns the two words of a block: the first in the low half, the second in the high half. Rounds are written out, since rotations by constants are one instruction. */
    public static long block(int key0, int key1, int counter0, int counter1) {
        int key2 = PARITY ^ key0 ^ key1;
        int x0 = counter0 + key0;
        int x1 = counter1 + key1;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R0) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R1) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R2) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R3) ^ x0;
        x0 += key1;
        x1 += key2 + 1;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R4) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R5) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R6) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R7) ^ x0;
        x0 += key2;
        x1 += key0 + 2;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R0) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R1) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R2) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R3) ^ x0;
        x0 += key0;
        x1 += key1 + 3;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R4) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R5) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R6) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R7) ^ x0;
        x0 += key1;
        x1 += key2 + 4;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R0) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R1) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R2) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, R3) ^ x0;
        x0 += key2;
        x1 += key0 + 5;
        return (x0 & 0xFFFFFFFFL) | ((long) x1 << 32);
    }
}
