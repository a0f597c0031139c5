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
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Figures as charts of JFreeChart, in the colours of the reports' light theme. */
final class Charts {

    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 16);
    private static final Color INK = new Color(0x16202c);
    private static final Color GRID = new Color(0xdfe4ea);
    private static final int[] COLOURS = {0x0072b2, 0xd55e00, 0x00875f, 0xb04a86, 0xa97400, 0x3c94cf, 0x6b5aa8, 0x4d5661
    };
    private static final float[][] DASHES = {null, {7, 4}, {2, 4}, {10, 4, 2, 4}};

    static {
        // Otherwise the names of upright axes are outlines in an SVG file, not text.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private Charts() {}

    static JFreeChart of(Figure figure, SeriesColours colours) {
        Plot plot = switch (figure) {
            case Lines lines -> lines(lines, colours);
            case Scatter scatter -> scatter(scatter, colours);
            case Histogram histogram -> histogram(histogram, colours);
            case ConfusionMatrix matrix -> CellPlots.of(matrix);
            case HeatMap map -> CellPlots.of(map);
            case Contours contours -> ContourPlots.of(contours, colours);
            case Bars bars -> BarPlots.of(bars);
        };
        boolean several = switch (figure) {
            case Lines lines -> lines.lines().size() > 1;
            case Scatter scatter -> scatter.points().size() > 1;
            case Histogram histogram -> histogram.series().size() > 1;
            case Contours contours ->
                !contours.paths().isEmpty() || !contours.levels().isEmpty();
            case ConfusionMatrix matrix -> false;
            case HeatMap map -> false;
            case Bars bars -> false;
        };
        JFreeChart chart = new JFreeChart(figure.title(), STRONG, plot, several);
        if (plot instanceof XYPlot axes) {
            widen(axes.getDomainAxis());
            widen(axes.getRangeAxis());
        }
        chart.setBackgroundPaint(Color.WHITE);
        chart.setAntiAlias(true);
        chart.getTitle().setPaint(INK);
        chart.setPadding(new RectangleInsets(8, 8, 8, 16));
        if (chart.getLegend() != null) {
            chart.getLegend().setFrame(BlockBorder.NONE);
            chart.getLegend().setItemFont(FONT);
            chart.getLegend().setItemPaint(INK);
        }
        switch (figure) {
            case HeatMap map -> {
                chart.addSubtitle(CellPlots.scale(map));
                CellPlots.note(map).ifPresent(chart::addSubtitle);
            }
            case ConfusionMatrix matrix -> chart.addSubtitle(CellPlots.scale());
            case Contours contours -> chart.addSubtitle(ContourPlots.scale(contours));
            case Lines lines -> Floor.of(lines).note().ifPresent(chart::addSubtitle);
            default -> {}
        }
        return chart;
    }

    static Color colour(int n) {
        return new Color(COLOURS[n % COLOURS.length]);
    }

    /** Dashes tell apart series that share a colour. */
    static BasicStroke stroke(int n, boolean dashed) {
        float[] dash = dashed ? new float[] {6, 5} : DASHES[n / COLOURS.length % DASHES.length];
        return dash == null
                ? new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    static XYPlot plot(Axis x, Axis y) {
        XYPlot plot = new XYPlot(null, axis(x), axis(y), null);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setOutlineVisible(false);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        return plot;
    }

    private static ValueAxis axis(Axis axis) {
        ValueAxis made;
        if (axis.scale() == Scale.LOGARITHMIC) {
            made = new DecadeAxis(axis.label());
        } else {
            NumberAxis linear = new NumberAxis(axis.label());
            linear.setAutoRangeIncludesZero(false);
            made = linear;
        }
        style(made);
        return made;
    }

    /** Numbers that are one but for rounding get room around them, lest the rounding be what is drawn. */
    private static void widen(ValueAxis axis) {
        double low = axis.getLowerBound();
        double high = axis.getUpperBound();
        if (!new Spread(low, high, Scale.LINEAR).isConstant()) {
            return;
        }
        double room = Math.abs(low) / 2;
        if (axis instanceof DecadeAxis) {
            axis.setRange(low / 2, high * 2);
        } else if (room > 0) {
            axis.setRange(low - room, high + room);
        }
    }

    static void style(ValueAxis axis) {
        axis.setLabelFont(FONT.deriveFont(Font.BOLD));
        axis.setTickLabelFont(FONT);
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(GRID);
        axis.setTickMarkPaint(GRID);
    }

    static void add(XYPlot plot, XYDataset data, XYItemRenderer renderer) {
        int at = plot.getDataset(0) == null ? 0 : plot.getDatasetCount();
        plot.setDataset(at, data);
        plot.setRenderer(at, renderer);
    }

    private static XYPlot lines(Lines figure, SeriesColours colours) {
        XYPlot plot = plot(figure.x(), figure.y());
        for (int n = 0; n < figure.lines().size(); n++) {
            Lines.Line line = Floor.of(figure)
                    .lift(Thinning.of(figure.lines().get(n), figure.x().scale()));
            int colour = colours.of(line.name());
            boolean positiveX = figure.x().scale() == Scale.LOGARITHMIC;
            boolean positiveY = figure.y().scale() == Scale.LOGARITHMIC;
            XYItemRenderer renderer = line.low().length > 0 ? band(line.style()) : renderer(line.style());
            renderer.setSeriesPaint(0, colour(colour));
            renderer.setSeriesFillPaint(0, colour(colour));
            renderer.setSeriesStroke(0, stroke(colour, line.style() == Lines.Style.DASHED));
            renderer.setSeriesShape(0, new Ellipse2D.Double(-3.5, -3.5, 7, 7));
            add(
                    plot,
                    line.low().length > 0 ? band(line) : series(line.name(), line.x(), line.y(), positiveX, positiveY),
                    renderer);
        }
        return plot;
    }

    private static XYItemRenderer band(Lines.Style style) {
        DeviationRenderer renderer = new DeviationRenderer(
                style != Lines.Style.POINTS, style == Lines.Style.POINTS || style == Lines.Style.MARKED);
        renderer.setAlpha(0.18f);
        return renderer;
    }

    private static XYItemRenderer renderer(Lines.Style style) {
        return switch (style) {
            case STEPS -> new XYStepRenderer();
            case POINTS -> new XYLineAndShapeRenderer(false, true);
            case MARKED -> new XYLineAndShapeRenderer(true, true);
            case LINE, DASHED -> path();
        };
    }

    /** A line as one path, so that dashes go on from point to point. */
    static XYLineAndShapeRenderer path() {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        return renderer;
    }

    private static XYDataset band(Lines.Line line) {
        YIntervalSeries series = new YIntervalSeries(line.name(), false, true);
        for (int i = 0; i < line.x().length; i++) {
            series.add(line.x()[i], line.y()[i], line.low()[i], line.high()[i]);
        }
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        data.addSeries(series);
        return data;
    }

    /** Points in the order that they have; what has no place on the axes is a gap. */
    static XYSeriesCollection series(String name, double[] x, double[] y, boolean positiveX, boolean positiveY) {
        XYSeries series = new XYSeries(name, false, true);
        for (int i = 0; i < x.length; i++) {
            boolean drawn = Double.isFinite(x[i])
                    && Double.isFinite(y[i])
                    && (!positiveX || x[i] > 0)
                    && (!positiveY || y[i] > 0);
            if (drawn) {
                series.add(x[i], y[i]);
            } else if (i > 0 && Double.isFinite(x[i]) && (!positiveX || x[i] > 0)) {
                series.add(x[i], null);
            }
        }
        return new XYSeriesCollection(series);
    }

    private static XYPlot scatter(Scatter figure, SeriesColours colours) {
        XYPlot plot = plot(figure.x(), figure.y());
        for (int n = 0; n < figure.points().size(); n++) {
            Scatter.Points points = Thinning.of(figure.points().get(n));
            XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
            Color colour = colour(colours.of(points.name()));
            renderer.setSeriesPaint(0, new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 140));
            renderer.setSeriesShape(0, new Ellipse2D.Double(-3, -3, 6, 6));
            add(plot, series(points.name(), points.x(), points.y(), false, false), renderer);
        }
        guide(plot, figure.guide());
        return plot;
    }

    private static void guide(XYPlot plot, Scatter.Guide guide) {
        ValueAxis x = plot.getDomainAxis();
        ValueAxis y = plot.getRangeAxis();
        double low = x.getLowerBound();
        double high = x.getUpperBound();
        if (guide == Scatter.Guide.DIAGONAL) {
            low = Math.min(low, y.getLowerBound());
            high = Math.max(high, y.getUpperBound());
            x.setRange(low, high);
            y.setRange(low, high);
        }
        boolean zero = guide == Scatter.Guide.ZERO;
        if (guide != Scatter.Guide.NONE) {
            XYLineAndShapeRenderer renderer = path();
            renderer.setSeriesPaint(0, Color.GRAY);
            renderer.setSeriesStroke(0, stroke(0, true));
            renderer.setSeriesVisibleInLegend(0, false);
            double[] ends = {low, high};
            add(plot, series("", ends, zero ? new double[2] : ends, false, false), renderer);
            x.setRange(low, high);
        }
    }

    private static XYPlot histogram(Histogram figure, SeriesColours colours) {
        XYPlot plot = plot(figure.x(), figure.y());
        for (int n = 0; n < figure.series().size(); n++) {
            Histogram.Bars bars = figure.series().get(n);
            XYIntervalSeries series = new XYIntervalSeries(bars.name(), false, true);
            for (int i = 0; i < bars.counts().length; i++) {
                double from = bars.edges()[i];
                double to = bars.edges()[i + 1];
                double count = bars.counts()[i];
                series.add((from + to) / 2, from, to, count, count, count);
            }
            XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
            data.addSeries(series);
            XYBarRenderer renderer = new XYBarRenderer();
            renderer.setShadowVisible(false);
            renderer.setBarPainter(new StandardXYBarPainter());
            Color colour = colour(colours.of(bars.name()));
            renderer.setSeriesPaint(0, new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 140));
            add(plot, data, renderer);
        }
        return plot;
    }
}
