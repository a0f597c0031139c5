package dev.lanewise.kernel;

/** Inverted dropout: multiplies an element by {@code 1 / (1 - p)} where it is kept and by 0 where it is dropped. */
public interface DropoutKernel {

    /** Returns how many words hold which units of a row are kept, a bit each: unit {@code i} is bit {@code i % 64} of word {@code i / 64}. */
    static int words(int units) {
        return (units + Long.SIZE - 1) / Long.SIZE;
    }

    /**
     * Draws and applies the mask of one row: unit {@code i} is kept where the first word of the Threefry-2x32 block with key {@code (key0,
     * key1)} and counter {@code (i, 0)}, read as unsigned, is not below {@code threshold}.
     *
     * @param key0 first word of the row's key
     * @param key1 second word
     * @param threshold {@code p} times 2 to the 32, unsigned
     * @param scale {@code 1 / (1 - p)}
     * @param in source, from {@code inOffset}
     * @param out result, from {@code outOffset}; may be {@code in} itself with the same offset
     * @param units number of elements
     * @param kept which units are kept, {@link #words} from {@code keptOffset}; overwritten, bits beyond the units with 0
     */
    void forward(
            int key0,
            int key1,
            int threshold,
            float scale,
            float[] in,
            int inOffset,
            float[] out,
            int outOffset,
            int units,
            long[] kept,
            int keptOffset);

    /** Applies a mask that was drawn to a row of deltas. */
    void backward(
            long[] kept, int keptOffset, float scale, float[] in, int inOffset, float[] out, int outOffset, int units);
}
