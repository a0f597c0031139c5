package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.core.SeededRandom;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

@Tag("width")
class MachineTwinTest {

    @Property
    void stream(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int from = random.nextInt(20);
        int to = from + Cases.size(random);
        int n = to + Cases.GUARD;
        float[] g = Cases.floats(random, n);
        for (int streams = 1; streams <= MachineKernel.MAX_STREAMS; streams++) {
            float[][] expected = new float[streams][];
            float[][] actual = new float[streams][];
            for (int i = 0; i < streams; i++) {
                expected[i] = Cases.floats(random, n);
                actual[i] = expected[i].clone();
            }
            new MachineScalar().stream(g, expected, from, to, 0.3f);
            new MachineVector().stream(g, actual, from, to, 0.3f);
            for (int i = 0; i < streams; i++) {
                Cases.assertSameBits(expected[i], actual[i], streams + " streams, array " + i);
            }
        }
    }

    @Example
    void moreStreamsAreRefused() {
        float[] g = new float[3];
        assertThrows(
                IllegalArgumentException.class,
                () -> new MachineVector().stream(g, new float[][] {g, g, g, g, g, g}, 0, 3, 1));
    }

    /** Every lane of every chain takes every round. */
    @Property
    void multiplyAdds(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rounds = random.nextInt(7);
        float[] start = Cases.floats(random, MachineKernel.CHAIN_ELEMENTS);
        for (MachineKernel loops : new MachineKernel[] {new MachineScalar(), new MachineVector()}) {
            int used = MachineKernel.CHAINS * loops.lanes();
            float[] expected = start.clone();
            for (int i = 0; i < used; i++) {
                for (int round = 0; round < rounds; round++) {
                    expected[i] = Math.fma(expected[i], expected[i], expected[i]);
                }
            }
            float[] actual = start.clone();
            loops.multiplyAdds(actual, rounds);
            Cases.assertSameBits(expected, actual, loops.lanes() + " lanes");
        }
    }

    @Example
    void aSmallStartStaysAsItIs() {
        float[] values = new float[MachineKernel.CHAIN_ELEMENTS];
        Arrays.fill(values, 0x1p-40f);
        new MachineVector().multiplyAdds(values, 1000);
        for (float value : values) {
            assertEquals(0x1p-40f, value);
        }
    }

    @Example
    void vectorsAreTakenWhereverTheyAreFast() {
        assertEquals(Lanes.FLOAT.length(), MachineKernel.of(Kernels.vector()).lanes());
        assertEquals(Lanes.FLOAT.length(), MachineKernel.of(Kernels.scalar()).lanes());
    }
}
