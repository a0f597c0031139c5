package dev.lanewise.cli;

import dev.lanewise.bench.Product;
import dev.lanewise.bench.Workload;
import dev.lanewise.core.Suggest;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.Losses;
import dev.lanewise.metrics.ThresholdMetric;
import dev.lanewise.optim.Convention;
import dev.lanewise.optim.Optimizers;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Option values that are one of some words: an unknown word gets the near miss. The candidates feed help and shell completion. */
final class Names {

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

    /** Conventions of optimizers by their names. */
    static final class Conventions implements ITypeConverter<Convention>, Iterable<String> {
        @Override
        public Convention convert(String text) {
            return Convention.parse(pick(text, Convention.names(), "convention"));
        }

        @Override
        public Iterator<String> iterator() {
            return Convention.names().iterator();
        }
    }

    /** Formats of charts. */
    static final class PlotFormats implements ITypeConverter<String>, Iterable<String> {
        private static final List<String> FORMATS = List.of("svg", "png");

        @Override
        public String convert(String text) {
            return pick(text, FORMATS, "format");
        }

        @Override
        public Iterator<String> iterator() {
            return FORMATS.iterator();
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

    /** What a threshold is chosen by. */
    static final class ThresholdMetrics implements ITypeConverter<ThresholdMetric>, Iterable<String> {
        private static final Map<String, ThresholdMetric> KNOWN = new LinkedHashMap<>();

        static {
            for (ThresholdMetric metric : ThresholdMetric.values()) {
                KNOWN.put(metric.label(), metric);
            }
        }

        @Override
        public ThresholdMetric convert(String text) {
            return pick(text, KNOWN, "metric of a threshold");
        }

        @Override
        public Iterator<String> iterator() {
            return KNOWN.keySet().iterator();
        }
    }

    /** How probabilities are calibrated. */
    static final class Calibrations implements ITypeConverter<String>, Iterable<String> {
        static final String NONE = "none";
        private static final List<String> NAMES = List.of("temperature", NONE);

        @Override
        public String convert(String text) {
            return pick(text, NAMES, "calibration");
        }

        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    /** Activations by their names. */
    static final class Activations implements ITypeConverter<Activation>, Iterable<String> {
        private static final Map<String, Activation> KNOWN = new LinkedHashMap<>();

        static {
            for (Activation activation : Activation.values()) {
                KNOWN.put(activation.label(), activation);
            }
        }

        @Override
        public Activation convert(String text) {
            return pick(text, KNOWN, "activation");
        }

        @Override
        public Iterator<String> iterator() {
            return KNOWN.keySet().iterator();
        }
    }

    /** Tasks by their names; {@code classification} stands for two or more classes, whichever the target has. */
    static final class Tasks implements ITypeConverter<Task>, Iterable<String> {
        private static final Map<String, Task> KNOWN = new LinkedHashMap<>();

        static {
            for (Task task : Task.values()) {
                KNOWN.put(task.label(), task);
            }
            KNOWN.put("classification", Task.MULTICLASS);
        }

        @Override
        public Task convert(String text) {
            return pick(text, KNOWN, "task");
        }

        @Override
        public Iterator<String> iterator() {
            return KNOWN.keySet().iterator();
        }
    }

    /** Names of the workloads to measure with. */
    static final class Cases implements ITypeConverter<String>, Iterable<String> {
        @Override
        public String convert(String text) {
            return pick(text, List.copyOf(Workload.CASES.keySet()), "case");
        }

        @Override
        public Iterator<String> iterator() {
            return Workload.CASES.keySet().iterator();
        }
    }

    /** Kinds of products by their names. */
    static final class ProductKinds implements ITypeConverter<Product.Kind>, Iterable<String> {
        private static final Map<String, Product.Kind> KNOWN = new LinkedHashMap<>();

        static {
            for (Product.Kind kind : Product.Kind.values()) {
                KNOWN.put(kind.label(), kind);
            }
        }

        @Override
        public Product.Kind convert(String text) {
            return pick(text, KNOWN, "kind of products");
        }

        @Override
        public Iterator<String> iterator() {
            return KNOWN.keySet().iterator();
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

    static String pick(String text, List<String> known, String what) {
        if (!known.contains(text)) {
            throw new TypeConversionException("there is no " + what + " '" + text + "'." + Suggest.hint(text, known));
        }
        return text;
    }

    private static <T> T pick(String text, Map<String, T> known, String what) {
        T found = known.get(text);
        if (found == null) {
            throw new TypeConversionException(
                    "there is no " + what + " '" + text + "'." + Suggest.hint(text, known.keySet()));
        }
        return found;
    }
}
