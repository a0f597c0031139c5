package dev.lanewise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Widths of the hidden layers, written {@code 64,64} or {@code none}.
 *
 * @param widths units of each layer
 */
record HiddenWidths(List<Integer> widths) {

    private static final int WIDEST = 1 << 20;
    private static final String RANGE =
            "widths from 1 to " + WIDEST + " with commas between them, such as 64,64, or none";

    @Override
    public String toString() {
        return widths.isEmpty() ? "none" : widths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Reads widths. */
    static final class Converter implements ITypeConverter<HiddenWidths> {
        @Override
        public HiddenWidths convert(String text) {
            if ("none".equals(text)) {
                return new HiddenWidths(List.of());
            }
            List<Integer> widths = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                try {
                    widths.add((int) Numbers.whole(part, 1, WIDEST, RANGE));
                } catch (TypeConversionException e) {
                    throw Numbers.refuse(text, RANGE);
                }
            }
            return new HiddenWidths(List.copyOf(widths));
        }
    }
}
