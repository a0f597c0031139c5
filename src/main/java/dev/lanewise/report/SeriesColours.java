package dev.lanewise.report;

import dev.lanewise.figure.Bars;
import dev.lanewise.figure.ConfusionMatrix;
import dev.lanewise.figure.Contours;
import dev.lanewise.figure.Figure;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Histogram;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Scatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Numbers of the colours of series. What has one name has one colour in all figures of a report, and two that share a figure have different ones; names that
 * never meet may share one, so that few are needed.
 */
final class SeriesColours {

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private SeriesColours(Map<String, Set<String>> neighbours) {
        neighbours.forEach((name, others) -> {
            Set<Integer> taken = new TreeSet<>();
            for (String other : others) {
                Integer number = numbers.get(other);
                if (number != null) {
                    taken.add(number);
                }
            }
            int number = 0;
            while (taken.contains(number)) {
                number++;
            }
            numbers.put(name, number);
        });
    }

    /** Chooses colours for all series of some figures, in the order in which they first appear. */
    static SeriesColours of(List<Figure> figures) {
        Map<String, Set<String>> neighbours = new LinkedHashMap<>();
        for (Figure figure : figures) {
            List<String> names = names(figure);
            for (String name : names) {
                Set<String> others = neighbours.computeIfAbsent(name, n -> new TreeSet<>());
                others.addAll(names);
                others.remove(name);
            }
        }
        return new SeriesColours(neighbours);
    }

    private static List<String> names(Figure figure) {
        return switch (figure) {
            case Lines lines -> lines.lines().stream().map(Lines.Line::name).toList();
            case Scatter scatter ->
                scatter.points().stream().map(Scatter.Points::name).toList();
            case Histogram histogram ->
                histogram.series().stream().map(Histogram.Bars::name).toList();
            case Contours contours ->
                contours.paths().stream().map(Contours.Path::name).toList();
            case ConfusionMatrix matrix -> List.of();
            case HeatMap map -> List.of();
            case Bars bars -> List.of();
        };
    }

    /** Returns the number of a series' colour, from 0. */
    int of(String name) {
        return numbers.getOrDefault(name, 0);
    }
}
