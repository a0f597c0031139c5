package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Column;
import dev.lanewise.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportanceTest {

    private static final Table TABLE = Imbalance.table(900, 1);

    private static Importance.Column of(Importance importance, String name) {
        return importance.columns().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatTellsTheClassIsImportantAndNoiseIsNot() {
        Model model = Imbalance.trainer(TABLE).epochs(30).train().model();
        Importance found = model.importance(Imbalance.table(1500, 2), 5, 1);
        assertEquals("accuracy", found.score());
        assertEquals("strong", found.columns().getFirst().name());
        assertTrue(of(found, "strong").drop() > 0.02, found.toString());
        assertTrue(Math.abs(of(found, "noise").drop()) < 0.01, found.toString());
        assertTrue(of(found, "word").drop() > of(found, "noise").drop(), found.toString());
        assertEquals(4, found.columns().size(), "a category is one column");
        assertEquals(1500, found.rows());
        assertEquals(found, model.importance(Imbalance.table(1500, 2), 5, 1), "the same seed");
        assertNotEquals(found, model.importance(Imbalance.table(1500, 2), 5, 2), "another seed");
    }

    /** The cells of the table itself, dealt out anew by the same permutations and prepared as ever, give the same scores. */
    @Test
    void itIsTheScoreOfAPermutedTable() {
        Model model = Imbalance.trainer(TABLE).train().model();
        Table table = Imbalance.table(400, 3);
        Importance found = model.importance(table, 3, 7);
        List<String> names = List.of("strong", "weak", "noise", "word");
        assertEquals(model.evaluate(table).score(), found.whole());
        for (String name : names) {
            double[] drops = new double[3];
            for (int i = 0; i < 3; i++) {
                int[] from = IntStream.range(0, 400).toArray();
                RandomKey key = RandomKey.of(7).fold("importance");
                new SeededRandom(key.fold(names.indexOf(name)).fold(i)).shuffle(from, 0, 400);
                drops[i] = found.whole()
                        - model.evaluate(permuted(table, name, from)).score();
            }
            double mean = (drops[0] + drops[1] + drops[2]) / 3;
            double squares = 0;
            for (double drop : drops) {
                squares += (drop - mean) * (drop - mean);
            }
            assertEquals(mean, of(found, name).drop(), 1e-12, name);
            assertEquals(Math.sqrt(squares / 2), of(found, name).deviation(), 1e-12, name);
        }
    }

    private static Table permuted(Table table, String name, int[] from) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            if (!column.name().equals(name)) {
                columns.add(column);
            } else if (column instanceof Column.Numbers numbers) {
                float[] values = new float[from.length];
                for (int r = 0; r < from.length; r++) {
                    values[r] = numbers.values()[from[r]];
                }
                columns.add(new Column.Numbers(name, values));
            } else if (column instanceof Column.Categories words) {
                columns.add(new Column.Categories(
                        name, IntStream.of(from).map(r -> words.codes()[r]).toArray(), words.categories()));
            }
        }
        return Table.of(columns);
    }

    /** A training gives it where it is asked for, and its model is the same file either way. */
    @Test
    void aTrainingMeasuresItOnItsTestRows() {
        TrainedModel with = Models.trainer("auto-mpg").importance(4).train();
        TrainedModel without = Models.trainer("auto-mpg").train();
        assertEquals(null, without.importance());
        Importance found = with.importance();
        assertTrue(found != null && found.repeats() == 4 && found.score().equals("R2"), String.valueOf(found));
        assertEquals(with.setup().testRows(), found.rows());
        assertEquals(with.test().score(), found.whole());
        assertEquals(
                ModelFile.content(without.model()).withChecksum().metadata(),
                ModelFile.content(with.model()).withChecksum().metadata());
        assertEquals(
                null,
                Models.trainer("auto-mpg").importance(4).testFraction(0).train().importance());
    }

    /** Of a table that is wide and long, by a network that is large: rows, repeats and columns are fewer, and the right column is among them. */
    @Test
    void theCostOfAWideTableIsBounded() {
        int columns = 300;
        int rows = 800;
        SeededRandom random = new SeededRandom(RandomKey.of(4));
        List<Column> all = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            float[] values = new float[rows];
            for (int r = 0; r < rows; r++) {
                values[r] = (float) random.nextNormal();
            }
            all.add(new Column.Numbers("c" + c, values));
        }
        float[] target = new float[rows];
        for (int r = 0; r < rows; r++) {
            target[r] = 3 * ((Column.Numbers) all.get(217)).values()[r] + 0.1f * (float) random.nextNormal();
        }
        all.add(new Column.Numbers("y", target));
        Table table = Table.of(all);
        Model model =
                ModelTrainer.on(table).hidden(300).epochs(3).test(table).train().model();
        Importance found = model.importance(table, 5, 1);
        assertEquals(800, found.ofRows());
        assertEquals(500, found.rows());
        assertEquals(2, found.repeats());
        assertEquals(300, found.ofColumns());
        double work = (double) model.parameterCount() * found.rows() * found.repeats();
        assertEquals((int) (1e10 / work), found.columns().size());
        assertTrue(found.columns().size() < 200, found.columns().size() + " columns");
        assertEquals("c217", found.columns().getFirst().name());
    }

    @Test
    void whatCannotBePermutedIsRefused() {
        Model model = Models.of("iris");
        Table one = Table.of(Models.table("iris").columns().stream()
                .map(c -> c instanceof Column.Numbers n
                        ? new Column.Numbers(c.name(), new float[] {n.values()[0]})
                        : new Column.Categories(c.name(), new int[] {0}, List.of("setosa")))
                .map(Column.class::cast)
                .toList());
        assertThrows(UserException.class, () -> model.importance(one, 5, 1));
        assertThrows(UserException.class, () -> model.importance(Models.table("iris"), 1, 1));
        assertThrows(UserException.class, () -> Models.trainer("iris").importance(1));
    }
}
