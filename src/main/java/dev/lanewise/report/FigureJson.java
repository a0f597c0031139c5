package dev.lanewise.report;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Bars;
import dev.lanewise.figure.ConfusionMatrix;
import dev.lanewise.figure.Contours;
import dev.lanewise.figure.Figure;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Histogram;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Scale;
import dev.lanewise.figure.Scatter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Figures as JSON for the scripts of a report, thinned where there are more points than can be seen. */
final class FigureJson {

    /** A float has as many digits; pictures show fewer. */
    private static final MathContext DIGITS = new MathContext(7);

    private final JsonGenerator json;
    private final SeriesColours colours;

    private FigureJson(JsonGenerator json, SeriesColours colours) {
        this.json = json;
        this.colours = colours;
    }

    /** Returns an array of figures. It holds no {@code <}, so that it cannot end the element of a page that it stands in. */
    static String array(List<Figure> figures) {
        StringWriter out = new StringWriter(1 << 16);
        try (JsonGenerator generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            FigureJson writer = new FigureJson(generator, SeriesColours.of(figures));
            generator.writeStartArray();
            figures.forEach(writer::figure);
            generator.writeEndArray();
        }
        return out.toString().replace("<", "\\u003c");
    }

    private void figure(Figure figure) {
        json.writeStartObject();
        json.writeStringProperty("id", figure.id());
        json.writeStringProperty("title", figure.title());
        switch (figure) {
            case Lines lines -> lines(lines);
            case Scatter scatter -> scatter(scatter);
            case Histogram histogram -> histogram(histogram);
            case ConfusionMatrix matrix -> matrix(matrix);
            case HeatMap map -> map(map);
            case Contours contours -> contours(contours);
            case Bars bars -> bars(bars);
        }
        json.writeEndObject();
    }

    private void lines(Lines figure) {
        axes("lines", figure.x(), figure.y());
        json.writeArrayPropertyStart("series");
        for (Lines.Line line : figure.lines()) {
            Lines.Line shown = Thinning.of(line, figure.x().scale());
            json.writeStartObject();
            name(line.name());
            json.writeStringProperty("style", line.style().name().toLowerCase(Locale.ROOT));
            json.writeNumberProperty("of", line.x().length);
            numbers("x", shown.x());
            numbers("y", shown.y());
            if (line.low().length > 0) {
                numbers("low", shown.low());
                numbers("high", shown.high());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void scatter(Scatter figure) {
        axes("scatter", figure.x(), figure.y());
        json.writeStringProperty("guide", figure.guide().name().toLowerCase(Locale.ROOT));
        json.writeArrayPropertyStart("series");
        for (Scatter.Points points : figure.points()) {
            Scatter.Points shown = Thinning.of(points);
            json.writeStartObject();
            name(points.name());
            json.writeNumberProperty("of", points.x().length);
            numbers("x", shown.x());
            numbers("y", shown.y());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void bars(Bars figure) {
        axes("bars", figure.x(), figure.y());
        texts("names", figure.names());
        numbers("values", figure.values());
        numbers("spread", figure.spread());
    }

    private void histogram(Histogram figure) {
        axes("histogram", figure.x(), figure.y());
        json.writeArrayPropertyStart("series");
        for (Histogram.Bars bars : figure.series()) {
            json.writeStartObject();
            name(bars.name());
            numbers("edges", bars.edges());
            counts("counts", bars.counts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void matrix(ConfusionMatrix figure) {
        json.writeStringProperty("kind", "confusion");
        texts("classes", figure.classes());
        json.writeArrayPropertyStart("counts");
        for (long[] row : figure.counts()) {
            json.writeArray(row, 0, row.length);
        }
        json.writeEndArray();
    }

    private void map(HeatMap figure) {
        axes("heatmap", figure.x(), figure.y());
        axis("value", figure.value());
        texts("columns", figure.columns());
        texts("rows", figure.rows());
        rows(figure.values());
        json.writeArrayPropertyStart("best");
        for (HeatMap.Cell cell : figure.best()) {
            json.writeArray(new int[] {cell.row(), cell.column()}, 0, 2);
        }
        json.writeEndArray();
    }

    private void contours(Contours figure) {
        axes("contours", figure.x(), figure.y());
        axis("value", figure.value());
        json.writeObjectPropertyStart("grid");
        numbers("x", figure.grid().x());
        numbers("y", figure.grid().y());
        rows(figure.grid().values());
        json.writeEndObject();
        json.writeArrayPropertyStart("levels");
        for (Contours.Level level : figure.levels()) {
            json.writeStartObject();
            json.writeStringProperty("name", level.name());
            json.writeName("value");
            number(level.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("paths");
        for (Contours.Path path : figure.paths()) {
            Thinning.Walk shown = Thinning.of(path);
            json.writeStartObject();
            name(path.name());
            json.writeStringProperty("end", shown.path().end());
            json.writeNumberProperty("of", path.x().length);
            json.writeName("steps");
            json.writeArray(shown.steps(), 0, shown.steps().length);
            numbers("x", shown.path().x());
            numbers("y", shown.path().y());
            numbers("value", shown.path().value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("marks");
        for (Contours.Mark mark : figure.marks()) {
            json.writeStartObject();
            json.writeStringProperty("name", mark.name());
            json.writeStringProperty("kind", mark.kind().name().toLowerCase(Locale.ROOT));
            json.writeName("x");
            number(mark.x());
            json.writeName("y");
            number(mark.y());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void name(String name) {
        json.writeStringProperty("name", name);
        json.writeNumberProperty("colour", colours.of(name));
    }

    private void axes(String kind, Axis x, Axis y) {
        json.writeStringProperty("kind", kind);
        axis("x", x);
        axis("y", y);
    }

    private void axis(String name, Axis axis) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("name", axis.name());
        json.writeStringProperty("label", axis.label());
        json.writeBooleanProperty("log", axis.scale() == Scale.LOGARITHMIC);
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private void rows(double[][] rows) {
        json.writeArrayPropertyStart("values");
        for (double[] row : rows) {
            array(row);
        }
        json.writeEndArray();
    }

    private void counts(String name, long[] counts) {
        json.writeName(name);
        json.writeArray(counts, 0, counts.length);
    }

    private void numbers(String name, double[] values) {
        json.writeName(name);
        array(values);
    }

    private void array(double[] values) {
        json.writeStartArray();
        for (double value : values) {
            number(value);
        }
        json.writeEndArray();
    }

    /** Seven digits; null where it is no finite number. */
    private void number(double value) {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(new BigDecimal(value).round(DIGITS).doubleValue());
        }
    }
}
