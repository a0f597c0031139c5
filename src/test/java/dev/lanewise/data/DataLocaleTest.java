package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing depends on the locale: not the decimal point, not the Turkish i, not the digits of messages. */
@Isolated("sets the locale of the JVM")
class DataLocaleTest {

    private final Locale before = Locale.getDefault();

    @TempDir
    Path folder;

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    /** All that is made from a table, as text. */
    private String summary() throws IOException {
        StringBuilder text = new StringBuilder("x,flag,i,kind,y\n");
        for (int r = 0; r < 40; r++) {
            text.append(r * 1000.25f)
                    .append(r % 2 == 0 ? ",TRUE" : ",FALSE")
                    .append(r % 3 == 0 ? ",I" : r % 3 == 1 ? ",i" : ",\u0131")
                    .append(r % 4 == 0 ? ",NAN" : ",TITLE")
                    .append(r % 5 == 0 ? ",N\u0130L" : ",nil")
                    .append('\n');
        }
        Table table = TableFiles.read(folder, text.toString());
        TargetEncoding encoding = TargetEncoding.of(table, List.of("i"), null);
        Splits splits = Splits.stratified(encoding.rows(), encoding.classesOf(encoding.rows()), 0.25, RandomKey.of(1));
        Preprocessor fitted = Preprocessor.fit(table, encoding, splits.rest(), null, true, Scaling.STANDARD);
        StringBuilder all = new StringBuilder(table.fingerprint());
        for (Column column : table.columns()) {
            all.append(column.name())
                    .append(column.getClass())
                    .append(column.text(3))
                    .append(column.text(33));
        }
        all.append(encoding.task().label()).append(encoding.classes()).append(fitted.features());
        for (float value : fitted.transform(table).features()) {
            all.append(' ').append(value);
        }
        return all.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG-u-nu-arab", "th-TH-u-nu-thai"})
    void tablesAndWhatIsMadeOfThemAreTheSame(String tag) throws IOException {
        Locale.setDefault(Locale.ROOT);
        String expected = summary();
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertEquals(expected, summary());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "de-DE"})
    void numbersHaveAPointAndWordsAreFolded(String tag) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(tag));
        Table table = TableFiles.read(folder, "a,b,c,d\n1.5,TRUE,I,1.234\nNULL,FALSE,i,\"1,234\"\n");
        assertArrayEquals(new float[] {1.5f, Float.NaN}, TableFiles.numbers(table, "a"));
        assertTrue(assertInstanceOf(Column.Categories.class, table.find("b")).isBoolean());
        assertEquals(List.of("I", "i"), TableFiles.words(table, "c"));
        assertEquals(List.of("1.234", "1,234"), TableFiles.words(table, "d"));
        assertEquals("1.5", table.column("a", "test").text(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG-u-nu-arab"})
    void refusalsAreTheSame(String tag) throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Files.write(images.resolve("train-images-idx3-ubyte"), new byte[] {0, 0, 10, 1, 0, 0, 0, 0});
        Files.write(images.resolve("train-labels-idx1-ubyte"), new byte[8]);
        Locale.setDefault(Locale.forLanguageTag(tag));
        TableFiles.assertRefused(
                () -> TableFiles.read(folder, "A,B\n1,2\n3,INFINITY\n"), "t.csv, line 3, column 'B': 'INFINITY'");
        TableFiles.assertRefused(() -> TableFiles.read(folder, "A,B\n1,2\n3,\"x\n"), "t.csv, line 3:");
        TableFiles.assertRefused(() -> Idx.read(images), "00000a01", "00000803");
    }
}
