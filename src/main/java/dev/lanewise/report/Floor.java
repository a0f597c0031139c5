package dev.lanewise.report;

import dev.lanewise.figure.Digits;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Scale;
import java.util.Arrays;
import java.util.Optional;
import org.jfree.chart.title.Title;

/**
 * Where 0 is drawn on a logarithmic axis, which has no place for it: at half the lowest positive number.
 *
 * @param value that number; 0 where nothing needs to be lifted
 */
record Floor(double value) {

    static Floor of(Lines figure) {
        double low = Double.POSITIVE_INFINITY;
        boolean zeros = false;
        for (Lines.Line line : figure.lines()) {
            for (double[] numbers : new double[][] {line.y(), line.low()}) {
                for (double number : numbers) {
                    low = number > 0 ? Math.min(low, number) : low;
                    zeros |= number <= 0;
                }
            }
        }
        boolean needed = zeros && figure.y().scale() == Scale.LOGARITHMIC;
        return new Floor(!needed ? 0 : Double.isFinite(low) ? low / 2 : 1);
    }

    /** Returns the line with nothing below the floor. */
    Lines.Line lift(Lines.Line line) {
        return value == 0
                ? line
                : new Lines.Line(
                        line.name(), line.x(), lift(line.y()), lift(line.low()), lift(line.high()), line.style());
    }

    private double[] lift(double[] numbers) {
        return Arrays.stream(numbers)
                .map(number -> number <= 0 ? value : number)
                .toArray();
    }

    /** Returns what says so under the chart. */
    Optional<Title> note() {
        if (value == 0) {
            return Optional.empty();
        }
        return Optional.of(
                ScaleBar.line("0 has no place on a logarithmic axis: it is drawn at " + Digits.figure(value)));
    }
}
