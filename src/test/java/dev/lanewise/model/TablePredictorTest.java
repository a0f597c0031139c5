package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of a table predicted by a team have the bits that they have alone, and come in the order asked for. */
class TablePredictorTest {

    /** Of more rows than are prepared at once, of a last block of one row, and of less than a block. */
    @ParameterizedTest
    @CsvSource({"1, 20011", "2, 20011", "3, 16449", "4, 193", "2, 64", "3, 7", "2, 0"})
    void everyRowIsThatOfTheRowAlone(int threads, int count) {
        Model model = Models.of("iris");
        Table table = Models.table("iris");
        Predictor alone = model.predictor(Kernels.best());
        int inputs = alone.inputs();
        int columns = alone.columns();
        float[] features = model.preprocessor().transformFeatures(table).features();
        int[] rows = new Random(count).ints(count, 0, table.rows()).toArray();
        float[] expected = new float[count * columns];
        for (int i = 0; i < count; i++) {
            alone.predictPrepared(features, rows[i] * inputs, 1, expected, i * columns);
        }
        try (Execution execution = Execution.of(Kernels.best(), threads)) {
            assertArrayEquals(expected, new TablePredictor(model, execution).values(table, rows));
        }
        Predictor reused = model.predictor(Kernels.best());
        float[] single = new TablePredictor(model.preprocessor(), reused).values(table, rows);
        assertArrayEquals(expected, single);
        assertEquals(count * columns, single.length);
    }

    @Test
    void missingColumnsAreToldOfATableWithoutRowsToo() {
        Model model = Models.of("iris");
        Table empty = Table.of(List.of("petal length"), new float[0][]);
        String line =
                assertThrows(UserException.class, () -> model.predict(empty)).getMessage();
        assertTrue(line.contains("columns are not there"), line);
    }
}
