package dev.lanewise.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A data set that comes with Lanewise.
 *
 * @param name name
 * @param target column of the target
 * @param task what the target asks for
 * @param description what it holds, in a line
 * @param source where it comes from, and its terms
 */
public record BundledData(String name, String target, Task task, String description, String source) {

    private static final List<BundledData> ALL = List.of(
            new BundledData(
                    "iris",
                    "species",
                    Task.MULTICLASS,
                    "150 flowers of 3 species by 4 measures",
                    "R. A. Fisher, 1936; UCI Machine Learning Repository, CC BY 4.0"),
            new BundledData(
                    "wine",
                    "cultivar",
                    Task.MULTICLASS,
                    "178 wines of 3 cultivars by 13 chemical measures",
                    "UCI Machine Learning Repository, Wine, CC BY 4.0"),
            new BundledData(
                    "penguins",
                    "species",
                    Task.MULTICLASS,
                    "344 penguins of 3 species, with missing and categorical values",
                    "Gorman, Williams and Fraser, 2014; palmerpenguins, CC0"),
            new BundledData(
                    "digits",
                    "digit",
                    Task.MULTICLASS,
                    "1797 handwritten digits of 8 x 8 grey pixels",
                    "UCI Machine Learning Repository, Optical Recognition of Handwritten Digits, CC BY 4.0"),
            new BundledData(
                    "concrete",
                    "compressive_strength",
                    Task.REGRESSION,
                    "1030 concretes, their strength by ingredients and age",
                    "I-C. Yeh, 1998; UCI Machine Learning Repository, CC BY 4.0"),
            new BundledData(
                    "auto-mpg",
                    "miles_per_gallon",
                    Task.REGRESSION,
                    "406 cars, their miles per gallon, with missing values",
                    "UCI Machine Learning Repository, Auto MPG, CC BY 4.0"));

    /** Returns all bundled data sets. */
    public static List<BundledData> all() {
        return ALL;
    }

    /** Returns a bundled data set by its name. */
    public static Optional<BundledData> find(String name) {
        return ALL.stream().filter(data -> data.name.equals(name)).findFirst();
    }

    /** Reads the table. */
    public Table table() {
        return TableReader.read(Path.of(name), this::open);
    }

    /** Opens the data as CSV text. */
    public InputStream open() throws IOException {
        InputStream in = BundledData.class.getResourceAsStream("bundled/" + name + ".csv");
        return in == null ? new ByteArrayInputStream(fromColumns().getBytes(StandardCharsets.UTF_8)) : in;
    }

    /** The text of a table of small numbers, which is kept column by column in Huffman's code alone, for a small jar: a name, a space and a digit to base 36 for each row. */
    private String fromColumns() throws IOException {
        InputStream in = BundledData.class.getResourceAsStream("bundled/" + name + ".columns.gz");
        if (in == null) {
            throw new IOException("the resource is not there");
        }
        List<String> columns;
        try (InputStream unpacked = new GZIPInputStream(in)) {
            columns = new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        StringBuilder text = new StringBuilder();
        for (String column : columns) {
            text.append(text.isEmpty() ? "" : ",").append(column, 0, column.indexOf(' '));
        }
        int rows = columns.getFirst().length() - columns.getFirst().indexOf(' ') - 1;
        for (int r = rows; r > 0; r--) {
            char before = '\n';
            for (String column : columns) {
                text.append(before).append(Character.digit(column.charAt(column.length() - r), 36));
                before = ',';
            }
        }
        return text.append('\n').toString();
    }
}
