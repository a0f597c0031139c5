package dev.lanewise.data;

import static dev.lanewise.data.TableFiles.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cells of a column say that it is, and what it becomes: dates, words for true and false, identifiers, text. */
class ColumnsTest {

    @TempDir
    Path folder;

    private Table read(String text) throws IOException {
        return TableFiles.read(folder, text);
    }

    /** A table of some rows; {@code cells} gives all but the target, which is a or b in turn. */
    private Table table(String header, int rows, IntFunction<String> cells) throws IOException {
        StringBuilder text = new StringBuilder(header).append(",y\n");
        for (int r = 0; r < rows; r++) {
            text.append(cells.apply(r)).append(r % 2 == 0 ? ",a\n" : ",b\n");
        }
        return read(text.toString());
    }

    private static Preprocessor fit(Table table, ColumnPlan plan) {
        TargetEncoding encoding = TargetEncoding.of(table, List.of(table.names().getLast()), null);
        return Preprocessor.fit(table, encoding, encoding.rows(), null, true, Scaling.STANDARD, plan);
    }

    private static Preprocessor fit(Table table) {
        return fit(table, ColumnPlan.DEFAULT);
    }

    private static float[] features(Preprocessor fitted, Table table) {
        return fitted.transformFeatures(table).features();
    }

    private static List<String> kept(Preprocessor fitted) {
        return fitted.features().stream().map(Feature::column).toList();
    }

    // Dates.

    @Test
    void aDateBecomesItsParts() throws IOException {
        // 1 and 3 January 2024, a Monday and a Wednesday: mean 1 day, deviation 1 day.
        Table table = read("d,y\n2024-01-01,a\n2024-01-03,b\n");
        Preprocessor fitted = fit(table);
        long origin = LocalDate.of(2024, 1, 1).toEpochDay() * 86400;
        Feature.Date wanted = new Feature.Date(
                "d", DateOrder.YEAR_FIRST, List.of(DatePart.ELAPSED, DatePart.WEEKDAY), origin, 1, 1, false);
        assertEquals(List.of(wanted), fitted.features());
        assertEquals(
                List.of(
                        "d elapsed",
                        "d Monday",
                        "d Tuesday",
                        "d Wednesday",
                        "d Thursday",
                        "d Friday",
                        "d Saturday",
                        "d Sunday"),
                fitted.inputNames());
        assertArrayEquals(new float[] {-1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0}, features(fitted, table));
    }

    @Test
    void yearMonthAndHourWhereTheyDiffer() throws IOException {
        // Both Mondays; 4 October 2021 18:00 is 742.75 days before 17 October 2023 12:00.
        Table table = read("d,y\n2021-10-04 18:00,a\n2024-01-01 06:00,b\n");
        Preprocessor fitted = fit(table);
        Feature.Date date =
                assertInstanceOf(Feature.Date.class, fitted.features().getFirst());
        assertEquals(List.of(DatePart.ELAPSED, DatePart.YEAR, DatePart.MONTH, DatePart.HOUR), date.parts());
        float[] inputs = features(fitted, table);
        double days = LocalDate.of(2024, 1, 1).toEpochDay()
                - LocalDate.of(2021, 10, 4).toEpochDay()
                - 0.5;
        double middle = LocalDate.of(2021, 7, 2).toEpochDay()
                - LocalDate.of(2021, 10, 4).toEpochDay()
                - 0.75;
        assertArrayEquals(
                new float[] {
                    -1,
                    (float) ((middle - days / 2) / (days / 2)),
                    (float) Math.sin(2 * Math.PI * 9 / 12),
                    (float) Math.cos(2 * Math.PI * 9 / 12),
                    (float) Math.sin(2 * Math.PI * 18 / 24),
                    (float) Math.cos(2 * Math.PI * 18 / 24)
                },
                Arrays.copyOf(inputs, 6),
                1e-5f);
        assertArrayEquals(new float[] {0, 1, 1, 0}, Arrays.copyOfRange(inputs, 8, 12), 1e-6f, "January, and 6 o'clock");
    }

    @Test
    void missingDatesAreAnInputOfTheirOwn() throws IOException {
        Table table = read("d,y\n2024-01-01,a\n,b\n2024-01-03,a\n");
        Preprocessor fitted = fit(table);
        assertEquals("d is missing", fitted.inputNames().getLast());
        float[] inputs = features(fitted, table);
        assertArrayEquals(new float[] {0, 0, 0, 0, 0, 0, 0, 0, 1}, Arrays.copyOfRange(inputs, 9, 18));
        assertEquals(0, inputs[8]);
    }

    @Test
    void oneDateThatTellsDayFromMonthTellsForAll() throws IOException {
        assertEquals(DateOrder.DAY_FIRST, order("01/02/2024", "13/02/2024"));
        assertEquals(DateOrder.MONTH_FIRST, order("01/02/2024", "02/13/2024"));
        assertEquals(DateOrder.YEAR_FIRST, order("01.02.2024", "2024-02-03"));
        assertEquals(DateOrder.MONTH_FIRST, order("01.02.2024", "02.13.2024"));
    }

    private DateOrder order(String first, String second) throws IOException {
        Table table = table("d", 4, r -> r % 2 == 0 ? first : second);
        return assertInstanceOf(Feature.Date.class, fit(table).features().getFirst())
                .order();
    }

    @Test
    void datesThatDoNotTellDayFromMonthAreRefusedUntilItIsSaid() throws IOException {
        Table table = table("d", 4, r -> r % 2 == 0 ? "01/02/2024" : "03/02/2024");
        assertRefused(() -> fit(table), "'d'", "01/02/2024", "date-dmy", "date-mdy");
        ColumnPlan plan = ColumnPlan.DEFAULT;
        Feature.Date days = (Feature.Date)
                fit(table, plan.with("d", ColumnKind.DATE_DMY)).features().getFirst();
        Feature.Date months = (Feature.Date)
                fit(table, plan.with("d", ColumnKind.DATE_MDY)).features().getFirst();
        assertEquals(LocalDate.of(2024, 2, 1).toEpochDay() * 86400, days.origin());
        assertEquals(LocalDate.of(2024, 1, 2).toEpochDay() * 86400, months.origin());
        assertInstanceOf(
                Feature.Category.class,
                fit(table, plan.with("d", ColumnKind.CATEGORY)).features().getFirst());
    }

    @Test
    void whatPredictsIsReadInTheOrderOfTheTrainingRows() throws IOException {
        Preprocessor fitted = fit(table("d", 30, r -> (r + 1) + "/01/2024"));
        float[] inputs = features(fitted, read("d\n02/01/2024\n03/01/2024\n"));
        Feature.Date date = (Feature.Date) fitted.features().getFirst();
        assertEquals(date.scale(), inputs[fitted.inputs()] - inputs[0], 1e-6f, "a day later");
        assertRefused(
                () -> fitted.transformFeatures(read("d\n01/31/2024\n")), "line 2", "'d'", "01/31/2024", "31/01/2024");
        assertRefused(() -> fitted.transformFeatures(read("d\nsoon\n")), "line 2", "soon");
        assertRefused(() -> fitted.transformFeatures(read("d\n\n7\n")), "'d'", "'7'");
        assertArrayEquals(new float[fitted.inputs()], features(fitted, read("d,x\n,1\n")), "missing");
    }

    @Test
    void aColumnThatWasAskedToHoldDatesMust() throws IOException {
        Table words = table("d", 4, r -> r == 2 ? "soon" : "2024-01-0" + (r + 1));
        assertInstanceOf(Feature.Category.class, fit(words).features().getFirst());
        ColumnPlan dates = ColumnPlan.DEFAULT.with("d", ColumnKind.DATE);
        assertRefused(() -> fit(words, dates), "line 4", "'soon'");
        assertRefused(() -> fit(table("d", 4, r -> "2024013" + r), dates), "'d'", "numbers");
    }

    @Test
    void datesThatAllDifferAreNoTextToLeaveOut() throws IOException {
        Table table = table("d", 400, r -> LocalDate.of(2020, 1, 1).plusDays(r).toString());
        assertEquals(List.of("d"), kept(fit(table)));
        assertEquals(1 + 1 + 2 + 7, fit(table).inputs());
    }

    @Test
    void aDateThatIsAlwaysTheSameIsLeftOut() throws IOException {
        Preprocessor fitted = fit(table("d,x", 6, r -> "2024-01-01," + r));
        assertEquals(List.of("x"), kept(fitted));
        assertTrue(
                fitted.notes().getFirst().contains("one value"), fitted.notes().toString());
    }

    // Words for true and false.

    @Test
    void wordsForTrueAndFalseAreOneInputInWhicheverCase() throws IOException {
        Table table = read("b,y\nYes,a\nno,b\nyes,a\nNO,b\nY,a\n");
        Preprocessor fitted = fit(table);
        assertEquals(List.of(new Feature.Truth("b", 0.6f, false)), fitted.features());
        assertArrayEquals(new float[] {1, 0, 1, 0, 1}, features(fitted, table));
        Table other = read("b,x\nTRUE,1\nf,1\nmaybe,1\n,1\n");
        assertArrayEquals(new float[] {1, 0, 0.6f, 0.6f}, features(fitted, other), "the share where it is unknown");
        assertArrayEquals(new float[] {1, 0, 0.6f}, features(fitted, read("b,x\n1,1\n0,1\n2,1\n")), "digits");
    }

    @Test
    void missingTruthsAreAnInputOfTheirOwn() throws IOException {
        Table table = read("b,y\nt,a\n,b\nf,a\nf,b\nt,b\n");
        Preprocessor fitted = fit(table);
        assertEquals(List.of("b", "b is missing"), fitted.inputNames());
        assertArrayEquals(new float[] {1, 0, 0.5f, 1, 0, 0, 0, 0, 1, 0}, features(fitted, table));
    }

    @Test
    void wordsBesidesMakeCategories() throws IOException {
        Table table = table("b", 6, r -> List.of("yes", "no", "maybe").get(r % 3));
        assertInstanceOf(Feature.Category.class, fit(table).features().getFirst());
        Table constant = table("b,x", 6, r -> "yes," + r);
        assertEquals(List.of("x"), kept(fit(constant)));
    }

    // Identifiers.

    @Test
    void numbersOfRowsAreLeftOutWithANote() throws IOException {
        Preprocessor fitted = fit(table("count,x", 60, r -> (1000 + 7 * r % 60) + "," + r % 5));
        assertEquals(List.of("x"), kept(fitted));
        assertTrue(
                fitted.notes().getFirst().contains("'count' looks like an identifier"),
                fitted.notes().toString());
        assertTrue(fitted.notes().getFirst().contains("--keep"), fitted.notes().toString());
    }

    @Test
    void numbersNamedLikeAnIdentifierAreLeftOutWhereMostDiffer() throws IOException {
        for (String name : List.of(
                "id", "ID", "customer_id", "customerId", "CustomerID", "passengerid", "user id", "Index", "rownames")) {
            // Far apart: a random column of these would hardly repeat.
            assertEquals(List.of("x"), kept(fit(table(name + ",x", 12, r -> r * r * 1009 + "," + r % 5))), name);
            assertEquals(
                    2,
                    kept(fit(table(name + ",x", 12, r -> r % 6 + "," + r % 5))).size(),
                    name + ", half");
        }
        for (String name : List.of("paid", "grid", "humid", "idle", "width", "key_figure")) {
            assertEquals(
                    2,
                    kept(fit(table(name + ",x", 12, r -> r * r * 1009 + "," + r % 5)))
                            .size(),
                    name);
        }
    }

    @Test
    void largeIdentifiersThatFloatsCannotTellApart() throws IOException {
        assertEquals(List.of("x"), kept(fit(table("id,x", 64, r -> 1_000_000_000L + r + "," + r % 5))));
    }

    @Test
    void measurementsAreKept() throws IOException {
        // Prices that all differ; whole numbers that do by chance; halves; with one that repeats; with one missing; of
        // few rows; years.
        assertEquals(
                2,
                kept(fit(table("price,x", 60, r -> 100000 + r * 977 % 90001 + "," + r % 5)))
                        .size());
        assertEquals(
                2, kept(fit(table("price,x", 60, r -> r + 0.5 + "," + r % 5))).size());
        assertEquals(
                2,
                kept(fit(table("price,x", 60, r -> (r == 9 ? 3 : r) + "," + r % 5)))
                        .size());
        assertEquals(
                2,
                kept(fit(table("price,x", 60, r -> (r == 9 ? "" : r) + "," + r % 5)))
                        .size());
        assertEquals(2, kept(fit(table("price,x", 12, r -> r + "," + r % 5))).size());
        assertEquals(
                2, kept(fit(table("year,x", 60, r -> 1950 + r + "," + r % 5))).size());
        assertEquals(2, kept(fit(table("t,x", 60, r -> r + "," + r % 5))).size());
        assertEquals(1, kept(fit(table("X,x", 60, r -> r + "," + r % 5))).size(), "the numbers that R gives rows");
        assertEquals(2, kept(fit(table("time_s,x", 60, r -> r + "," + r % 5))).size());
    }

    @Test
    void anIdentifierIsKeptWhereItIsAskedForOrAllThereIs() throws IOException {
        Table table = table("id,x", 60, r -> r + "," + r % 5);
        assertEquals(List.of("id", "x"), kept(fit(table, ColumnPlan.DEFAULT.with("id", ColumnKind.KEEP))));
        assertEquals(List.of("id", "x"), kept(fit(table, ColumnPlan.DEFAULT.with("id", ColumnKind.NUMBER))));
        assertEquals(List.of("id"), kept(fit(table, ColumnPlan.DEFAULT.with("x", ColumnKind.DROP))));
        assertEquals(List.of("id"), kept(fit(table("id", 60, r -> "" + r))));
    }

    // Text, and kinds.

    @Test
    void textThatDiffersInMostRowsIsLeftOutUnlessKept() throws IOException {
        Table table = table("t,x", 60, r -> "words of " + (r < 50 ? r : 0) + "," + r % 5);
        assertEquals(List.of("x"), kept(fit(table)));
        assertTrue(
                fit(table).notes().getFirst().contains("--keep 't'"),
                fit(table).notes().toString());
        assertEquals(List.of("t", "x"), kept(fit(table, ColumnPlan.DEFAULT.with("t", ColumnKind.KEEP))));
    }

    @Test
    void numbersMayBeCategories() throws IOException {
        Table table = table("z", 12, r -> "" + (r % 3 + 5));
        Preprocessor fitted = fit(table, ColumnPlan.DEFAULT.with("z", ColumnKind.CATEGORY));
        assertEquals(List.of(new Feature.Category("z", List.of("5", "6", "7"))), fitted.features());
        assertArrayEquals(new float[] {0, 1, 0, 0, 0, 0, 0, 1}, features(fitted, read("z\n6\n9\n")));
    }

    @Test
    void embeddedCategoriesAreCodesFromOneBehindAllOtherInputs() throws IOException {
        Table table = table("t,x", 30, r -> "w" + (r % 10) + "," + r % 7);
        Preprocessor fitted = fit(table, ColumnPlan.DEFAULT.withEmbed(8));
        assertEquals(List.of("x", "t"), kept(fitted));
        assertEquals(List.of(11), fitted.codes());
        float[] inputs = features(fitted, read("x,t\n1,w0\n1,w9\n1,new\n1,\n1,w3\n"));
        assertArrayEquals(
                new float[] {1, 10, 0, 0, 4}, new float[] {inputs[1], inputs[3], inputs[5], inputs[7], inputs[9]});
        Table few = table("t,x", 30, r -> "w" + (r % 9) + "," + r % 7);
        assertEquals(List.of(), fit(few, ColumnPlan.DEFAULT.withEmbed(8)).codes());
    }
}
