package dev.lanewise.kernel;

import dev.lanewise.core.Threefry;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link DropoutKernel}: a lane runs the generator of one unit, its twenty rounds written out. */
final class DropoutVector implements DropoutKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final VectorSpecies<Integer> I = Lanes.INT;
    private static final int L = S.length();

    private static final int R0 = Threefry.rotation(0);
    private static final int R1 = Threefry.rotation(1);
    private static final int R2 = Threefry.rotation(2);
    private static final int R3 = Threefry.rotation(3);
    private static final int R4 = Threefry.rotation(4);
    private static final int R5 = Threefry.rotation(5);
    private static final int R6 = Threefry.rotation(6);
    private static final int R7 = Threefry.rotation(7);

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
        int key2 = Threefry.PARITY ^ key0 ^ key1;
        long word = 0;
        for (int unit = 0; unit < units; unit += L) {
            IntVector x0 = IntVector.broadcast(I, unit).addIndex(1).add(key0);
            IntVector x1 = IntVector.broadcast(I, key1);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R0).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R1).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R2).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R3).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(key1);
            x1 = x1.add(key2 + 1);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R4).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R5).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R6).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R7).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(key2);
            x1 = x1.add(key0 + 2);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R0).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R1).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R2).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R3).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(key0);
            x1 = x1.add(key1 + 3);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R4).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R5).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R6).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R7).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(key1);
            x1 = x1.add(key2 + 4);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R0).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R1).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.ROL, R2).lanewise(VectorOperators.XOR, x0);
            x0 = x0.add(x1);
            x0 = x0.add(key2);
            VectorMask<Integer> keep = x0.compare(VectorOperators.UGE, threshold);
            word = (unit % Long.SIZE == 0 ? 0 : word) | keep.toLong() << unit;
            kept[keptOffset + unit / Long.SIZE] = word;
            if (unit <= units - L) {
                FloatVector factor = FloatVector.zero(S).blend(scale, keep.cast(S));
                FloatVector x = Lanes.TYPE.cast(FloatVector.fromArray(S, in, inOffset + unit));
                Lanes.TYPE.cast(x.mul(factor)).intoArray(out, outOffset + unit);
            } else {
                rest(word, scale, in, inOffset, out, outOffset, unit, units);
            }
        }
        if (units % Long.SIZE != 0) {
            kept[keptOffset + units / Long.SIZE] &= -1L >>> -units;
        }
    }

    @Override
    public void backward(
            long[] kept, int keptOffset, float scale, float[] in, int inOffset, float[] out, int outOffset, int units) {
        int unit = 0;
        for (; unit <= units - L; unit += L) {
            int bits = (int) (kept[keptOffset + unit / Long.SIZE] >>> unit);
            VectorMask<Float> keep = IntVector.broadcast(I, 1)
                    .lanewise(VectorOperators.LSHL, IntVector.zero(I).addIndex(1))
                    .and(bits)
                    .compare(VectorOperators.NE, 0)
                    .cast(S);
            FloatVector factor = FloatVector.zero(S).blend(scale, keep);
            FloatVector x = Lanes.TYPE.cast(FloatVector.fromArray(S, in, inOffset + unit));
            Lanes.TYPE.cast(x.mul(factor)).intoArray(out, outOffset + unit);
        }
        if (unit < units) {
            rest(kept[keptOffset + unit / Long.SIZE], scale, in, inOffset, out, outOffset, unit, units);
        }
    }

    /** The last units, without masks: in some runs of a program C2 made objects for them. */
    private static void rest(
            long bits, float scale, float[] in, int inOffset, float[] out, int outOffset, int from, int units) {
        for (int unit = from; unit < units; unit++) {
            out[outOffset + unit] = in[inOffset + unit] * DropoutScalar.factor(bits >>> unit & 1, scale);
        }
    }
}
