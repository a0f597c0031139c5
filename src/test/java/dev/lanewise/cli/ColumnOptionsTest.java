package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that say what columns are. */
class ColumnOptionsTest {

    @TempDir
    Path folder;

    private final CapturedConsole console = new CapturedConsole();

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @BeforeEach
    void makeTable() throws IOException {
        StringBuilder text = new StringBuilder("id,due,\"a,b\",town,paid,late\n");
        for (int r = 0; r < 90; r++) {
            text.append(r)
                    .append(',')
                    .append(r % 12 + 1)
                    .append("/0")
                    .append(r % 9 + 1)
                    .append("/2024,");
            text.append(r * 7 % 11).append(",town ").append(r % 13).append(',');
            text.append(r % 2 == 0 ? "TRUE" : "False").append(r % 3 == 0 ? ",y\n" : ",n\n");
        }
        Files.writeString(folder.resolve("bills.csv"), text);
    }

    private int train(String... options) {
        List<String> words = new ArrayList<>(List.of("train", path("bills.csv"), "--epochs", "2"));
        words.addAll(List.of(options));
        console.clear();
        return console.run(words.toArray(String[]::new));
    }

    @Test
    void datesThatDoNotTellAreRefusedUntilTheirKindIsSaid() {
        assertEquals(2, train("--quiet"));
        assertTrue(console.err().contains("--kind 'due=date-dmy'"), console.err());
        assertEquals(1, console.err().lines().count(), console.err());
        assertEquals(0, train("--kind", "due=date-dmy"), console.err());
        assertTrue(console.out().contains("'id' looks like an identifier"), console.out());
    }

    @Test
    void columnsAreDroppedKeptAndEmbedded() {
        assertEquals(
                0,
                train(
                        "--drop",
                        "due,paid",
                        "--drop",
                        "a,b",
                        "--keep",
                        "id",
                        "--embed",
                        "4",
                        "--model",
                        path("m.safetensors")),
                console.err());
        assertFalse(console.out().contains("identifier"), console.out());
        console.clear();
        assertEquals(0, console.run("inspect", path("m.safetensors")), console.err());
        assertTrue(console.out().contains("1 embedding in 4 dimensions"), console.out());
        assertTrue(console.out().contains("2 inputs"), console.out());
    }

    @Test
    void whatIsTrainedPredictsNewRows() throws IOException {
        assertEquals(0, train("--kind", "due=date-dmy", "--model", path("m.safetensors"), "--quiet"), console.err());
        Files.writeString(
                folder.resolve("new.csv"), "due,\"a,b\",town,paid\n31/12/2025,3,nowhere,no\n,3,town 1,perhaps\n");
        console.clear();
        assertEquals(0, console.run("predict", path("m.safetensors"), path("new.csv")), console.err());
        assertEquals(3, console.out().lines().count(), console.out());
        Files.writeString(folder.resolve("bad.csv"), "due,\"a,b\",town,paid\n1/1/2025,3,x,no\n12/31/2025,3,x,no\n");
        console.clear();
        assertEquals(2, console.run("predict", path("m.safetensors"), path("bad.csv")));
        assertTrue(console.err().contains("line 3, column 'due': '12/31/2025'"), console.err());
        assertEquals("", console.out());
    }

    /** Floats would make one number of all of them. */
    @Test
    void largeNumbersThatAreCategoriesAreToldApart() throws IOException {
        StringBuilder text = new StringBuilder("sku,x,y\n");
        for (int r = 0; r < 90; r++) {
            int kind = r * 7 % 4;
            text.append(123_456_781 + kind).append(',').append(r % 5).append(',');
            text.append(3 * kind).append(".5\n");
        }
        Files.writeString(folder.resolve("bills.csv"), text);
        Files.writeString(folder.resolve("test.csv"), text);
        String line = "train,bills.csv,--kind,sku=category,--test,test.csv,--epochs,60,--members,2,--quiet,"
                + "--model,m.safetensors,--json,t.json";
        String[] words = Arrays.stream(line.split(","))
                .map(word -> word.contains(".") ? path(word) : word)
                .toArray(String[]::new);
        assertEquals(0, console.run(words), console.err());
        assertTrue(rSquared("t.json") > 0.99, "by the test of the training");
        console.clear();
        assertEquals(0, console.run("evaluate", path("m.safetensors"), path("bills.csv"), "--json", path("e.json")));
        assertTrue(console.err().contains("the data that the model was trained on"), console.err());
        assertTrue(rSquared("e.json") > 0.99, "by an evaluation");
        console.clear();
        assertEquals(0, console.run("inspect", path("m.safetensors")), console.err());
        assertTrue(console.out().contains("123456781"), console.out());
    }

    private double rSquared(String json) throws IOException {
        Matcher found = Pattern.compile("\"r2\"\\s*:\\s*([-0-9.eE]+)").matcher(Files.readString(folder.resolve(json)));
        assertTrue(found.find(), json);
        return Double.parseDouble(found.group(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--drop tonw | 'town'",
                "--drop late | target",
                "--kind town | COLUMN=KIND",
                "--kind town=word | 'word'",
                "--kind town=number | line 2",
                "--kind town=date | 'town 0'",
                "--drop town --keep town | twice",
                "--embed 2000 | 1024",
                "--embed -1 | --embed"
            })
    void whatDoesNotFitGetsOneLine(String options, String part) {
        assertEquals(2, train((options + " --kind due=date-dmy --quiet").split(" ")), console.err());
        assertTrue(console.err().contains(part), console.err());
        assertEquals(1, console.err().lines().count(), console.err());
    }
}
