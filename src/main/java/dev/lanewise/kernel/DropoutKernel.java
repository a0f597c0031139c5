package dev.lanewise.kernel;

/** Inverted dropout: multiplies an element by {@code 1 / (1 - p)} where it is kept and by 0 where it is dropped. */
public interface DropoutKernel {

    /**
     * Applies the mask of one row: unit {@code i} is kept where the first word of the Threefry-2x32 block with key {@code (key0,
     * key1)} and counter {@code (i, 0)}, read as unsigned, is not below {@code threshold}. The backward pass calls it with the
     * same key on the deltas.
     *
     * @param key0 first word of the row's key
     * @param key1 second word
     * @param threshold {@code p} times 2 to the 32, unsigned
     * @param scale {@code 1 / (1 - p)}
     * @param in source, from {@code inOffset}
     * @param out result, from {@code outOffset}; may be {@code in} itself with the same offset
     * @param units number of elements
     */
    void row(
            int key0,
            int key1,
            int threshold,
            float scale,
            float[] in,
            int inOffset,
            float[] out,
            int outOffset,
            int units);
}
