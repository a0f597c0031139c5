package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Column;
import dev.lanewise.data.Table;
import dev.lanewise.data.Task;
import dev.lanewise.loss.Losses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The unit of a column is of no matter, however large or small; what cannot be trained on is refused with its reason. */
class ExtremeNumbersTest {

    private static final int ROWS = 240;

    /** Powers of two change the exponents of floats only: a training that takes no note of units ends with the same bits. */
    private static final float HUGE = 0x1p100f;

    private static final float TINY = 0x1p-100f;

    private static final float[][] X = new float[2][ROWS];

    static {
        SeededRandom random = new SeededRandom(RandomKey.of(5));
        for (float[] column : X) {
            for (int r = 0; r < ROWS; r++) {
                column[r] = random.nextFloat() * 3 - 1;
            }
        }
    }

    private static float y(int row) {
        return X[0][row] * X[1][row] + X[0][row];
    }

    private static float[] times(float[] values, float factor) {
        float[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= factor;
        }
        return result;
    }

    private static Column numbers(String name, float[] values) {
        return new Column.Numbers(name, values);
    }

    private static Column target(Task task, float factor) {
        float[] y = new float[ROWS];
        int[] codes = new int[ROWS];
        for (int r = 0; r < ROWS; r++) {
            y[r] = y(r) * factor;
            codes[r] = y(r) > 1 && task == Task.MULTICLASS ? 2 : y(r) > 0 ? 1 : 0;
        }
        return switch (task) {
            case REGRESSION -> numbers("y", y);
            case BINARY -> new Column.Categories("y", codes, List.of("low", "high"));
            case MULTICLASS -> new Column.Categories("y", codes, List.of("low", "high", "top"));
        };
    }

    private static Table table(Task task, float a, float b, float y) {
        return Table.of(List.of(numbers("a", times(X[0], a)), numbers("b", times(X[1], b)), target(task, y)));
    }

    private static ModelTrainer training(Table table) {
        return ModelTrainer.on(table).target("y").hidden(16).epochs(20).threads(1);
    }

    private static int[] bits(float[] values) {
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToIntBits(values[i]))
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void theUnitsOfFeaturesChangeNoBit(Task task) {
        Table plain = table(task, 1, 1, 1);
        TrainedModel expected = training(plain).train();
        assertTrue(expected.test().score() > 0.8, "score " + expected.test().score());
        for (float[] units : new float[][] {{HUGE, TINY}, {TINY, 0x1p124f}}) {
            Table scaled = table(task, units[0], units[1], 1);
            TrainedModel found = training(scaled).train();
            assertEquals(expected.test().score(), found.test().score(), Arrays.toString(units));
            assertArrayEquals(
                    bits(expected.model().predict(plain).values()),
                    bits(found.model().predict(scaled).values()));
        }
    }

    /** Whatever the factor, such as those of ten, which round. */
    @ParameterizedTest
    @EnumSource(Task.class)
    void theUnitsOfFeaturesChangeNoQuality(Task task) {
        double expected = training(table(task, 1, 1, 1)).train().test().score();
        double found = training(table(task, 1e30f, 1e-30f, 1)).train().test().score();
        assertEquals(expected, found, 0.03);
    }

    @ParameterizedTest
    @ValueSource(floats = {HUGE, TINY, 0x1p125f})
    void theUnitsOfTargetsScaleThePredictions(float unit) {
        Table plain = table(Task.REGRESSION, 1, 1, 1);
        Table scaled = table(Task.REGRESSION, 1, 1, unit);
        TrainedModel expected = training(plain).train();
        TrainedModel found = training(scaled).train();
        assertEquals(expected.test().score(), found.test().score());
        assertArrayEquals(
                bits(times(expected.model().predict(plain).values(), unit)),
                bits(found.model().predict(scaled).values()));
    }

    /** Differences of floats that no float can hold, in features and in targets. */
    @Test
    void theLargestFloatsAreTrainedOn() {
        float[] skewed = new float[ROWS];
        for (int r = 0; r < ROWS; r++) {
            skewed[r] = r % 8 == 0 ? -3.4e38f : 3.4e38f;
        }
        Column label = new Column.Categories(
                "y", IntStream.range(0, ROWS).map(r -> r % 8 == 0 ? 1 : 0).toArray(), List.of("often", "seldom"));
        TrainedModel classes =
                training(Table.of(List.of(numbers("a", skewed), label))).train();
        assertEquals(1, classes.test().score());
        assertTrue(classes.model().predict(3.4e38f)[0] > 0.5);
        assertTrue(classes.model().predict(-3.4e38f)[1] > 0.5);
        float[] constantOrMissing = indexed(ROWS, r -> r % 3 == 0 ? Float.NaN : 3.4e38f);
        Table numbers = Table.of(List.of(numbers("a", skewed), numbers("c", constantOrMissing), numbers("y", skewed)));
        TrainedModel trained = training(numbers).task(Task.REGRESSION).train();
        assertTrue(trained.test().score() > 0.9, "R2 " + trained.test().score());
        float[] other = trained.model().predict(-3.4e38f, -3.4e38f);
        assertTrue(other[0] < -1e38f, Arrays.toString(other));
    }

    private static float[] indexed(int length, IntToFloat value) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = value.at(i);
        }
        return values;
    }

    private interface IntToFloat {
        float at(int index);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.1f, 1e30f, -1e-30f, Float.MAX_VALUE, Float.MIN_VALUE})
    void constantColumnsChangeNothing(float constant) {
        Table plain = table(Task.BINARY, 1, 1, 1);
        List<Column> columns = new ArrayList<>(plain.columns());
        columns.addFirst(numbers("constant", indexed(ROWS, r -> constant)));
        Table more = Table.of(columns);
        Model expected = training(plain).train().model();
        TrainedModel found = training(more).train();
        assertEquals(
                List.of("Column 'constant' has one value in all training rows"
                        + (Math.abs(constant) > 1 << 24 ? ", as floats of 7 digits," : "") + " and is left out."),
                found.model().preprocessor().notes());
        assertArrayEquals(
                bits(expected.predict(plain).values()),
                bits(found.model().predict(more).values()));
        TrainedModel pixels = training(more).commonScale(true).train();
        assertTrue(pixels.history().epochs().stream().allMatch(epoch -> Double.isFinite(epoch.trainLoss())));
    }

    /** What is left of the network's first weights is as small as the targets. */
    @ParameterizedTest
    @ValueSource(floats = {TINY, -0x1p-120f})
    void constantTargetsArePredictedInTheirOwnUnit(float constant) {
        float[] one = constant(Math.signum(constant));
        float[] found = constant(constant);
        assertArrayEquals(bits(times(one, Math.abs(constant))), bits(found));
        for (float value : constant(0)) {
            assertTrue(Math.abs(value) < 1, "predicted " + value);
        }
    }

    private static float[] constant(float target) {
        Table table = Table.of(List.of(numbers("a", X[0]), numbers("y", indexed(ROWS, r -> target))));
        return training(table)
                .task(Task.REGRESSION)
                .train()
                .model()
                .predict(table)
                .values();
    }

    @Test
    void columnsThatHardlyDifferAreToldFromConstantOnes() {
        Table plain = table(Task.BINARY, 1, 1, 1);
        List<Column> columns = new ArrayList<>(plain.columns());
        columns.add(numbers("time", indexed(ROWS, r -> 1.7e9f + 128 * (r % 2))));
        columns.add(numbers("dust", indexed(ROWS, r -> Float.MIN_VALUE * (r % 5))));
        List<String> notes =
                training(Table.of(columns)).train().model().preprocessor().notes();
        assertEquals(2, notes.size(), notes.toString());
        for (int i = 0; i < 2; i++) {
            assertTrue(
                    notes.get(i).startsWith("Column '" + List.of("time", "dust").get(i) + "' differs"), notes.get(i));
        }
    }

    /** All weights alike are as none, whatever they are. */
    @ParameterizedTest
    @ValueSource(floats = {1e30f, 1e-30f, 1})
    void theUnitOfWeightsIsOfNoMatter(float weight) {
        for (Task task : Task.values()) {
            Table plain = table(task, 1, 1, 1);
            List<Column> columns = new ArrayList<>(plain.columns());
            columns.add(numbers("w", indexed(ROWS, r -> weight)));
            double expected = training(plain).train().test().score();
            double found =
                    training(Table.of(columns)).weightColumn("w").train().test().score();
            assertEquals(expected, found, 0.03, task.label());
        }
    }

    private static void refused(ModelTrainer trainer, String... parts) {
        String told = assertThrows(UserException.class, trainer::train).getMessage();
        for (String part : parts) {
            assertTrue(told.contains(part), told);
        }
    }

    private static Table rows(Task task, int rows) {
        Column y = task == Task.REGRESSION
                ? numbers("y", Arrays.copyOf(new float[] {0.5f, 7}, rows))
                : new Column.Categories(
                        "y",
                        IntStream.range(0, rows).toArray(),
                        List.of("u", "v").subList(0, rows));
        return Table.of(List.of(numbers("a", Arrays.copyOf(X[0], rows)), y));
    }

    @Test
    void oneRowIsRefusedAndTwoAreTrainedOn() {
        for (Task task : Task.values()) {
            Table one = rows(task, 1);
            Table two = rows(task, 2);
            refused(training(one), task == Task.REGRESSION ? "one row to train on" : "is there in one row only");
            TrainedModel trained = training(two).train();
            assertEquals(2, trained.model().predict(two).rows());
        }
    }

    @Test
    void aMillionClassesAreRefusedAtOnce() {
        List<String> names = new ArrayList<>();
        int[] codes = new int[3_000_000];
        for (int r = 0; r < codes.length; r++) {
            codes[r] = r % 1_000_000;
        }
        for (int c = 0; c < 1_000_000; c++) {
            names.add("c" + c);
        }
        Table table =
                Table.of(List.of(numbers("a", new float[codes.length]), new Column.Categories("y", codes, names)));
        refused(training(table), "target 'y'", "1000000 different values in 3000000 rows", "too many for classes");
    }

    /** Losses that stand on the targets' own scale. */
    @ParameterizedTest
    @ValueSource(strings = {"poisson", "mean-absolute-percentage-error"})
    void targetsOutOfReachOfALossAreRefused(String loss) {
        for (float unit : new float[] {1, 1e30f, 1e-30f}) {
            float[] y = indexed(ROWS, r -> (X[0][r] + 2) * unit);
            ModelTrainer trainer = training(Table.of(List.of(numbers("a", X[0]), numbers("y", y))))
                    .loss(Losses.parse(loss, Map.of()));
            if (unit > 1) {
                refused(trainer, "table, row 0, column 'y'", "up to 1e12", "Divide the column");
            } else if (unit < 1 && !"poisson".equals(loss)) {
                refused(trainer, "nearer to 0 than 1e-6", "Multiply the column");
            } else {
                assertTrue(Double.isFinite(trainer.train().test().regression().rmse()));
            }
        }
    }
}
