package dev.lanewise.kernel;

import dev.lanewise.core.Threefry;

/** The textbook twin of {@link DropoutKernel}. */
final class DropoutScalar implements DropoutKernel {

    @Override
    public void row(
            int key0,
            int key1,
            int threshold,
            float scale,
            float[] in,
            int inOffset,
            float[] out,
            int outOffset,
            int units) {
        for (int unit = 0; unit < units; unit++) {
            int bits = (int) Threefry.block(key0, key1, unit, 0);
            boolean kept = Integer.compareUnsigned(bits, threshold) >= 0;
            out[outOffset + unit] = in[inOffset + unit] * (kept ? scale : 0);
        }
    }
}
