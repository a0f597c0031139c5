package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;

/** Generators as plain functions of a seeded generator, and the equality of the contract. */
public final class Cases {

    /** Elements around every array that a kernel must not touch. */
    public static final int GUARD = 40;

    private static final float[] SPECIAL = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        1e-40f,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        88.8f,
        -88.8f,
        -103.9f,
        1f,
        -1f,
        6f,
        3f,
        -3f
    };

    private Cases() {}

    public static SeededRandom random(long seed) {
        return new SeededRandom(RandomKey.of(seed));
    }

    /** A length around a multiple of every number of lanes. */
    public static int size(SeededRandom random) {
        int around = random.nextInt(5) * 16 + random.nextInt(2) * 8 + random.nextInt(2) * 4;
        return Math.max(0, around + random.nextInt(3) - 1);
    }

    /** At least 1. */
    public static int positiveSize(SeededRandom random) {
        return Math.max(1, size(random));
    }

    /** Normal deviates of many magnitudes; in every third array some special values. */
    public static float[] floats(SeededRandom random, int length) {
        float[] values = new float[length];
        boolean special = random.nextInt(3) == 0;
        // At times few: a long sum of many is NaN whatever else is added.
        int rarity = 4 << 3 * random.nextInt(4);
        float scale = (float) Math.scalb(1.0, random.nextInt(13) - 6);
        for (int i = 0; i < length; i++) {
            values[i] = special && random.nextInt(rarity) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : (float) random.nextNormal() * scale;
        }
        return values;
    }

    /** Positive and not special. */
    public static float[] positives(SeededRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() + 0.001f;
        }
        return values;
    }

    /** The same bits, or both NaN, in every element. */
    public static void assertSameBits(float[] expected, float[] actual, String what) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            boolean same = Float.floatToIntBits(expected[i]) == Float.floatToIntBits(actual[i]);
            if (!same) {
                fail(what + ": element " + i + " is " + actual[i] + ", the scalar twin has " + expected[i]);
            }
        }
    }

    public static void assertSameBits(double expected, double actual, String what) {
        assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(actual), what);
    }
}
