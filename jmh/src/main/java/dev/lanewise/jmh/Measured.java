package dev.lanewise.jmh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One benchmark with one set of parameters.
 *
 * @param family what is measured: the class's name but for {@code Bench} or the peer
 * @param contender who did it: a twin of Lanewise, or a peer
 * @param method the operation
 * @param parameters its parameters by name, but for the twin
 * @param samples a value for each iteration of each round, by metric: {@code gflops}, {@code gigabytes} and {@code samples} a second, or the
 *     primary score by its unit
 */
public record Measured(
        String family,
        String contender,
        String method,
        Map<String, String> parameters,
        Map<String, List<Double>> samples) {

    /** The contender that the report is about. */
    public static final String VECTOR = "Lanewise vector";

    /** The other twin. */
    public static final String SCALAR = "Lanewise scalar";

    private static final Pattern NAME = Pattern.compile(".*?([A-Z][a-z0-9]+)(\\w+)\\.(\\w+)");

    /** Reads a result of JMH. */
    public static Measured of(RunResult run) {
        BenchmarkParams params = run.getParams();
        Map<String, String> parameters = new TreeMap<>();
        params.getParamsKeys().forEach(key -> parameters.put(key, params.getParam(key)));
        String twin = parameters.remove("twin");
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                Result<?> primary = iteration.getPrimaryResult();
                add(samples, primary.getScoreUnit(), primary.getScore());
                iteration.getSecondaryResults().forEach((name, result) -> add(samples, name, result.getScore()));
            }
        }
        Matcher name = NAME.matcher(params.getBenchmark());
        if (!name.matches()) {
            throw new IllegalStateException("no name of a benchmark: " + params.getBenchmark());
        }
        boolean own = "Bench".equals(name.group(2));
        String contender = !own ? name.group(2) : twin == null ? "Lanewise" : "SCALAR".equals(twin) ? SCALAR : VECTOR;
        return new Measured(name.group(1), contender, name.group(3), parameters, samples);
    }

    private static void add(Map<String, List<Double>> samples, String metric, double value) {
        samples.computeIfAbsent(metric, m -> new ArrayList<>()).add(value);
    }

    /** Joins the rounds: one element for each benchmark and set of parameters, with the samples of all. */
    public static List<Measured> join(Collection<Measured> rounds) {
        Map<String, Measured> joined = new LinkedHashMap<>();
        for (Measured measured : rounds) {
            Measured first = joined.putIfAbsent(measured.contender + " " + measured.row(), measured);
            if (first != null) {
                measured.samples.forEach(
                        (metric, values) -> first.samples.get(metric).addAll(values));
            }
        }
        return List.copyOf(joined.values());
    }

    /** Returns what contenders have in common: family, method and parameters. */
    public String row() {
        return family + " " + label();
    }

    /** Returns method and parameters in short. */
    public String label() {
        StringBuilder text = new StringBuilder(method);
        parameters.forEach((name, value) -> {
            if ("NORMAL".equals(value)) {
                return; // numbers are normal unless it is said
            }
            if (!"threads".equals(name)) {
                text.append(' ').append(value.toLowerCase(Locale.ROOT));
            } else if (!"1".equals(value)) {
                text.append(' ').append(value).append(" threads");
            }
        });
        return text.toString();
    }

    /** Returns the metric to show. */
    public String metric() {
        for (String counter : List.of("samples", "gflops", "gigabytes")) {
            if (samples.containsKey(counter)) {
                return counter;
            }
        }
        return samples.keySet().iterator().next();
    }

    /** Returns the unit of {@link #metric}. */
    public String unit() {
        return switch (metric()) {
            case "samples" -> "samples/s";
            case "gflops" -> "GFLOP/s";
            case "gigabytes" -> "GB/s";
            default -> metric();
        };
    }

    /** Whether a smaller value is better: a time. */
    public boolean smallerIsBetter() {
        return metric().endsWith("/op");
    }

    /** Returns the median of the metric. */
    public double median() {
        return quantile(0.5);
    }

    /** Returns half the distance of the quartiles, as a fraction of the median. */
    public double spread() {
        return (quantile(0.75) - quantile(0.25)) / (2 * median());
    }

    private double quantile(double at) {
        List<Double> sorted = samples.get(metric()).stream().sorted().toList();
        double position = at * (sorted.size() - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
    }
}
