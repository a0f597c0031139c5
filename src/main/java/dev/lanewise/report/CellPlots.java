package dev.lanewise.report;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.ConfusionMatrix;
import dev.lanewise.figure.Digits;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Scale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.LookupPaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.title.Title;
import org.jfree.data.xy.DefaultXYZDataset;

/** Tables of colours. */
final class CellPlots {

    private static final Color INK = new Color(0x16202c);
    private static final Color NONE = new Color(0xe3e6ea);
    private static final Color FAINT = new Color(0xf2f6fa);
    private static final Color FULL = new Color(0x0b61a4);
    private static final int SHADES = 64;
    /** More columns have no room for texts. */
    private static final int MOST_TEXTS = 16;

    private CellPlots() {}

    static XYPlot of(ConfusionMatrix figure) {
        int n = figure.classes().size();
        double[][] shares = new double[n][n];
        String[][] texts = new String[n][n];
        for (int r = 0; r < n; r++) {
            long sum = 0;
            for (long count : figure.counts()[r]) {
                sum += count;
            }
            for (int c = 0; c < n; c++) {
                shares[r][c] = sum == 0 ? 0 : (double) figure.counts()[r][c] / sum;
                texts[r][c] = figure.counts()[r][c] == 0 ? "" : Digits.count(figure.counts()[r][c]);
            }
        }
        return plot(Axis.of("predicted"), Axis.of("actual"), figure.classes(), figure.classes(), shares, texts);
    }

    static XYPlot of(HeatMap figure) {
        Spread spread = spread(figure);
        int rows = figure.rows().size();
        int columns = figure.columns().size();
        double[][] shares = new double[rows][columns];
        String[][] texts = new String[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                shares[r][c] = spread.share(figure.values()[r][c]);
                texts[r][c] = text(figure.values()[r][c]);
            }
        }
        XYPlot plot = plot(figure.x(), figure.y(), figure.columns(), figure.rows(), shares, texts);
        for (HeatMap.Cell cell : figure.best()) {
            plot.addAnnotation(new XYBoxAnnotation(
                    cell.column() - 0.48,
                    cell.row() + 0.47, // the axis points down
                    cell.column() + 0.48,
                    cell.row() - 0.47,
                    new BasicStroke(2.5f),
                    INK));
        }
        return plot;
    }

    /** Whole numbers as they are. */
    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7 ? Digits.count((long) value) : Digits.figure(value);
    }

    private static Spread spread(HeatMap figure) {
        return Spread.of(figure.values(), figure.value().scale());
    }

    /** What the colours of a map stand for. */
    static Title scale(HeatMap figure) {
        return ScaleBar.of(figure.value(), spread(figure), zeros(figure), CellPlots::mixed);
    }

    /** What says under the chart which colour stands for 0 where the scale has no place for it. */
    static Optional<Title> note(HeatMap figure) {
        return zeros(figure) && !spread(figure).isEmpty()
                ? Optional.of(ScaleBar.line("0 has no place on a logarithmic scale: it has the lowest colour"))
                : Optional.empty();
    }

    private static boolean zeros(HeatMap figure) {
        return figure.value().scale() == Scale.LOGARITHMIC
                && Arrays.stream(figure.values())
                        .flatMapToDouble(Arrays::stream)
                        .anyMatch(v -> v <= 0 && Double.isFinite(v));
    }

    /** What those of a confusion matrix stand for. */
    static Title scale() {
        return ScaleBar.of(Axis.of("share of the row"), new Spread(0, 1, Scale.LINEAR), false, CellPlots::mixed);
    }

    /** Cells whose share, from 0 to 1, is their colour; NaN is grey. */
    private static XYPlot plot(
            Axis x, Axis y, List<String> columns, List<String> rows, double[][] shares, String[][] texts) {
        XYPlot plot = Charts.plot(x, y);
        plot.setDomainAxis(axis(x, columns));
        SymbolAxis down = axis(y, rows);
        down.setInverted(true);
        plot.setRangeAxis(down);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        double[][] cells = new double[3][rows.size() * columns.size()];
        for (int i = 0; i < cells[0].length; i++) {
            int r = i / columns.size();
            int c = i % columns.size();
            cells[0][i] = c;
            cells[1][i] = r;
            cells[2][i] = Double.isFinite(shares[r][c]) ? shares[r][c] : -1;
            if (columns.size() <= MOST_TEXTS) {
                XYTextAnnotation text = new XYTextAnnotation(texts[r][c], c, r);
                text.setFont(Charts.FONT);
                text.setPaint(shares[r][c] > 0.5 ? Color.WHITE : INK);
                plot.addAnnotation(text);
            }
        }
        DefaultXYZDataset data = new DefaultXYZDataset();
        data.addSeries("cells", cells);
        XYBlockRenderer renderer = new XYBlockRenderer();
        renderer.setBlockWidth(0.96);
        renderer.setBlockHeight(0.94);
        renderer.setPaintScale(shades());
        Charts.add(plot, data, renderer);
        return plot;
    }

    static SymbolAxis axis(Axis axis, List<String> names) {
        SymbolAxis made = new SymbolAxis(axis.label(), names.toArray(String[]::new));
        Charts.style(made);
        made.setRange(-0.5, names.size() - 0.5);
        made.setGridBandsVisible(false);
        return made;
    }

    private static LookupPaintScale shades() {
        LookupPaintScale scale = new LookupPaintScale(-2, 2, NONE);
        for (int i = 0; i <= SHADES; i++) {
            scale.add((i - 0.5) / SHADES, mixed((double) i / SHADES));
        }
        return scale;
    }

    static Color mixed(double share) {
        return new Color(
                mixed(FAINT.getRed(), FULL.getRed(), share),
                mixed(FAINT.getGreen(), FULL.getGreen(), share),
                mixed(FAINT.getBlue(), FULL.getBlue(), share));
    }

    private static int mixed(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
