package dev.lanewise.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Tells a leak from noise: by the slope of a quantity over all samples, not by its end alone. The slope is the median of those between all pairs of samples (Theil and
 * Sen), which single outliers do not move.
 */
final class Flatness {

    /** What may grow by how much, over all samples together. */
    private enum Quantity {
        HEAP("heap, bytes", Footprint::heap, 400_000),
        DIRECT("direct buffers, bytes", Footprint::direct, 100_000),
        /** The compiler and the allocator of the C library take some, for a while. */
        RESIDENT("resident memory, bytes", Footprint::resident, 24_000_000),
        THREADS("threads", Footprint::threads, 0.5),
        HANDLES("open files", Footprint::handles, 0.5),
        CLASSES("loaded classes", Footprint::classes, 40),
        FILES("files left behind", Footprint::files, 0.5);

        private final String label;
        private final ToLongFunction<Footprint> value;
        private final double most;

        Quantity(String label, ToLongFunction<Footprint> value, double most) {
            this.label = label;
            this.value = value;
            this.most = most;
        }
    }

    private Flatness() {}

    /** Returns by how much the samples grow from the first to the last, along their robust slope. */
    static double growth(double[] samples) {
        double[] slopes = new double[samples.length * (samples.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < samples.length; i++) {
            for (int j = i + 1; j < samples.length; j++) {
                slopes[count++] = (samples[j] - samples[i]) / (j - i);
            }
        }
        Arrays.sort(slopes);
        double median = (slopes[(count - 1) / 2] + slopes[count / 2]) / 2;
        return median * (samples.length - 1);
    }

    /**
     * Returns a line for each quantity, in {@code told}, and those of them that grow.
     *
     * @param samples at equal intervals, at least 3
     */
    static List<String> leaks(List<Footprint> samples, List<String> told) {
        List<String> leaks = new ArrayList<>();
        for (Quantity quantity : Quantity.values()) {
            double[] values =
                    samples.stream().mapToDouble(quantity.value::applyAsLong).toArray();
            double growth = growth(values);
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            String line = String.format(
                    Locale.ROOT,
                    "%-24s least %,15.0f  most %,15.0f  first %,15.0f  last %,15.0f  growth %,13.1f of %,13.1f allowed",
                    quantity.label,
                    sorted[0],
                    sorted[sorted.length - 1],
                    values[0],
                    values[values.length - 1],
                    growth,
                    quantity.most);
            told.add(line);
            if (growth > quantity.most) {
                leaks.add(line);
            }
        }
        return leaks;
    }
}
