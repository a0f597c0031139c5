package dev.lanewise.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often values fall between edges.
 *
 * @param id see {@link Figure#id}
 * @param title see {@link Figure#title}
 * @param note see {@link Figure#note}
 * @param x axis of the values
 * @param y axis of the counts
 * @param series one or several histograms over the same axis
 */
public record Histogram(String id, String title, String note, Axis x, Axis y, List<Bars> series) implements Figure {

    /** Checks and copies. */
    public Histogram {
        Checks.figure(id, title);
        series = List.copyOf(series);
    }

    /**
     * One histogram.
     *
     * @param name what is counted, for the legend
     * @param edges edges of the bins, increasing; one more than counts
     * @param counts values in each bin; a bin holds its lower edge, the last one its upper edge too
     */
    public record Bars(String name, double[] edges, long[] counts) {

        /** Checks and copies. */
        public Bars {
            Checks.length("The edges of '" + name + "'", edges.length, counts.length + 1);
            Checks.increasing("The edges of '" + name + "'", edges);
            edges = edges.clone();
            counts = counts.clone();
        }

        /** Counts values in bins of equal width; values that are not finite, or beyond the edges, are left out. */
        public static Bars count(String name, double[] values, double from, double to, int bins) {
            return countAll(List.of(name), List.of(values), from, to, bins).getFirst();
        }

        /** Counts values in bins of equal width from the smallest of all to the largest, the same for each series. */
        public static List<Bars> count(List<String> names, List<double[]> values, int bins) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double[] some : values) {
                for (double value : some) {
                    if (Double.isFinite(value)) {
                        least = Math.min(least, value);
                        most = Math.max(most, value);
                    }
                }
            }
            if (least > most) {
                return countAll(names, values, 0, 1, bins);
            }
            // Room for values that are all equal; for large ones half a unit would be lost in rounding.
            double room = most - least > 1e-12 * Math.abs(most) ? 0 : 0.5 * Math.max(1e-12, Math.abs(most));
            return countAll(names, values, least - room, most + room, bins);
        }

        private static List<Bars> countAll(
                List<String> names, List<double[]> values, double from, double to, int bins) {
            double[] edges = new double[bins + 1];
            for (int i = 0; i <= bins; i++) {
                edges[i] = from + (to - from) * i / bins;
            }
            List<Bars> all = new ArrayList<>();
            for (int s = 0; s < names.size(); s++) {
                long[] counts = new long[bins];
                for (double value : values.get(s)) {
                    if (value >= from && value <= to) {
                        counts[bin(edges, value)]++;
                    }
                }
                all.add(new Bars(names.get(s), edges, counts));
            }
            return all;
        }

        private static int bin(double[] edges, double value) {
            int place = Arrays.binarySearch(edges, value);
            return Math.clamp(place >= 0 ? place : -place - 2, 0, edges.length - 2);
        }
    }
}
