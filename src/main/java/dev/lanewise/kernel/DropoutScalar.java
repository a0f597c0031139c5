package dev.lanewise.kernel;

import dev.lanewise.core.Threefry;

/** The textbook twin of {@link DropoutKernel}; without branches, which chance would mispredict. */
final class DropoutScalar implements DropoutKernel {

    @Override
    public void forward(
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
            int keptOffset) {
        for (int first = 0; first < units; first += Long.SIZE) {
            long word = 0;
            for (int unit = first; unit < Math.min(units, first + Long.SIZE); unit++) {
                long bits = Threefry.block(key0, key1, unit, 0) & 0xFFFFFFFFL;
                long keep = ((bits - (threshold & 0xFFFFFFFFL)) >>> 63) ^ 1;
                word |= keep << unit;
                out[outOffset + unit] = in[inOffset + unit] * factor(keep, scale);
            }
            kept[keptOffset + first / Long.SIZE] = word;
        }
    }

    @Override
    public void backward(
            long[] kept, int keptOffset, float scale, float[] in, int inOffset, float[] out, int outOffset, int units) {
        for (int unit = 0; unit < units; unit++) {
            long keep = (kept[keptOffset + unit / Long.SIZE] >>> unit) & 1;
            out[outOffset + unit] = in[inOffset + unit] * factor(keep, scale);
        }
    }

    /** {@code scale} for 1 and +0.0 for 0. */
    static float factor(long keep, float scale) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(scale) & -(int) keep);
    }
}
