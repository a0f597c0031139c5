package dev.lanewise.cli;

import dev.lanewise.core.Suggest;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.Losses;
import dev.lanewise.optim.Optimizers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Option values that are one of some words: an unknown word gets the near miss. The candidates feed help and shell completion. */
final class Names {

    private static final String CLASSIFICATION = "classification";

    private Names() {}

    /** Names of optimizers. */
    static final class OptimizerNames implements ITypeConverter<String>, Iterable<String> {
        @Override
        public String convert(String text) {
            return pick(text, Optimizers.names(), "optimizer");
        }

        @Override
        public Iterator<String> iterator() {
            return Optimizers.names().iterator();
        }
    }

    /** Names of losses. */
    static final class LossNames implements ITypeConverter<String>, Iterable<String> {
        @Override
        public String convert(String text) {
            return pick(text, Losses.names(), "loss");
        }

        @Override
        public Iterator<String> iterator() {
            return Losses.names().iterator();
        }
    }

    /** Activations by their names. */
    static final class Activations implements ITypeConverter<Activation>, Iterable<String> {
        @Override
        public Activation convert(String text) {
            String label = pick(text, labels(), "activation");
            return Activation.valueOf(constant(label));
        }

        @Override
        public Iterator<String> iterator() {
            return labels().iterator();
        }

        private static List<String> labels() {
            return Arrays.stream(Activation.values()).map(Activation::label).toList();
        }
    }

    /** Tasks by their names; {@code classification} stands for two or more classes, whichever the target has. */
    static final class Tasks implements ITypeConverter<Task>, Iterable<String> {
        @Override
        public Task convert(String text) {
            String label = pick(text, labels(), "task");
            return CLASSIFICATION.equals(label) ? Task.MULTICLASS : Task.valueOf(constant(label));
        }

        @Override
        public Iterator<String> iterator() {
            return labels().iterator();
        }

        private static List<String> labels() {
            List<String> labels = new ArrayList<>();
            for (Task task : Task.values()) {
                labels.add(task.label());
            }
            labels.add(CLASSIFICATION);
            return labels;
        }
    }

    /** Kernels by their names. */
    static final class KernelNames implements ITypeConverter<String>, Iterable<String> {
        private static final List<String> NAMES = List.of("vector", "scalar");

        @Override
        public String convert(String text) {
            return pick(text, NAMES, "kind of kernels");
        }

        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    /** Vector widths. */
    static final class VectorBits implements ITypeConverter<Integer>, Iterable<String> {
        private static final List<String> WIDTHS = List.of("128", "256", "512");

        @Override
        public Integer convert(String text) {
            if (!WIDTHS.contains(text)) {
                throw Numbers.refuse(text, "128, 256 or 512");
            }
            return Integer.valueOf(text);
        }

        @Override
        public Iterator<String> iterator() {
            return WIDTHS.iterator();
        }
    }

    private static String pick(String text, List<String> known, String what) {
        if (!known.contains(text)) {
            throw new TypeConversionException("there is no " + what + " '" + text + "'." + Suggest.hint(text, known));
        }
        return text;
    }

    private static String constant(String label) {
        return label.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
