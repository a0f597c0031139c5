package dev.lanewise.report;

import dev.lanewise.figure.Contours;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A function of two variables as lines of equal height, with paths. */
final class ContourPlots {

    private static final int LEVELS = 18;
    /** Heights lower than this share of the highest are one ground. */
    private static final double DEPTH = 1e-9;

    private ContourPlots() {}

    static XYPlot of(Contours figure, SeriesColours colours) {
        XYPlot plot = Charts.plot(figure.x(), figure.y());
        Contours.Grid grid = figure.grid();
        double[] levels = levels(figure);
        for (int i = 0; i < levels.length; i++) {
            XYLineAndShapeRenderer renderer = Charts.path();
            renderer.setSeriesPaint(0, colour((i + 0.5) / levels.length));
            renderer.setSeriesStroke(0, new BasicStroke(1));
            renderer.setSeriesVisibleInLegend(0, false);
            Charts.add(plot, line(grid, "height " + i, levels[i]), renderer);
        }
        for (Contours.Level level : levels.length == 0 ? List.<Contours.Level>of() : figure.levels()) {
            XYLineAndShapeRenderer renderer = Charts.path();
            renderer.setSeriesPaint(0, Color.BLACK);
            renderer.setSeriesStroke(0, Charts.stroke(0, true));
            Charts.add(plot, line(grid, level.name(), level.value()), renderer);
        }
        for (int n = 0; n < figure.paths().size(); n++) {
            Contours.Path path = Thinning.of(figure.paths().get(n)).path();
            XYLineAndShapeRenderer renderer = Charts.path();
            int colour = colours.of(path.name());
            renderer.setSeriesPaint(0, Charts.colour(colour));
            renderer.setSeriesStroke(0, Charts.stroke(colour, false));
            String name = path.name() + (path.end().isEmpty() ? "" : ", " + path.end());
            Charts.add(plot, Charts.series(name, path.x(), path.y(), false, false), renderer);
        }
        marks(plot, figure.marks());
        plot.getDomainAxis().setRange(grid.x()[0], grid.x()[grid.x().length - 1]);
        plot.getRangeAxis().setRange(grid.y()[0], grid.y()[grid.y().length - 1]);
        return plot;
    }

    private static void marks(XYPlot plot, List<Contours.Mark> marks) {
        for (Contours.Mark mark : marks) {
            XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
            renderer.setSeriesPaint(0, Color.BLACK);
            renderer.setSeriesShape(0, new Ellipse2D.Double(-4, -4, 8, 8));
            renderer.setSeriesShapesFilled(
                    0, mark.kind() == Contours.Kind.MINIMUM || mark.kind() == Contours.Kind.POSITIVE);
            renderer.setSeriesVisibleInLegend(0, false);
            Charts.add(
                    plot,
                    Charts.series(mark.name(), new double[] {mark.x()}, new double[] {mark.y()}, false, false),
                    renderer);
            XYTextAnnotation text = new XYTextAnnotation("  " + mark.name(), mark.x(), mark.y());
            text.setFont(Charts.FONT);
            text.setTextAnchor(TextAnchor.BOTTOM_LEFT);
            plot.addAnnotation(text);
        }
    }

    private static double[] levels(Contours figure) {
        Spread spread = spread(figure);
        if (spread.isEmpty() || spread.isConstant()) {
            return new double[0];
        }
        double[] levels = new double[LEVELS];
        Arrays.setAll(levels, i -> spread.at((i + 0.5) / LEVELS));
        return levels;
    }

    private static Spread spread(Contours figure) {
        return Spread.of(figure.grid().values(), figure.value().scale()).above(DEPTH);
    }

    /** Low lines are dark. */
    private static Color colour(double share) {
        return CellPlots.mixed(0.8 - 0.6 * share);
    }

    /** What the colours of the lines stand for. */
    static Title scale(Contours figure) {
        return ScaleBar.of(figure.value(), spread(figure), false, ContourPlots::colour);
    }

    /** Where the function crosses a height: in each triangle of a cell at most one straight piece. */
    private static XYSeriesCollection line(Contours.Grid grid, String name, double level) {
        XYSeries series = new XYSeries(name, false, true);
        for (int r = 0; r + 1 < grid.y().length; r++) {
            for (int c = 0; c + 1 < grid.x().length; c++) {
                triangle(series, grid, level, new int[] {r, r, r + 1}, new int[] {c, c + 1, c});
                triangle(series, grid, level, new int[] {r + 1, r + 1, r}, new int[] {c + 1, c, c + 1});
            }
        }
        return new XYSeriesCollection(series);
    }

    private static void triangle(XYSeries series, Contours.Grid grid, double level, int[] rows, int[] columns) {
        List<double[]> ends = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            double a = grid.values()[rows[i]][columns[i]];
            double b = grid.values()[rows[j]][columns[j]];
            if (Double.isFinite(a) && Double.isFinite(b) && (a < level) != (b < level)) {
                double share = (level - a) / (b - a);
                ends.add(new double[] {
                    grid.x()[columns[i]] + share * (grid.x()[columns[j]] - grid.x()[columns[i]]),
                    grid.y()[rows[i]] + share * (grid.y()[rows[j]] - grid.y()[rows[i]])
                });
            }
        }
        if (ends.size() == 2) {
            ends.forEach(end -> series.add(end[0], end[1]));
            series.add(ends.getLast()[0], null);
        }
    }
}
