package dev.lanewise.jmh;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;

/** Seeded data. */
final class Data {

    /** Long arrays repeat this many deviates, a prime, since drawing millions takes longer than measuring. */
    private static final int PERIOD = 65_521;

    private Data() {}

    /** Returns standard normal deviates. */
    static float[] normal(long seed, int length) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = i < PERIOD ? (float) random.nextNormal() : values[i - PERIOD];
        }
        return values;
    }

    /** Returns uniform deviates above 0, up to about 1. */
    static float[] positive(long seed, int length) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() + 0.001f;
        }
        return values;
    }

    /** Returns integers from 0 to {@code bound - 1}. */
    static float[] classes(long seed, int length, int bound) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(bound);
        }
        return values;
    }
}
