package dev.lanewise.figure;

import java.util.List;

/**
 * A bar for each of some names, from the top, with the spread of its value, such as the importance of columns.
 *
 * @param id see {@link Figure#id}
 * @param title see {@link Figure#title}
 * @param note see {@link Figure#note}
 * @param x axis of the values, which starts at 0 or goes through it
 * @param y what the bars differ in; its scale does not matter
 * @param names names of the bars
 * @param values length of each; finite
 * @param spread what each varies by, drawn to both sides; finite, 0 for none
 */
public record Bars(
        String id, String title, String note, Axis x, Axis y, List<String> names, double[] values, double[] spread)
        implements Figure {

    /** Checks and copies. */
    public Bars {
        Checks.figure(id, title);
        names = List.copyOf(names);
        Checks.length("The values of '" + id + "'", values.length, names.size());
        Checks.length("The spread of '" + id + "'", spread.length, names.size());
        for (int i = 0; i < values.length; i++) {
            Checks.require(
                    Double.isFinite(values[i]) && Double.isFinite(spread[i]),
                    "Bar " + i + " of '" + id + "' is no finite number.");
        }
        values = values.clone();
        spread = spread.clone();
    }
}
