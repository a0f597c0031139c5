package dev.lanewise.kernel;

import dev.lanewise.core.Threefry;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link DropoutKernel}: a lane runs the generator of one unit. */
final class DropoutVector implements DropoutKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final VectorSpecies<Integer> I = Lanes.INT;
    private static final int L = S.length();

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
        int key2 = Threefry.PARITY ^ key0 ^ key1;
        FloatVector kept = FloatVector.broadcast(S, scale);
        FloatVector dropped = FloatVector.zero(S);
        int unit = 0;
        for (; unit <= units - L; unit += L) {
            IntVector x0 = IntVector.broadcast(I, unit).addIndex(1).add(key0);
            IntVector x1 = IntVector.broadcast(I, key1);
            for (int group = 0; group < Threefry.ROUNDS / 4; group++) {
                int round = group % 2 * 4;
                x0 = x0.add(x1);
                x1 = x1.lanewise(VectorOperators.ROL, Threefry.rotation(round)).lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(x1);
                x1 = x1.lanewise(VectorOperators.ROL, Threefry.rotation(round + 1))
                        .lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(x1);
                x1 = x1.lanewise(VectorOperators.ROL, Threefry.rotation(round + 2))
                        .lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(x1);
                x1 = x1.lanewise(VectorOperators.ROL, Threefry.rotation(round + 3))
                        .lanewise(VectorOperators.XOR, x0);
                int injection = group + 1;
                x0 = x0.add(injection % 3 == 0 ? key0 : injection % 3 == 1 ? key1 : key2);
                x1 = x1.add(((injection + 1) % 3 == 0 ? key0 : (injection + 1) % 3 == 1 ? key1 : key2) + injection);
            }
            VectorMask<Float> keep = x0.compare(VectorOperators.UGE, threshold).cast(S);
            FloatVector.fromArray(S, in, inOffset + unit)
                    .mul(dropped.blend(kept, keep))
                    .intoArray(out, outOffset + unit);
        }
        DropoutScalar.from(unit, key0, key1, threshold, scale, in, inOffset, out, outOffset, units);
    }
}
