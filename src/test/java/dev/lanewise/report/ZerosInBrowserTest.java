package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Figure;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Report;
import dev.lanewise.figure.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Zeros on logarithmic scales, equal cells, and the files of tables. */
class ZerosInBrowserTest extends InBrowser {

    private static final Figure MAP = new HeatMap(
            "map",
            "Losses",
            "",
            Axis.log("rate"),
            Axis.of("rule"),
            Axis.log("loss"),
            List.of("0.1", "1", "10"),
            List.of("sgd", "adam", "rprop"),
            new double[][] {{0, 0.5, Double.NaN}, {105, 112, 1495}, {0.1534, 0.1529, 3}},
            List.of(new HeatMap.Cell(0, 0), new HeatMap.Cell(1, 0), new HeatMap.Cell(2, 1)));
    private static final Figure LINES = new Lines(
            "lines",
            "Losses",
            "",
            Axis.of("step"),
            Axis.log("loss"),
            List.of(
                    Lines.Line.of("sgd", new double[] {0, 1, 2, 3}, new double[] {1, 0.1, 0, 0}),
                    Lines.Line.of("adam", new double[] {0, 1, 2, 3}, new double[] {1, 0.5, 0.3, 0.2})));
    private static final Table TABLE = new Table(
            "table",
            "A table",
            "",
            List.of("name", "loss", "difference"),
            List.of(List.of("a, b", "1,234.5", "-0.5"), List.of("x".repeat(300), "2", "-")));

    private static Report report() {
        return new Report("Zeros", "", List.of(new Report.Section("All", "", List.of(MAP, LINES, TABLE))));
    }

    @Test
    void aZeroIsACellOfTheLowestColour() throws Exception {
        browser.open(write("zeros.html", report()), 1280, 900);
        assertEquals(List.of(), browser.complaints());
        assertEquals(
                List.of("0", "0.5", "–", "105", "112", "1495", "0.1534", "0.1529", "3"),
                browser.evaluate("[...document.querySelectorAll('#map text.in')].map(t => t.textContent)"));
        List<?> fills = (List<?>) browser.evaluate(
                "[...document.querySelectorAll('#map rect.cell')].map(r => r.style.fill.replaceAll('\"', ''))");
        assertTrue(
                fills.get(0).toString().startsWith("rgb")
                        && fills.get(2).toString().startsWith("url"),
                "fills: " + fills);
        assertEquals(
                browser.evaluate("document.querySelector('#map .scale svg rect').style.fill")
                        .toString()
                        .substring(0, 4),
                fills.get(0).toString().substring(0, 4));
        assertEquals(3.0, count("#map rect.ring"));
        assertTrue(
                text("#map .scale").toString().contains("0 in the lowest colour"),
                text("#map .scale").toString());
    }

    @Test
    void aZeroIsDrawnAtTheLowerEdgeOfALogarithmicAxis() throws Exception {
        browser.open(write("zeros.html", report()), 1280, 900);
        String points = "document.querySelector('#lines path.series').getAttribute('d').split(/[ML]/).length - 1";
        assertEquals(4.0, browser.evaluate(points));
        assertTrue(text("#lines .chart .note").toString().contains("lower edge"));
        click("#lines button.toggle");
        assertEquals(4.0, browser.evaluate(points));
        assertEquals(true, browser.evaluate("document.querySelector('#lines .chart .note').hidden"));
        assertEquals("false", browser.evaluate("document.querySelector('#lines button.toggle').ariaPressed"));
    }

    @Test
    void filesOfPlotsSayWhereZeroIs() throws IOException {
        assertTrue(svg(LINES).contains("0 has no place on a logarithmic axis: it is drawn at 0.05"));
        String map = svg(MAP);
        assertTrue(map.contains(">1,495<"));
        assertTrue(map.contains("0 has no place on a logarithmic scale: it has the lowest colour"));
        assertEquals(0.05, Floor.of((Lines) LINES).value());
        assertEquals(
                0,
                Spread.of(((HeatMap) MAP).values(), dev.lanewise.figure.Scale.LOGARITHMIC)
                        .share(0));
    }

    @Test
    void filesOfPlotsNameTheOnlyValueBesideZero() throws IOException {
        String note = "0 has no place";
        String zeros = svg(row(0, 0, Double.NaN));
        assertTrue(zeros.contains("loss: 0 wherever it is known<") && !zeros.contains(note));
        String one = svg(row(0, 0.5, Double.NaN));
        assertTrue(one.contains("loss: 0.5000 wherever it is known and not 0<") && one.contains(note));
        String positive = svg(row(0.5, 0.5, 0.5));
        assertTrue(positive.contains("loss: 0.5000 wherever it is known<") && !positive.contains(note));
    }

    private static Figure row(double... values) {
        return new HeatMap(
                "row",
                "Losses",
                "",
                Axis.log("rate"),
                Axis.of("rule"),
                Axis.log("loss"),
                List.of("0.1", "1", "10"),
                List.of("sgd"),
                new double[][] {values},
                List.of());
    }

    private static String svg(Figure figure) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Plots.write(figure, Plots.Format.SVG, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTableHasAFileOfItsOwn() throws Exception {
        browser.open(write("zeros.html", report()), 1280, 900);
        browser.evaluate(
                "URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return '#'; }");
        click("#table button.csv");
        browser.await("window.saved !== undefined");
        assertEquals(
                "name,loss,difference\r\n\"a, b\",1234.5,-0.5\r\n" + "x".repeat(300) + ",2,\r\n",
                browser.evaluate("window.saved"));
        assertEquals(201.0, browser.evaluate("document.querySelector('#table td[title]').textContent.length"));
    }
}
