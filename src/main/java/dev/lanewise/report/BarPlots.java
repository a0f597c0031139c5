package dev.lanewise.report;

import dev.lanewise.figure.Bars;
import java.awt.BasicStroke;
import java.awt.Color;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Bars by name, from left to right in the figure's values. */
final class BarPlots {

    private static final double HALF = 0.35;

    private BarPlots() {}

    static XYPlot of(Bars figure) {
        XYPlot plot = Charts.plot(figure.x(), figure.y());
        SymbolAxis names = CellPlots.axis(figure.y(), figure.names());
        names.setInverted(true);
        plot.setRangeAxis(names);
        plot.setRangeGridlinesVisible(false);
        XYIntervalSeries series = new XYIntervalSeries("", false, true);
        double least = 0;
        double most = 0;
        for (int i = 0; i < figure.values().length; i++) {
            double value = figure.values()[i];
            double spread = figure.spread()[i];
            series.add(value / 2, Math.min(0, value), Math.max(0, value), i, i - HALF, i + HALF);
            plot.addAnnotation(
                    new XYLineAnnotation(value - spread, i, value + spread, i, new BasicStroke(1.5f), Color.DARK_GRAY));
            least = Math.min(least, value - spread);
            most = Math.max(most, value + spread);
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setUseYInterval(true);
        renderer.setShadowVisible(false);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setSeriesPaint(0, Charts.colour(0));
        Charts.add(plot, data, renderer);
        double room = most > least ? 0.03 * (most - least) : 1;
        plot.getDomainAxis().setRange(least - room, most + room);
        return plot;
    }
}
