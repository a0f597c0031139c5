package dev.lanewise.data;

import static dev.lanewise.data.TableFiles.assertRefused;
import static dev.lanewise.data.TableFiles.features;
import static dev.lanewise.data.TableFiles.fit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which categories of small tables are told apart, which are not, and what the notes say of it. */
class PreprocessorCategoriesTest {

    @TempDir
    Path folder;

    private Table read(String text) throws IOException {
        return TableFiles.read(folder, text);
    }

    @Test
    void categoriesHaveAnInputEachAndOneForAllOthers() throws IOException {
        Table table = read("k,y\nred,a\nblue,b\n10,a\n9,b\nred,a\n,b\ngreen,a\n");
        Preprocessor fitted = fit(table, 6);
        assertEquals(List.of("k=9", "k=10", "k=blue", "k=red", "k=other"), fitted.inputNames());
        float[] made = features(fitted, table);
        assertArrayEquals(row(5, 3), row(made, 0, 5));
        assertArrayEquals(row(5, 2), row(made, 1, 5));
        assertArrayEquals(row(5, 1), row(made, 2, 5));
        assertArrayEquals(row(5, 0), row(made, 3, 5));
        assertArrayEquals(row(5, 4), row(made, 5, 5), "missing");
        assertArrayEquals(row(5, 4), row(made, 6, 5), "green is not among the training rows");
    }

    /** One 1 among zeros. */
    private static float[] row(int width, int one) {
        float[] row = new float[width];
        row[one] = 1;
        return row;
    }

    private static float[] row(float[] made, int row, int width) {
        return Arrays.copyOfRange(made, row * width, (row + 1) * width);
    }

    @Test
    void rareCategoriesAreTakenTogether() throws IOException {
        StringBuilder text = new StringBuilder("k,y\n");
        for (int c = 0; c < 9; c++) {
            // The first two occur twice and once, the others three times.
            text.append(("c" + c + "," + c % 2 + "\n").repeat(c == 0 ? 2 : c == 1 ? 1 : 3));
        }
        Table table = read(text.toString());
        Preprocessor fitted = fit(table, table.rows());
        assertEquals(
                List.of(new Feature.Category("k", List.of("c2", "c3", "c4", "c5", "c6", "c7", "c8"))),
                fitted.features());
        assertArrayEquals(row(8, 7), row(features(fitted, table), 0, 8));
        assertEquals(List.of("Column 'k': 2 rare categories count as 'other'."), fitted.notes());
    }

    /** What is beyond the most that are kept is not called rare, though a rare one be among it. */
    @Test
    void frequentCategoriesBeyondTheMostAreNotCalledRare() throws IOException {
        StringBuilder text = new StringBuilder("k,y\n");
        for (int c = 0; c < 131; c++) {
            text.append(("c" + c + "," + c % 2 + "\n").repeat(c == 0 ? 1 : c < 4 ? 3 : 4));
        }
        Table table = read(text.toString());
        Preprocessor fitted = fit(table, table.rows());
        assertEquals(129, fitted.inputs());
        assertTrue(fitted.inputNames().contains("k=c1"), "the first of the three that are equally frequent");
        for (String other : List.of("k=c0", "k=c2", "k=c3")) {
            assertFalse(fitted.inputNames().contains(other), other);
        }
        assertEquals(
                List.of(
                        "Column 'k': 1 rare category counts as 'other'.",
                        "Column 'k': of 130 categories the 128 most frequent are told apart, the others count as"
                                + " 'other'; --embed 8 tells them apart."),
                fitted.notes());
    }

    @Test
    void aSingleRareCategoryIsNotedInTheSingular() throws IOException {
        StringBuilder text = new StringBuilder("k,y\n");
        for (int c = 0; c < 9; c++) {
            text.append(("c" + c + "," + c % 2 + "\n").repeat(c == 0 ? 1 : 3));
        }
        Table table = read(text.toString());
        assertEquals(
                List.of("Column 'k': 1 rare category counts as 'other'."),
                fit(table, table.rows()).notes());
    }

    @Test
    void whereThereAreFewCategoriesNoneIsRare() throws IOException {
        StringBuilder text = new StringBuilder("k,y\n");
        for (int c = 0; c < 8; c++) {
            text.append("c").append(c).append(',').append(c % 2).append('\n');
        }
        assertEquals(9, fit(read(text.toString()), 8).inputs());
    }

    @Test
    void aColumnOfRareCategoriesOnlyIsLeftOut() throws IOException {
        StringBuilder text = new StringBuilder("x,k,y\n");
        for (int c = 0; c < 18; c++) {
            text.append(c).append(",c").append(c % 9).append(',').append(c % 2).append('\n');
        }
        Preprocessor fitted = fit(read(text.toString()), 18);
        assertEquals(List.of("x"), fitted.inputNames());
        assertEquals(List.of("Column 'k' has rare categories only and is left out."), fitted.notes());
    }

    /** A column {@code k} of so many categories of 3 rows each, and one of 2 rows. */
    private Preprocessor many(int categories, ColumnPlan plan) throws IOException {
        StringBuilder text = new StringBuilder("k,y\nrare,a\nrare,b\n");
        for (int r = 0; r < 3 * categories; r++) {
            text.append("c").append(r / 3).append(r % 2 == 0 ? ",a\n" : ",b\n");
        }
        Table table = read(text.toString());
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        return Preprocessor.fit(table, encoding, encoding.rows(), null, true, Scaling.STANDARD, plan);
    }

    @Test
    void embeddingsBeginAboveTheNumberThatIsAskedFor() throws IOException {
        ColumnPlan plan = ColumnPlan.DEFAULT.withEmbed(8, 128);
        assertEquals(List.of(130), many(129, plan).codes());
        assertEquals(
                List.of("Column 'k': 1 rare category counts as 'other'."),
                many(129, plan).notes());
        assertEquals(List.of(), many(128, plan).codes());
        assertEquals(129, many(128, plan).inputs());
        assertEquals(List.of(11), many(10, ColumnPlan.DEFAULT.withEmbed(8)).codes());
        assertRefused(() -> plan.withEmbed(8, 129), "9 to 128", "not 129");
    }

    @Test
    void textThatDiffersInMostRowsIsLeftOut() throws IOException {
        StringBuilder text = new StringBuilder("x,id,half,y\n");
        for (int r = 0; r < 60; r++) {
            text.append(r).append(",id").append(r).append(",h").append(r % 20).append(',');
            text.append(r % 2).append('\n');
        }
        Table table = read(text.toString());
        Preprocessor fitted = fit(table, 60);
        assertEquals(1 + 21, fitted.inputs());
        assertEquals(
                List.of(
                        "Column 'id' is text that differs in most rows and is left out; --keep 'id' takes it as categories."),
                fitted.notes());
    }
}
