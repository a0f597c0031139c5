package dev.lanewise.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;

/** A logarithmic axis with ticks by {@link Ticks}; JFreeChart's own has none where the range is short. */
final class DecadeAxis extends LogAxis {

    private static final long serialVersionUID = 1L;

    DecadeAxis(String label) {
        super(label);
    }

    @Override
    public List<NumberTick> refreshTicks(
            Graphics2D graphics, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
        return Ticks.drawn(getLowerBound(), getUpperBound(), v -> v, dataArea, edge);
    }
}
