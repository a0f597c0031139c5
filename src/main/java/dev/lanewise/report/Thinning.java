package dev.lanewise.report;

import dev.lanewise.figure.Contours;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Scale;
import dev.lanewise.figure.Scatter;
import java.util.Arrays;
import java.util.BitSet;

/** Leaves out points that no eye would miss; always the same ones for the same data. */
final class Thinning {

    /** More points than a wide screen has columns. */
    static final int MOST_POINTS = 2000;

    private static final int MOST_STEPS = 1000;

    private Thinning() {}

    /** A path with the number of each step that is kept. */
    record Walk(int[] steps, Contours.Path path) {}

    /** Keeps of each bucket of points the first, the lowest and the highest, of the band too, and the last of all. */
    static Lines.Line of(Lines.Line line, Scale scale) {
        int n = line.x().length;
        if (n <= MOST_POINTS) {
            return line;
        }
        boolean band = line.low().length > 0;
        BitSet kept = new BitSet(n);
        int buckets = MOST_POINTS / (band ? 5 : 3);
        int[] edges = edges(line.x(), buckets, scale);
        for (int b = 0; b < buckets; b++) {
            int from = edges[b];
            int to = edges[b + 1];
            if (from == to) {
                continue;
            }
            kept.set(from);
            keepExtremes(line.y(), from, to, kept);
            if (band) {
                kept.set(extreme(line.low(), from, to, -1));
                kept.set(extreme(line.high(), from, to, 1));
            }
        }
        kept.set(n - 1);
        int[] places = kept.stream().toArray();
        return new Lines.Line(
                line.name(),
                pick(line.x(), places),
                pick(line.y(), places),
                band ? pick(line.low(), places) : line.low(),
                band ? pick(line.high(), places) : line.high(),
                line.style());
    }

    /** Where buckets begin and end: as many points in each, or on a logarithmic axis as much of its length. */
    private static int[] edges(double[] x, int buckets, Scale scale) {
        int n = x.length;
        int[] edges = new int[buckets + 1];
        int first = 0;
        while (first < n && !(x[first] > 0)) {
            first++;
        }
        if (scale == Scale.LINEAR || first == n) {
            Arrays.setAll(edges, b -> (int) ((long) n * b / buckets));
            return edges;
        }
        double ratio = x[n - 1] / x[first];
        // What has no place on the axis is left to the first bucket.
        for (int b = 1, i = first; b < buckets; b++) {
            double end = x[first] * StrictMath.pow(ratio, (double) b / buckets);
            while (i < n && x[i] < end) {
                i++;
            }
            edges[b] = i;
        }
        edges[buckets] = n;
        return edges;
    }

    /** Keeps equally distant points, and those at the edges. */
    static Scatter.Points of(Scatter.Points points) {
        int n = points.x().length;
        if (n <= MOST_POINTS) {
            return points;
        }
        BitSet kept = new BitSet(n);
        for (int i = 0; i < MOST_POINTS; i++) {
            kept.set((int) ((long) n * i / MOST_POINTS));
        }
        keepExtremes(points.x(), 0, n, kept);
        keepExtremes(points.y(), 0, n, kept);
        int[] places = kept.stream().toArray();
        return new Scatter.Points(points.name(), pick(points.x(), places), pick(points.y(), places));
    }

    /** Keeps equally distant steps of a path's finite part, and its last. */
    static Walk of(Contours.Path path) {
        int n = 0;
        while (n < path.x().length && Double.isFinite(path.x()[n]) && Double.isFinite(path.y()[n])) {
            n++;
        }
        int count = Math.min(n, MOST_STEPS);
        int[] steps = new int[count];
        for (int i = 0; i < count; i++) {
            steps[i] = count == 1 ? 0 : (int) ((long) (n - 1) * i / (count - 1));
        }
        String end = n < path.x().length && path.end().isEmpty() ? "diverged" : path.end();
        return new Walk(
                steps,
                new Contours.Path(
                        path.name(), pick(path.x(), steps), pick(path.y(), steps), pick(path.value(), steps), end));
    }

    private static void keepExtremes(double[] values, int from, int to, BitSet kept) {
        kept.set(extreme(values, from, to, -1));
        kept.set(extreme(values, from, to, 1));
    }

    /** Where the highest value is, or the lowest; a gap counts as the extreme, so that it is not closed. */
    private static int extreme(double[] values, int from, int to, int sign) {
        int best = from;
        for (int i = from; i < to; i++) {
            if (!Double.isFinite(values[i])) {
                return i;
            }
            best = sign * values[i] > sign * values[best] ? i : best;
        }
        return best;
    }

    private static double[] pick(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
    }
}
