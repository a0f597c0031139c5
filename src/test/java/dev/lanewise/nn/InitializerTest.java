package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.Threefry;
import dev.lanewise.core.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitializerTest {

    private static final int INPUTS = 400;
    private static final int OUTPUTS = 100;

    private static float[] fill(Initializer initializer, long seed) {
        float[] slab = new float[INPUTS * OUTPUTS + 2];
        slab[0] = 9;
        slab[slab.length - 1] = 9;
        Tensor tensor = new Tensor("layers.0.weight", 1, INPUTS, OUTPUTS, Tensor.Kind.WEIGHT);
        initializer.fill(slab, tensor, RandomKey.of(seed));
        assertEquals(9, slab[0]);
        assertEquals(9, slab[slab.length - 1]);
        return slab;
    }

    private static Initializer of(Initializer.Kind kind) {
        return new Initializer(kind, kind == Initializer.Kind.CONSTANT ? 0.25f : 0);
    }

    @ParameterizedTest
    @EnumSource
    void hasItsMeanItsVarianceAndItsLimits(Initializer.Kind kind) {
        double variance = switch (kind) {
            case HE_NORMAL, HE_UNIFORM -> 2.0 / INPUTS;
            case GLOROT_NORMAL, GLOROT_UNIFORM -> 2.0 / (INPUTS + OUTPUTS);
            case LECUN_NORMAL, LECUN_UNIFORM -> 1.0 / INPUTS;
            case ZERO, CONSTANT -> 0;
            case RANDOM_SIGN, NORMAL -> 1;
        };
        float[] slab = fill(of(kind), 1);
        int n = slab.length - 2;
        double sum = 0;
        double squares = 0;
        double most = 0;
        for (int i = 1; i <= n; i++) {
            sum += slab[i];
            squares += (double) slab[i] * slab[i];
            most = Math.max(most, Math.abs(slab[i]));
        }
        double mean = kind == Initializer.Kind.CONSTANT ? 0.25 : 0;
        assertEquals(mean, sum / n, 4 * Math.sqrt(variance / n));
        assertEquals(variance, squares / n - mean * mean, 0.04 * variance);
        double limit = Math.sqrt(3 * variance);
        if (kind.name().endsWith("UNIFORM")) {
            assertTrue(most <= limit && most > 0.99 * limit, most + " of " + limit);
        } else if (kind.name().endsWith("NORMAL")) {
            assertTrue(most > 1.5 * limit && most < 3.5 * limit, most + " of " + limit);
        }
    }

    /** Bits and formulas as they are documented: one block of the generator for each element. */
    @Test
    void drawsWhatIsDocumented() {
        RandomKey key = RandomKey.of(5).fold("initialize").fold("layers.0.weight");
        float[] uniform = fill(Initializer.GLOROT_UNIFORM, 5);
        float[] normal = fill(Initializer.HE_NORMAL, 5);
        double widest = Math.sqrt(6.0 / (INPUTS + OUTPUTS));
        double deviation = Math.sqrt(2.0 / INPUTS);
        int last = INPUTS * OUTPUTS - 1;
        for (int element : new int[] {0, 1, 77, last}) {
            long block = Threefry.block(key.word0(), key.word1(), element, 2);
            double share = ((int) block + 0.5) / 0x1p31;
            assertEquals((float) (widest * share), uniform[1 + element], "element " + element);
            double u1 = ((block & 0xFFFFFFFFL) + 0.5) / 0x1p32;
            double u2 = ((block >>> 32) + 0.5) / 0x1p32;
            double deviate = Math.sqrt(-2 * StrictMath.log(u1)) * StrictMath.cos(2 * Math.PI * u2);
            assertEquals((float) (deviation * deviate), normal[1 + element], "element " + element);
        }
    }

    @Test
    void aRandomSignIsOneOrMinusOne() {
        float[] slab = fill(Initializer.RANDOM_SIGN, 1);
        for (int i = 1; i < slab.length - 1; i++) {
            assertEquals(1, Math.abs(slab[i]));
        }
    }

    @Test
    void dependsOnTheSeed() {
        float[] one = fill(Initializer.HE_NORMAL, 1);
        float[] two = fill(Initializer.HE_NORMAL, 2);
        int same = 0;
        for (int i = 1; i < one.length - 1; i++) {
            same += one[i] == two[i] ? 1 : 0;
        }
        assertTrue(same < 20, same + " weights are the same");
    }

    @ParameterizedTest
    @EnumSource
    void isReadFromItsLabel(Initializer.Kind kind) {
        assertEquals(of(kind), Initializer.parse(of(kind).label()));
    }

    @Test
    void refusesWhatItIsNot() {
        assertEquals("constant=0.25", Initializer.constant(0.25f).label());
        assertThrows(UserException.class, () -> Initializer.parse("constant"));
        assertThrows(UserException.class, () -> Initializer.parse("constant=x"));
        assertThrows(UserException.class, () -> Initializer.parse("he"));
        assertThrows(UserException.class, () -> Initializer.constant(Float.NaN));
    }
}
