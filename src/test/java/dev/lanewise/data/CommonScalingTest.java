package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One mean and one scale for all columns; and the fingerprint of what may be missing. */
class CommonScalingTest {

    private static final Column A = new Column.Numbers("a", new float[] {1, Float.NaN, 3});
    private static final Column B = new Column.Numbers("b", new float[] {5, 6, 7});

    private static List<Feature> fit(ColumnPlan plan, int[] rows, Column... columns) {
        FeatureFitter fitter = new FeatureFitter(new Table("t", List.of(columns), new int[0]), rows, plan);
        fitter.fit(Set.of(), Scaling.COMMON);
        return fitter.features();
    }

    /** Mean and variance of 1, 3, 5, 6, 7 are 4.4 and 4.64; of 1, 3, 5, 7 they are 4 and 5. */
    @Test
    void aColumnIsMarkedWhereATrainingRowMissesIt() {
        float scale = (float) (1 / Math.sqrt(120 / 5.0 - (22 / 5.0) * (22 / 5.0)));
        assertEquals(
                List.of(new Feature.Numeric("a", 4.4f, scale, true), new Feature.Numeric("b", 4.4f, scale, false)),
                fit(ColumnPlan.DEFAULT, new int[] {0, 1, 2}, A, B));
        float others = (float) (1 / Math.sqrt(5));
        assertEquals(
                List.of(new Feature.Numeric("a", 4, others, false), new Feature.Numeric("b", 4, others, false)),
                fit(ColumnPlan.DEFAULT, new int[] {2, 0}, A, B));
    }

    @Test
    void textThatIsTakenForNumbersIsMarkedToo() {
        Column text = new Column.Categories("c", new int[] {0, -1, 1}, List.of("1", "2"));
        ColumnPlan plan = new ColumnPlan(Map.of("c", ColumnKind.NUMBER), 0, ColumnPlan.FEW_CATEGORIES);
        List<Feature> features = fit(plan, new int[] {0, 1, 2}, text, B);
        assertEquals(2, features.getFirst().width());
        assertEquals(1, features.getLast().width());
    }

    @Test
    void everyNaNIsOneInTheFingerprint() {
        String missing = fingerprint(Float.NaN);
        assertEquals(missing, fingerprint(Float.intBitsToFloat(0x7fc00001)));
        assertEquals(missing, fingerprint(Float.intBitsToFloat(0xffc00000)));
        assertNotEquals(missing, fingerprint(0));
        assertNotEquals(missing, fingerprint(Float.POSITIVE_INFINITY));
    }

    private static String fingerprint(float value) {
        return new Table("t", List.of(new Column.Numbers("a", new float[] {1, value, 3})), new int[0]).fingerprint();
    }
}
