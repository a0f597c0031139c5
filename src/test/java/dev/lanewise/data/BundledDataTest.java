package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The six data sets are whole, and know their targets. */
class BundledDataTest {

    private static Table table(String name) {
        return BundledData.find(name).orElseThrow().table();
    }

    private static long missing(Table table, String column) {
        Column found = table.column(column, "test");
        return IntStream.range(0, found.rows()).filter(found::missing).count();
    }

    @Test
    void thereAreSix() {
        assertEquals(
                List.of("iris", "wine", "penguins", "digits", "concrete", "auto-mpg"),
                BundledData.all().stream().map(BundledData::name).toList());
        assertTrue(BundledData.find("mnist").isEmpty());
    }

    /** The text of the digits is put together from columns; it is the one that fingerprints of models stand for. */
    @Test
    void theDigitsAreTheSameText() throws Exception {
        byte[] text;
        try (InputStream in = BundledData.find("digits").orElseThrow().open()) {
            text = in.readAllBytes();
        }
        assertEquals(
                "592cc047d0a1cc7fdef9fd724514209dcb45a80aa147dc3ab375e3e1a9a380f4",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "iris, 150, 5, species, MULTICLASS, 3",
        "wine, 178, 14, cultivar, MULTICLASS, 3",
        "penguins, 344, 7, species, MULTICLASS, 3",
        "digits, 1797, 65, digit, MULTICLASS, 10",
        "concrete, 1030, 9, compressive_strength, REGRESSION, 0",
        "auto-mpg, 406, 9, miles_per_gallon, REGRESSION, 0"
    })
    void rowsColumnsAndTargets(String name, int rows, int columns, String target, Task task, int classes) {
        BundledData data = BundledData.find(name).orElseThrow();
        Table table = data.table();
        assertEquals(name, table.source());
        assertEquals(rows, table.rows());
        assertEquals(columns, table.columns().size());
        assertEquals(target, data.target());
        assertEquals(task, data.task());
        TargetEncoding encoding = TargetEncoding.of(table, List.of(target), null);
        assertEquals(task, encoding.task());
        assertEquals(classes, encoding.classes().size());
        assertTrue(data.description().startsWith(rows + " "), data.description());
    }

    @ParameterizedTest
    @CsvSource({
        "iris, setosa, 50",
        "wine, cultivar-2, 71",
        "penguins, Chinstrap, 68",
        "penguins, Gentoo, 124",
        "digits, 8, 174",
        "digits, 3, 183"
    })
    void classesHaveTheirRows(String name, String label, int rows) {
        BundledData data = BundledData.find(name).orElseThrow();
        Column target = data.table().column(data.target(), "test");
        assertEquals(
                rows,
                IntStream.range(0, target.rows())
                        .filter(r -> target.text(r).equals(label))
                        .count());
    }

    /** Known means: 23.5146 miles per gallon over 398 cars, 35.8180 MPa over 1030 concretes. */
    @Test
    void targetsHaveTheirMeans() {
        assertEquals(23.5146, mean(table("auto-mpg"), "miles_per_gallon"), 5e-5);
        assertEquals(35.8180, mean(table("concrete"), "compressive_strength"), 5e-5);
    }

    private static double mean(Table table, String column) {
        double sum = 0;
        for (float value : TableFiles.numbers(table, column)) {
            sum += Float.isNaN(value) ? 0 : value;
        }
        return sum / (table.rows() - missing(table, column));
    }

    @Test
    void missingAndCategoricalValuesAreTold() {
        Table penguins = table("penguins");
        assertEquals(11, missing(penguins, "sex"));
        assertEquals(2, missing(penguins, "body_mass_g"));
        assertEquals(
                List.of("male", "female"),
                assertInstanceOf(Column.Categories.class, penguins.find("sex")).categories());
        Table cars = table("auto-mpg");
        assertEquals(6, missing(cars, "horsepower"));
        assertEquals(8, missing(cars, "miles_per_gallon"));
    }
}
