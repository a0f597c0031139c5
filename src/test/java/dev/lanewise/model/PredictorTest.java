package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Column;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Kernels;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {

    @ParameterizedTest
    @ValueSource(strings = {"iris", "penguins", "digits", "concrete", "auto-mpg"})
    void aRowHasTheSameBitsAloneAndAmongOthersAndOnAllKernels(String name) {
        Model model = Models.of(name);
        Dataset data = model.preprocessor().transformFeatures(Models.table(name));
        float[] expected = model.predict(Models.table(name)).values();
        for (Kernels kernels : List.of(Kernels.scalar(), Kernels.vector())) {
            Predictor predictor = model.predictor(kernels);
            int width = predictor.columns();
            float[] alone = new float[expected.length];
            for (int r = 0; r < data.rows(); r++) {
                predictor.predictPrepared(data.features(), r * data.inputs(), 1, alone, r * width);
            }
            assertArrayEquals(expected, alone);
            int odd = 17;
            float[] some = new float[odd * width];
            predictor.predictPrepared(data.features(), 5 * data.inputs(), odd, some, 0);
            for (int i = 0; i < some.length; i++) {
                assertEquals(Float.floatToRawIntBits(expected[5 * width + i]), Float.floatToRawIntBits(some[i]));
            }
        }
    }

    @Test
    void aRawRowIsPreparedLikeATable() {
        Table table = Models.table("concrete");
        Model model = Models.of("concrete");
        Prediction expected = model.predict(table);
        Predictor predictor = model.predictor();
        List<String> names =
                model.preprocessor().features().stream().map(f -> f.column()).toList();
        for (int r = 0; r < table.rows(); r += 13) {
            float[] row = new float[names.size()];
            for (int c = 0; c < row.length; c++) {
                row[c] = ((Column.Numbers) table.column(names.get(c), "test")).values()[r];
            }
            float[] result = new float[1];
            predictor.predict(row, result);
            assertEquals(expected.value(r, 0), result[0]);
            assertEquals(expected.value(r, 0), model.predict(row)[0]);
        }
    }

    /** Columns in which some numbers are missing have a second input that says so, with a number behind them too. */
    @Test
    void aRawRowWithMissingNumbersIsPreparedLikeATable() {
        float[][] cells = new float[60][];
        for (int r = 0; r < cells.length; r++) {
            float a = r % 3 == 0 ? Float.NaN : r % 5 + 0.5f;
            float b = r % 4 == 0 ? Float.NaN : r % 7;
            cells[r] = new float[] {a, b, r % 11, r % 11 + (r % 3 == 0 ? 2 : r % 5) + 0.25f};
        }
        Table table = Table.of(List.of("a", "b", "c", "y"), cells);
        Model model =
                ModelTrainer.on(table).hidden(4).epochs(3).threads(1).train().model();
        assertEquals(5, model.predictor().inputs());
        float[] expected = model.predict(table).values();
        for (int r = 0; r < cells.length; r++) {
            assertEquals(expected[r], model.predict(cells[r][0], cells[r][1], cells[r][2])[0], "row " + r);
        }
    }

    @Test
    void eightThreadsGetTheBitsOfOne() throws InterruptedException, ExecutionException {
        Table table = Models.table("penguins");
        Model model = Models.of("penguins");
        float[] expected = model.predict(table).values();
        List<Callable<float[]>> tasks = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            tasks.add(() -> model.predict(table).values());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<float[]> answer : threads.invokeAll(tasks)) {
                assertArrayEquals(expected, answer.get());
            }
        }
    }

    @Test
    @Tag("allocation")
    void allocatesNothing() {
        Model model = Models.of("concrete");
        Predictor predictor = model.predictor();
        float[] row = {300, 0, 0, 180, 5, 1000, 780, 28};
        float[] result = new float[1];
        float[] prepared = new float[100 * predictor.inputs()];
        float[] results = new float[100];
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // The first rounds warm up; compiled code must not allocate at all.
        for (int round = 0; round < 60 && least > 0; round++) {
            long before = bean.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 400; i++) {
                predictor.predict(row, result);
                predictor.predictPrepared(prepared, 0, 100, results, 0);
            }
            least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "bytes in 800 predictions");
    }

    @Test
    void tellsWhatIsWrongWithARow() {
        assertThrows(UserException.class, () -> Models.of("iris").predict(1, 2, 3));
        assertThrows(UserException.class, () -> Models.of("penguins").predict(new float[7]));
    }

    @Test
    void tellsWhichColumnsDiffer() {
        UserException thrown =
                assertThrows(UserException.class, () -> Models.of("iris").predict(Models.table("wine")));
        assertTrue(thrown.getMessage().contains("'sepal"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("4 of the model's 4 columns"), thrown.getMessage());
    }

    @Test
    void namesTheCellThatIsNoNumber() {
        Table iris = Models.table("iris");
        List<Column> columns = new ArrayList<>(iris.columns());
        Column first = columns.getFirst();
        int[] codes = new int[iris.rows()];
        codes[3] = 1;
        columns.set(0, new Column.Categories(first.name(), codes, List.of("5.1", "long")));
        UserException thrown =
                assertThrows(UserException.class, () -> Models.of("iris").predict(Table.of(columns)));
        assertTrue(
                thrown.getMessage().contains("row 3") && thrown.getMessage().contains("'long'"), thrown.getMessage());
    }

    @Test
    void theThresholdDecidesBetweenTwoClasses() {
        int rows = 60;
        float[][] cells = new float[rows][3];
        for (int r = 0; r < rows; r++) {
            cells[r] = new float[] {r % 7, r % 11, r % 7 > 3 ? 1 : 0};
        }
        Table table = Table.of(List.of("a", "b", "class"), cells);
        Model model = ModelTrainer.on(table).epochs(5).threads(1).train().model();
        assertEquals(List.of("0", "1"), model.classes());
        assertEquals(
                rows,
                model.predict(table, 0.0).labels().stream().filter("1"::equals).count());
        assertEquals(
                rows,
                model.predict(table, 1.1).labels().stream().filter("0"::equals).count());
        Prediction prediction = model.predict(table);
        for (int r = 0; r < rows; r++) {
            assertEquals(
                    prediction.value(r, 1) > prediction.value(r, 0) ? "1" : "0",
                    prediction.labels().get(r));
            assertEquals(1, prediction.value(r, 0) + prediction.value(r, 1), 1e-6);
        }
    }
}
