package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class PowersTest {

    @Property
    void equalsThePowerFunction(
            @ForAll @DoubleRange(min = 0.5, max = 1) double base, @ForAll @LongRange(max = 1000) long exponent) {
        double expected = StrictMath.pow(base, (double) exponent);
        assertEquals(expected, Powers.power(base, exponent), 1e-12 * expected);
    }

    @Property
    void theComplementIsOneMinusThePower(
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double base,
            @ForAll @LongRange(max = 100_000) long exponent) {
        assertEquals(1 - Powers.power(base, exponent), Powers.complement(base, exponent));
    }

    @Example
    void theComplementEndsAtOne() {
        for (double base : new double[] {0, 0.5, 0.9, 0.999, 0.999999, Math.nextDown(1.0)}) {
            for (double steps = 30; steps < 50; steps += 0.25) {
                long exponent = (long) (steps / (1 - base));
                assertEquals(
                        1 - Powers.power(base, exponent), Powers.complement(base, exponent), base + "^" + exponent);
            }
        }
    }
}
