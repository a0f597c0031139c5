package dev.lanewise.cli;

import dev.lanewise.core.Suggest;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the words of options, and names the near miss of one that is not known. */
final class Names {

    private Names() {}

    static <T> T find(String what, String word, Map<String, T> known) {
        T found = known.get(word);
        if (found == null) {
            throw new TypeConversionException(
                    "there is no " + what + " '" + word + "'." + Suggest.hint(word, known.keySet()));
        }
        return found;
    }

    /** Activations by their names. */
    static final class Activations implements ITypeConverter<Activation> {
        @Override
        public Activation convert(String word) {
            Map<String, Activation> known = new TreeMap<>();
            Arrays.stream(Activation.values()).forEach(a -> known.put(a.label(), a));
            return find("activation", word, known);
        }
    }

    /** Tasks by their names; {@code classification} means that the number of classes decides. */
    static final class Tasks implements ITypeConverter<Task> {
        @Override
        public Task convert(String word) {
            return find(
                    "task",
                    word,
                    Map.of(
                            "regression",
                            Task.REGRESSION,
                            "binary",
                            Task.BINARY,
                            "multiclass",
                            Task.MULTICLASS,
                            "classification",
                            Task.MULTICLASS));
        }
    }

    /** Widths of hidden layers, {@code 64,64} or {@code none}. */
    static final class Widths implements ITypeConverter<List<Integer>> {
        @Override
        public List<Integer> convert(String text) {
            List<Integer> widths = new ArrayList<>();
            if ("none".equals(text)) {
                return widths;
            }
            for (String word : text.split(",", -1)) {
                int width = 0;
                try {
                    width = Integer.parseInt(word.strip());
                } catch (NumberFormatException e) {
                    width = 0;
                }
                if (width < 1 || width > 1_000_000) {
                    throw new TypeConversionException("'" + text
                            + "' is no list of widths from 1 to 1000000, like 64,64, nor 'none' for no hidden layer.");
                }
                widths.add(width);
            }
            return widths;
        }
    }
}
