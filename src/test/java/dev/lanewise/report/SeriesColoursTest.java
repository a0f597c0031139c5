package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Figure;
import dev.lanewise.figure.Lines;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One name, one colour. */
class SeriesColoursTest {

    private static Figure figure(String id, String... names) {
        List<Lines.Line> lines = Stream.of(names)
                .map(name -> Lines.Line.of(name, new double[0], new double[0]))
                .toList();
        return new Lines(id, id, "", Axis.of("x"), Axis.of("y"), lines);
    }

    private static List<Integer> numbers(SeriesColours colours, String... names) {
        return Stream.of(names).map(colours::of).toList();
    }

    @Test
    void aNameKeepsItsColourAndNeighboursDiffer() {
        SeriesColours colours = SeriesColours.of(List.of(
                figure("a", "f", "sgd", "momentum"), figure("b", "sgd", "momentum"), figure("c", "adam", "sgd")));
        assertEquals(List.of(0, 1, 2, 0), numbers(colours, "f", "sgd", "momentum", "adam"));
        SeriesColours turned = SeriesColours.of(List.of(figure("b", "adam", "sgd"), figure("a", "f", "adam", "sgd")));
        assertEquals(List.of(2, 0, 1), numbers(turned, "f", "adam", "sgd"));
    }
}
