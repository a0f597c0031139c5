package dev.lanewise.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Kernels;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The losses by name: their settings, what these may be, and what is said of others. */
class LossesTest {

    @ParameterizedTest
    @CsvSource({
        "huber, delta, 0.25",
        "quantile, quantile, 0.9",
        "sigmoid-binary-cross-entropy, label-smoothing, 0.1",
        "softmax-cross-entropy, label-smoothing, 0.2"
    })
    void settingsMakeTheSameLossAgain(String name, String key, String value) {
        Loss loss = Losses.parse(name, Map.of(key, value));
        assertEquals(key + "=" + value, loss.setting());
        assertEquals(name + " (" + key + "=" + value + ")", loss.toString());
    }

    @Test
    void lossesWithoutSettingsAreCalledByTheirNameAlone() {
        Loss loss = Losses.parse("mean-squared-error", Map.of());
        assertEquals("", loss.setting());
        assertEquals("mean-squared-error", loss.toString());
    }

    @Test
    void onlyTheRootIsNotASumOfTerms() {
        for (String name : Losses.names()) {
            assertEquals(!name.startsWith("root"), Losses.parse(name, Map.of()).separable(), name);
        }
    }

    @Test
    void settingsStayInTheirRanges() {
        range(Huber::new, "delta", 0, false, Double.POSITIVE_INFINITY, false);
        range(Quantile::new, "quantile", 0, false, 1, false);
        range(SigmoidBinaryCrossEntropy::new, "label-smoothing", 0, true, 1, false);
        range(SoftmaxCrossEntropy::new, "label-smoothing", 0, true, 1, false);
    }

    private static void range(
            DoubleFunction<Loss> make, String setting, double low, boolean withLow, double high, boolean withHigh) {
        check(make, setting, low, withLow);
        check(make, setting, Math.nextUp(low), true);
        check(make, setting, Math.nextDown(low), false);
        check(make, setting, high, withHigh);
        check(make, setting, Math.nextDown(high), true);
        check(make, setting, Double.NaN, false);
    }

    private static void check(DoubleFunction<Loss> make, String setting, double value, boolean allowed) {
        if (allowed) {
            assertEquals(setting + "=" + value, make.apply(value).setting());
        } else {
            String line =
                    assertThrows(UserException.class, () -> make.apply(value)).getMessage();
            assertTrue(line.startsWith(setting + " of ") && line.endsWith("not " + value + "."), line);
        }
    }

    @Test
    void unknownNamesAndSettingsAreRefused() {
        String name = assertThrows(UserException.class, () -> Losses.parse("hubber", Map.of()))
                .getMessage();
        assertTrue(name.startsWith("There is no loss 'hubber'.") && name.contains("huber"), name);
        String setting = assertThrows(UserException.class, () -> Losses.parse("huber", Map.of("gamma", "1")))
                .getMessage();
        assertTrue(setting.contains("gamma") && setting.contains("huber"), setting);
        assertFalse(setting.contains("\n"), setting);
    }

    /** The terms of a batch, which callers collect, are the losses of its elements. */
    @Test
    void termsAreCopiedToTheirPlace() {
        LossBuffers buffers = new LossBuffers(1, 3);
        Loss loss = new MeanAbsoluteError();
        loss.sum(Kernels.scalar(), buffers, new float[] {1, 2, 3}, new float[] {0, 4, 0}, 0, null, 0, 1, 3, null);
        float[] copied = {9, 9, 9, 9, 9};
        buffers.copyTerms(3, copied, 1);
        assertArrayEquals(new float[] {9, 1, 2, 3, 9}, copied);
    }
}
