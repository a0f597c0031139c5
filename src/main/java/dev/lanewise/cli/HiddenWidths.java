package dev.lanewise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Widths of layers, written {@code 64,64}; of hidden ones also {@code none}.
 *
 * @param widths units of each layer
 */
record HiddenWidths(List<Integer> widths) {

    private static final int WIDEST = 1 << 20;
    private static final String LIST = "widths from 1 to " + WIDEST + " with commas between them, such as ";

    @Override
    public String toString() {
        return widths.isEmpty() ? "none" : widths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static HiddenWidths parse(String text, String range) {
        List<Integer> widths = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                widths.add((int) Numbers.whole(part, 1, WIDEST, range));
            } catch (TypeConversionException e) {
                throw Numbers.refuse(text, range);
            }
        }
        return new HiddenWidths(List.copyOf(widths));
    }

    /** Reads widths, or none. */
    static final class Converter implements ITypeConverter<HiddenWidths> {
        @Override
        public HiddenWidths convert(String text) {
            return "none".equals(text) ? new HiddenWidths(List.of()) : parse(text, LIST + "64,64, or none");
        }
    }

    /** Reads the widths of a whole network, its inputs and outputs too. */
    static final class OfNetwork implements ITypeConverter<HiddenWidths> {
        @Override
        public HiddenWidths convert(String text) {
            return parse(text, LIST + "784,512,256,10");
        }
    }
}
