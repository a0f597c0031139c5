package dev.lanewise.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What figures refuse, and that they keep what they were given. */
class FigureTest {

    private static final Axis X = Axis.of("epoch");

    @Test
    void whatIsHandedOverIsCopied() {
        double[] x = {1, 2};
        double[] y = {3, 4};
        Lines.Line line = Lines.Line.of("loss", x, y).withBand(y, y);
        x[0] = 9;
        y[1] = 9;
        assertArrayEquals(new double[] {1, 2}, line.x());
        assertArrayEquals(new double[] {3, 4}, line.y());
        assertArrayEquals(new double[] {3, 4}, line.high());
        long[][] counts = {{1}};
        ConfusionMatrix matrix = new ConfusionMatrix("c", "Confusion", "", List.of("yes"), counts);
        counts[0][0] = 7;
        assertEquals(1, matrix.counts()[0][0]);
    }

    /** R2 has no least value. */
    @Test
    void sharesStayShort() {
        assertEquals("-0.2500", Digits.share(-0.25));
        assertEquals("-1234567.0000", Digits.share(-1234567));
        assertEquals("-6.000e+66", Digits.share(-6e66));
        assertEquals("-", Digits.share(Double.NaN));
        assertEquals("-", Digits.share(Double.NEGATIVE_INFINITY));
    }

    @Test
    void longDecimalsAreShortened() {
        assertEquals(
                "layer2.weights rate x 0.0883883, scale1 rate x 6.0",
                Digits.shortened("layer2.weights rate x 0.08838834764831843, scale1 rate x 6.0"));
        assertEquals("-1.5e-8 3.33333E-7 0.123456", Digits.shortened("-1.5e-8 3.33333333e-7 0.123456"));
        for (String kept : List.of("25.0.1+8", "1.2.12345678", "a0.12345678", "0cafe123456789", "", "12345678901")) {
            assertEquals(kept, Digits.shortened(kept));
        }
    }

    @Test
    void lengthsMustAgree() {
        double[] two = {1, 2};
        double[] three = {1, 2, 3};
        refused("y of 'a' has 3 elements where 2", () -> Lines.Line.of("a", two, three));
        refused("The band of 'a' has 3", () -> Lines.Line.of("a", two, two).withBand(three, three));
        refused(
                "end of the band of 'a' has 2",
                () -> Lines.Line.of("a", two, two).withBand(three, two));
        refused("x of 'a' decreases at point 1", () -> Lines.Line.of("a", new double[] {2, 1}, two));
        refused(
                "x of a grid must be finite and increase",
                () -> new Contours.Grid(new double[] {1, 1}, two, new double[][] {two, two}));
        refused("A row of a grid's values", () -> new Contours.Grid(two, two, new double[][] {two, three}));
        refused("The values along the path of 'p'", () -> new Contours.Path("p", two, two, three));
        refused("The edges of 'h'", () -> new Histogram.Bars("h", two, new long[2]));
        refused("y of 'p'", () -> new Scatter.Points("p", two, three));
        refused("A row of the table 't'", () -> new Table("t", "T", "", List.of("a", "b"), List.of(List.of("1"))));
        refused(
                "'m' has no Cell[row=1, column=0]",
                () -> new HeatMap(
                        "m",
                        "M",
                        "",
                        X,
                        X,
                        X,
                        List.of("a"),
                        List.of("b"),
                        new double[][] {{1}},
                        List.of(new HeatMap.Cell(1, 0))));
    }

    @Test
    void idsAreFileNamesAndUnique() {
        for (String id : List.of("", "A", "a b", "../a", "a--b", "-a")) {
            refused("An id is", () -> new Lines(id, "Loss", "", X, X, List.of()));
        }
        Lines one = new Lines("loss", "Loss", "", X, X, List.of());
        Table other = new Table("loss", "Losses", "", List.of(), List.of());
        refused(
                "Two items of a report have the id 'loss'",
                () -> new Report("R", "", List.of(section(one), section(other))));
        assertEquals(List.of(one), new Report("R", "", List.of(section(one), section(new Facts(List.of())))).figures());
    }

    @Test
    void binsHoldEveryFiniteValueOnce() {
        double[] values = {0, 0.1, 0.3, 0.7, 1, 1, Double.NaN, Double.POSITIVE_INFINITY};
        Histogram.Bars bars =
                Histogram.Bars.count(List.of("v"), List.of(values), 10).getFirst();
        assertArrayEquals(new long[] {1, 1, 0, 1, 0, 0, 0, 1, 0, 2}, bars.counts());
        assertEquals(0, bars.edges()[0]);
        assertEquals(1, bars.edges()[10]);
        for (double same : new double[] {0, 5, -1e30, 1e-30}) {
            Histogram.Bars one = Histogram.Bars.count(List.of("v"), List.of(new double[] {same, same}), 4)
                    .getFirst();
            assertEquals(2, one.counts()[2] + one.counts()[1], "of " + same);
        }
        assertEquals(
                0,
                Histogram.Bars.count(List.of("none"), List.of(new double[0]), 3)
                        .getFirst()
                        .counts()[0]);
    }

    @Test
    void axesNameTheirUnit() {
        assertEquals("time (s)", Axis.of("time", "s").label());
        assertEquals("loss", Axis.log("loss").label());
        refused("An axis has no title", () -> Axis.of(" "));
    }

    private static Report.Section section(Item item) {
        return new Report.Section("S", "", List.of(item));
    }

    private static void refused(String why, org.junit.jupiter.api.function.Executable maker) {
        String message = assertThrows(IllegalArgumentException.class, maker).getMessage();
        assertTrue(message.contains(why), message);
    }
}
