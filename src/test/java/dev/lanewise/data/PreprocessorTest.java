package dev.lanewise.data;

import static dev.lanewise.data.TableFiles.assertRefused;
import static dev.lanewise.data.TableFiles.features;
import static dev.lanewise.data.TableFiles.fit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is fitted and made of the numbers and targets of small tables, by hand; row 0 is the first below the header. */
class PreprocessorTest {

    @TempDir
    Path folder;

    private Table read(String text) throws IOException {
        return TableFiles.read(folder, text);
    }

    @Test
    void numbersAreStandardisedByTrainingRowsOnly() throws IOException {
        // Training: mean 3, deviation 1. The last row is none of them.
        Table table = read("x,y\n2,a\n4,b\n2,a\n4,b\n1003,a\n");
        Preprocessor fitted = fit(table, 4);
        assertEquals(List.of(new Feature.Numeric("x", 3, 1, false)), fitted.features());
        assertArrayEquals(new float[] {-1, 1, -1, 1, 1000}, features(fitted, table));
        assertEquals(List.of(), fitted.notes());
    }

    @Test
    void theDeviationIsThatOfTheRowsThemselves() throws IOException {
        // Mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, over 8 rows: deviation 2.
        Table table = read("x,y\n2,a\n4,b\n4,a\n4,b\n5,a\n5,b\n7,a\n9,b\n");
        assertEquals(
                List.of(new Feature.Numeric("x", 5, 0.5f, false)), fit(table, 8).features());
    }

    @Test
    void missingNumbersBecomeTheMeanAndAnIndicator() throws IOException {
        Table table = read("x,y\n2,a\n4,b\n,a\n4,b\n2,a\n");
        Preprocessor fitted = fit(table, 5);
        assertEquals(List.of(new Feature.Numeric("x", 3, 1, true)), fitted.features());
        assertEquals(List.of("x", "x is missing"), fitted.inputNames());
        assertArrayEquals(new float[] {-1, 0, 1, 0, 0, 1, 1, 0, -1, 0}, features(fitted, table));
    }

    @Test
    void whereTrainingRowsLackNothingThereIsNoIndicator() throws IOException {
        Table table = read("x,y\n2,a\n4,b\n,a\n");
        Preprocessor fitted = fit(table, 2);
        assertEquals(1, fitted.inputs());
        assertArrayEquals(new float[] {-1, 1, 0}, features(fitted, table));
    }

    @Test
    void anIndicatorAloneIsLeftOfANumberThatIsConstantWherePresent() throws IOException {
        Table table = read("x,y\n7,a\n,b\n7,a\n9,b\n");
        Preprocessor fitted = fit(table, 3);
        assertEquals(List.of(new Feature.Numeric("x", 7, 0, true)), fitted.features());
        assertArrayEquals(new float[] {0, 0, 0, 1, 0, 0, 0, 0}, features(fitted, table));
    }

    @Test
    void constantColumnsAreLeftOut() throws IOException {
        Table table = read("x,n,k,y\n1,0.1,u,a\n2,0.1,u,b\n3,0.1,u,a\n4,5,v,b\n");
        Preprocessor fitted = fit(table, 3);
        assertEquals(List.of("x"), fitted.inputNames());
        assertEquals(
                List.of(
                        "Column 'n' has one value in all training rows and is left out.",
                        "Column 'k' has one value in all training rows and is left out."),
                fitted.notes());
    }

    @Test
    void aDeviationTooSmallToScaleCountsAsNone() throws IOException {
        Table table = read("x,tiny,y\n1,1e-42,a\n2,2e-42,b\n3,1e-42,a\n");
        assertEquals(List.of("x"), fit(table, 3).inputNames());
    }

    @Test
    void columnsMissingInAllTrainingRowsAreLeftOut() throws IOException {
        Table table = read("x,n,k,y\n1,,,a\n2,,,b\n3,,,a\n4,5,v,b\n");
        Preprocessor fitted = fit(table, 3);
        assertEquals(List.of("x"), fitted.inputNames());
        assertEquals(
                List.of(
                        "Column 'n' is missing in all training rows and is left out.",
                        "Column 'k' is missing in all training rows and is left out."),
                fitted.notes());
    }

    @Test
    void aColumnMissingInEveryRowIsLeftOut() throws IOException {
        Preprocessor fitted = fit(read("x,n,y\n1,,a\n2,,b\n"), 2);
        assertEquals(List.of("x"), fitted.inputNames());
        assertEquals(List.of("Column 'n' is missing in every row and is left out."), fitted.notes());
        Table none = read("n,y\n,a\n,b\n");
        assertRefused(() -> fit(none, 2), "t.csv", "no column is left", "'n' is missing in every row");
    }

    private List<String> notesOfTarget(String... odd) throws IOException {
        return notesOfTarget(40, odd);
    }

    /** With so many rows to train on, the last ones. */
    private List<String> notesOfTarget(int training, String... odd) throws IOException {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int r = 0; r < 40; r++) {
            text.append(r)
                    .append(',')
                    .append(r < odd.length ? odd[r] : r + ".5")
                    .append('\n');
        }
        Table table = read(text.toString());
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        int[] rows = Arrays.copyOfRange(encoding.rows(), 40 - training, 40);
        return Preprocessor.fit(table, encoding, rows, null, true, Scaling.STANDARD)
                .notes();
    }

    @Test
    void aTargetBeyondAllMeasureIsNoted() throws IOException {
        // The quartiles are 20 apart, about.
        assertEquals(List.of(), notesOfTarget("100000", "-100000"));
        assertEquals(
                List.of(
                        "Target 'y': 1.0E30 (t.csv, line 3) lies more than 10,000 interquartile ranges from the median; next"
                                + " to it nothing else counts. Mend the cell, or leave the row out."),
                notesOfTarget("0.5", "1e30"));
        assertEquals(notesOfTarget("0.5", "1e30"), notesOfTarget(30, "0.5", "1e30"), "a row to test by");
        String two = notesOfTarget("-1e30", "1e20").getFirst();
        assertTrue(two.contains("-1.0E30 (t.csv, line 2)") && two.contains("so does another"), two);
    }

    @Test
    void whereNoColumnIsLeftTheNotesSayWhy() throws IOException {
        Table table = read("x,y\n1,a\n1,b\n");
        assertRefused(() -> fit(table, 2), "t.csv", "no column is left", "'x' has one value");
    }

    @Test
    void rowsWithoutATargetAreDroppedWithANote() throws IOException {
        Table table = read("x,y\n1,a\n2,\n3,b\n4,?\n5,a\n");
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        assertArrayEquals(new int[] {0, 2, 4}, encoding.rows());
        Preprocessor fitted = Preprocessor.fit(table, encoding, encoding.rows(), null, true, Scaling.STANDARD);
        assertEquals(List.of("2 rows have no target and are left out."), fitted.notes());
        Dataset made = fitted.transform(table);
        assertEquals(3, made.rows());
        assertArrayEquals(new float[] {0, 1, 0}, made.targets());
        Preprocessor other = fit(read("x,y\n1,a\n2,b\n3,\n"), 2);
        assertEquals(List.of("1 row has no target and is left out."), other.notes());
    }

    @Test
    void targetsAreStandardisedByTrainingRowsAndTurnedBack() throws IOException {
        // Training targets 10.5, 20.5, 10.5, 20.5: mean 15.5, deviation 5.
        Table table = read("x,y\n1,10.5\n2,20.5\n3,10.5\n4,20.5\n5,1015.5\n");
        Preprocessor fitted = fit(table, 4);
        assertArrayEquals(new float[] {15.5f}, fitted.targetMeans());
        assertArrayEquals(new float[] {5}, fitted.targetScales());
        Dataset made = fitted.transform(table);
        assertArrayEquals(new float[] {-1, 1, -1, 1, 200}, made.targets());
        float[] back = {-1, 1, 0, 200, 99};
        fitted.undoTargets(back, 4);
        assertArrayEquals(new float[] {10.5f, 20.5f, 15.5f, 1015.5f, 99}, back);
    }

    @Test
    void severalTargetsHaveAMeanAndAScaleEach() throws IOException {
        Table table = read("x,y,z\n1,1.5,100\n2,3.5,300\n3,1.5,\n");
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y", "z"), null);
        Preprocessor fitted = Preprocessor.fit(table, encoding, encoding.rows(), null, true, Scaling.STANDARD);
        assertArrayEquals(new float[] {2.5f, 200}, fitted.targetMeans());
        assertArrayEquals(new float[] {1, 100}, fitted.targetScales());
        assertArrayEquals(new float[] {-1, -1, 1, 1}, fitted.transform(table).targets());
        float[] back = {-1, -1, 1, 1};
        fitted.undoTargets(back, 2);
        assertArrayEquals(new float[] {1.5f, 100, 3.5f, 300}, back);
    }

    @Test
    void targetsThatAreEqualOrNotStandardisedKeepTheirScale() throws IOException {
        Table table = read("x,y\n1,2.5\n2,2.5\n");
        assertArrayEquals(new float[] {1}, fit(table, 2).targetScales());
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), Task.REGRESSION);
        Preprocessor raw = Preprocessor.fit(table, encoding, encoding.rows(), null, false, Scaling.STANDARD);
        assertArrayEquals(new float[] {0}, raw.targetMeans());
        assertArrayEquals(new float[] {2.5f, 2.5f}, raw.transform(table).targets());
        assertTrue(fit(read("x,y\n1,a\n2,b\n"), 2).targetScales().length == 0);
    }

    @Test
    void pixelsShareOneScale() throws IOException {
        // All training cells: 0, 4, 0, 4 and constant 2s; mean 2, variance 16 / 6.
        Table table = read("p,q,r,y\n0,2,0,a\n4,2,4,b\n9,9,9,a\n");
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        Preprocessor fitted = Preprocessor.fit(table, encoding, new int[] {0, 1}, null, true, Scaling.COMMON);
        float scale = (float) (1 / Math.sqrt(16 / 6.0));
        assertEquals(
                List.of(
                        new Feature.Numeric("p", 2, scale, false),
                        new Feature.Numeric("q", 2, scale, false),
                        new Feature.Numeric("r", 2, scale, false)),
                fitted.features());
    }

    @Test
    void manyRowsInAnyOrder() throws IOException {
        StringBuilder text = new StringBuilder("n,w,x,y\n");
        for (int r = 0; r < 100; r++) {
            text.append(r % 7 == 0 ? "" : String.valueOf(r)).append(r % 2 == 0 ? ",p," : ",q,");
            text.append(1000 - r).append(r % 3 == 0 ? ",a\n" : ",b\n");
        }
        Table table = read(text.toString());
        Preprocessor fitted = new Preprocessor(
                List.of(
                        new Feature.Numeric("n", 1, 2, true),
                        new Feature.Category("w", List.of("q", "p")),
                        new Feature.Numeric("x", 0, 1, false)),
                List.of("y"),
                Task.BINARY,
                List.of("a", "b"),
                new float[0],
                new float[0],
                null,
                List.of());
        int[] rows = IntStream.range(0, 77).map(i -> i * 37 % 100).toArray();
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        Dataset dataset = fitted.transform(table, encoding, rows);
        assertEquals(6, dataset.inputs());
        for (int i = 0; i < rows.length; i++) {
            int r = rows[i];
            float missing = r % 7 == 0 ? 1 : 0;
            float number = r % 7 == 0 ? 0 : (r - 1) * 2;
            float[] wanted = {number, missing, r % 2, 1 - r % 2, 0, 1000 - r};
            assertArrayEquals(wanted, Arrays.copyOfRange(dataset.features(), 6 * i, 6 * i + 6), "row " + r);
            assertEquals(r % 3 == 0 ? 0 : 1, dataset.targets()[i]);
        }
    }

    @Test
    void aColumnThatChangesItsKindIsReadAsTheModelWants() throws IOException {
        Table training = read("n,w,y\n1,5,a\n2,x,b\n1,5,a\n2,x,b\n");
        Preprocessor fitted = fit(training, 4);
        Table other = read("n,w\n3,5\n\"2\",6\n,\n");
        assertArrayEquals(new float[] {3, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1}, features(fitted, other));
        Table words = read("n,w\n,x\n1.0e0,5\nmany,x\n");
        assertRefused(() -> fitted.transformFeatures(words), "line 4", "column 'n'", "'many' is no number");
    }
}
