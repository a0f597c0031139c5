package dev.lanewise.core;

/** The stream of the words of blocks 0, 1, 2, ... of one {@link RandomKey}. Not for use by several threads. */
public final class SeededRandom {

    private final RandomKey key;
    private int counter;
    private int spare;
    private boolean hasSpare;

    /** Starts the stream of a key. */
    public SeededRandom(RandomKey key) {
        this.key = key;
    }

    /** Returns the next 32 bits. */
    public int nextInt() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        long block = Threefry.block(key.word0(), key.word1(), counter++, 1);
        spare = (int) (block >>> 32);
        hasSpare = true;
        return (int) block;
    }

    /**
     * Returns a number from 0 to {@code bound - 1}, each as likely as the others (Lemire, Fast Random Integer Generation in an
     * Interval, 2019).
     *
     * @param bound positive
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive: " + bound);
        }
        long product = (nextInt() & 0xFFFFFFFFL) * bound;
        long threshold = (1L << 32) % bound;
        while ((product & 0xFFFFFFFFL) < threshold) {
            product = (nextInt() & 0xFFFFFFFFL) * bound;
        }
        return (int) (product >>> 32);
    }

    /** Returns a multiple of 2 to the -24 in [0, 1). */
    public float nextFloat() {
        return (nextInt() >>> 8) * 0x1p-24f;
    }

    /** Returns a multiple of 2 to the -53 in [0, 1). */
    public double nextDouble() {
        int high = nextInt() >>> 6;
        int low = nextInt() >>> 5;
        return ((long) high << 27 | low) * 0x1p-53;
    }

    /** Returns a normal deviate of mean 0 and variance 1 (Box and Muller, 1958; the cosine branch). */
    public double nextNormal() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    /** Shuffles the elements {@code from} to {@code to - 1} (Fisher and Yates, from the end). */
    public void shuffle(int[] values, int from, int to) {
        for (int i = to - 1; i > from; i--) {
            int j = from + nextInt(i - from + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
