package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
