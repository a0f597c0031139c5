package dev.lanewise.report;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Digits;
import dev.lanewise.figure.Scale;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** What colours stand for, beside a chart. */
final class ScaleBar {

    private static final int STEPS = 64;

    private ScaleBar() {}

    /**
     * Returns a bar of colours with ticks, or a line that names the value where there is one only.
     *
     * @param zeros whether there are numbers for which the scale has no place
     */
    static Title of(Axis axis, Spread spread, boolean zeros, DoubleFunction<? extends Paint> colourOfShare) {
        if (spread.isEmpty()) {
            return line(axis.label() + ": " + (zeros ? "0 wherever it is known" : "none"));
        }
        if (spread.isConstant()) {
            return line(axis.label() + ": " + Digits.figure(spread.low() / 2 + spread.high() / 2)
                    + (zeros ? " wherever it is known and not 0" : " wherever it is known"));
        }
        boolean log = spread.scale() == Scale.LOGARITHMIC;
        double from = log ? StrictMath.log10(spread.low()) : spread.low();
        double to = log ? StrictMath.log10(spread.high()) : spread.high();
        NumberAxis made = log ? new Exponents(axis.label()) : new NumberAxis(axis.label());
        Charts.style(made);
        made.setRange(from, to);
        PaintScaleLegend bar = new PaintScaleLegend(new Shades(from, to, colourOfShare), made);
        bar.setPosition(RectangleEdge.RIGHT);
        bar.setSubdivisionCount(STEPS);
        bar.setStripWidth(14);
        bar.setStripOutlineVisible(false);
        bar.setMargin(new RectangleInsets(20, 12, 40, 0));
        return bar;
    }

    /** Returns a line of text under a chart. */
    static Title line(String text) {
        TextTitle line = new TextTitle(text, Charts.FONT);
        line.setPosition(RectangleEdge.BOTTOM);
        return line;
    }

    private record Shades(double from, double to, DoubleFunction<? extends Paint> colourOfShare) implements PaintScale {
        @Override
        public double getLowerBound() {
            return from;
        }

        @Override
        public double getUpperBound() {
            return to;
        }

        @Override
        public Paint getPaint(double value) {
            return colourOfShare.apply(Math.clamp((value - from) / (to - from), 0, 1));
        }
    }

    /** JFreeChart paints a bar in equal steps, so that the axis holds exponents; its labels are the numbers. */
    private static final class Exponents extends NumberAxis {
        private static final long serialVersionUID = 1L;

        Exponents(String label) {
            super(label);
        }

        @Override
        public List<NumberTick> refreshTicks(
                Graphics2D graphics, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
            return Ticks.drawn(
                    StrictMath.pow(10, getLowerBound()),
                    StrictMath.pow(10, getUpperBound()),
                    StrictMath::log10,
                    dataArea,
                    edge);
        }
    }
}
