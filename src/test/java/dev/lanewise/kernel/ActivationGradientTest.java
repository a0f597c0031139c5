package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.testing.Formulas;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values and derivatives of the scalar twin against the formulas and their central differences in double. */
class ActivationGradientTest {

    /** Where some function has a kink. */
    private static final List<Double> KINKS = List.of(0.0, 6.0, -3.0, 3.0);

    private final ActivationKernel scalar = new ActivationScalar();

    @ParameterizedTest
    @EnumSource
    void valuesAndSlopes(Activation activation) {
        for (int i = -5000; i <= 5000; i++) {
            float z = i / 900f;
            double exact = Formulas.activation(activation, z);
            float[] y = {z};
            scalar.forward(activation, y, 0, y, 0, 1);
            assertEquals(exact, y[0], 1e-6 * Math.max(1, Math.abs(exact)), activation + " of " + z);
            if (KINKS.stream().anyMatch(kink -> Math.abs(kink - z) < 1e-4)) {
                continue;
            }
            float[] saved = {activation.derivativeFromArgument() ? z : y[0]};
            float[] delta = {2};
            scalar.backward(activation, saved, 0, delta, 0, 1, new float[2], 0);
            double slope = Formulas.slope(x -> Formulas.activation(activation, x), z, 1e-5);
            assertEquals(2 * slope, delta[0], 4e-6, activation + "' of " + z);
        }
    }
}
