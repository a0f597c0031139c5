package dev.lanewise.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The throughput report: {@code throughput.json} with every sample, {@code throughput.md} to read, and its charts.
 *
 * @param environment lines of name and text
 * @param missing benchmarks that gave no result
 * @param results what was measured
 */
record Report(Map<String, String> environment, List<String> missing, List<Measured> results) {

    private static final List<String> ORDER = List.of("Step", "Product", "Optimizer", "Predict", "Csv");

    /** Writes all files into a folder. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("throughput.json"), ReportJson.of(this));
            Files.writeString(folder.resolve("throughput.md"), markdown());
            for (String family : List.of("Step", "Product")) {
                if (families().contains(family)) {
                    Files.writeString(
                            folder.resolve(chartFile(family)), chart(family).svg());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    private static String chartFile(String family) {
        return family.toLowerCase(Locale.ROOT) + ".svg";
    }

    /** The families, those that matter most first. */
    private List<String> families() {
        return results.stream()
                .map(Measured::family)
                .distinct()
                .sorted(Comparator.comparingInt((String f) -> ORDER.contains(f) ? ORDER.indexOf(f) : ORDER.size())
                        .thenComparing(f -> f))
                .toList();
    }

    /** Returns the report in Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder("# Throughput\n\n");
        text.append("Medians over all iterations, each with half the distance of its quartiles.\n\n");
        text.append("| | |\n| --- | --- |\n");
        environment.forEach((name, value) ->
                text.append("| ").append(name).append(" | ").append(cell(value)).append(" |\n"));
        if (!missing.isEmpty()) {
            text.append("\nDid not run: ").append(String.join(", ", missing)).append(".\n");
        }
        for (String family : families()) {
            text.append("\n## ").append(family).append("\n\n");
            boolean chart = "Step".equals(family) || "Product".equals(family);
            if (chart) {
                text.append("![")
                        .append(family)
                        .append("](")
                        .append(chartFile(family))
                        .append(")\n\n");
            }
            String table = table(family);
            text.append(
                    ORDER.contains(family)
                            ? table
                            : "<details><summary>Table</summary>\n\n" + table + "\n</details>\n");
        }
        return text.toString();
    }

    private static String cell(String value) {
        return value.replace("|", "\\|").replace("\n", " ");
    }

    /** Rows of a family: what all contenders have in common, and the result of each. */
    private Map<String, Map<String, Measured>> rows(String family) {
        Map<String, Map<String, Measured>> rows = new LinkedHashMap<>();
        for (Measured measured : results) {
            if (measured.family().equals(family)) {
                rows.computeIfAbsent(measured.label(), label -> new LinkedHashMap<>())
                        .put(measured.contender(), measured);
            }
        }
        return rows;
    }

    /** Vector twin, scalar twin, then the peers by name. */
    private List<String> contenders(String family) {
        Set<String> found = results.stream()
                .filter(m -> m.family().equals(family))
                .map(Measured::contender)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        Set<String> ordered = new LinkedHashSet<>(List.of(Measured.VECTOR, Measured.SCALAR));
        ordered.retainAll(found);
        ordered.addAll(found);
        return List.copyOf(ordered);
    }

    private String table(String family) {
        List<String> contenders = contenders(family);
        boolean peers = contenders.stream().anyMatch(Report::isPeer);
        StringBuilder text = new StringBuilder("| ").append(unit(family)).append(" | ");
        contenders.forEach(c -> text.append(c).append(" | "));
        boolean compared = contenders.size() > 1;
        text.append(!compared ? "\n" : peers ? "vector / best peer |\n" : "vector / scalar |\n");
        text.append("| --- |").append(" ---: |".repeat(contenders.size() + (compared ? 1 : 0)));
        text.append('\n');
        List<Double> ratios = new ArrayList<>();
        rows(family).forEach((label, row) -> {
            text.append("| ").append(label).append(" | ");
            for (String contender : contenders) {
                Measured measured = row.get(contender);
                text.append(measured == null ? "" : number(measured.median()) + spread(measured))
                        .append(" | ");
            }
            double ratio = ratio(row, peers);
            if (!Double.isNaN(ratio)) {
                ratios.add(ratio);
            }
            text.append(Double.isNaN(ratio) ? "" : number(ratio)).append(compared ? " |\n" : "\n");
        });
        if (ratios.size() > 1) {
            double mean =
                    Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
            text.append("| geometric mean |")
                    .append(" |".repeat(contenders.size()))
                    .append(' ');
            text.append(number(mean)).append(" |\n");
        }
        return text.toString();
    }

    private static boolean isPeer(String contender) {
        return !contender.startsWith("Lanewise");
    }

    private String unit(String family) {
        return results.stream()
                .filter(m -> m.family().equals(family))
                .findFirst()
                .orElseThrow()
                .unit();
    }

    /** How many times as fast the vector twin is as the best peer, or where there are none as the scalar twin; NaN where one is missing. */
    private static double ratio(Map<String, Measured> row, boolean peers) {
        Measured vector = row.get(Measured.VECTOR);
        double best = Double.NaN;
        for (Measured other : row.values()) {
            if (vector != null && (peers ? isPeer(other.contender()) : Measured.SCALAR.equals(other.contender()))) {
                double ratio =
                        vector.smallerIsBetter() ? other.median() / vector.median() : vector.median() / other.median();
                best = Double.isNaN(best) ? ratio : Math.min(best, ratio);
            }
        }
        return best;
    }

    private static String number(double value) {
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 4;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    private static String spread(Measured measured) {
        return String.format(Locale.ROOT, " ±%.0f%%", 100 * measured.spread());
    }

    /** The vector twin and the peers; training relative to the best of each row, since its rates are of many magnitudes. */
    private BarChart chart(String family) {
        boolean relative = "Step".equals(family);
        List<String> series = contenders(family).stream()
                .filter(c -> !Measured.SCALAR.equals(c))
                .toList();
        List<BarChart.Group> groups = new ArrayList<>();
        rows(family).forEach((label, row) -> {
            List<Double> values = series.stream()
                    .map(c -> row.containsKey(c) ? row.get(c).median() : Double.NaN)
                    .toList();
            double best = values.stream()
                    .filter(v -> !v.isNaN())
                    .mapToDouble(v -> v)
                    .max()
                    .orElse(1);
            groups.add(new BarChart.Group(
                    label,
                    values.stream().map(v -> relative ? v / best : v).toList(),
                    values.stream().map(Report::number).toList()));
        });
        String title = relative
                ? "Training steps: " + unit(family) + ", bars relative to the fastest of each group"
                : "Products of a dense layer: " + unit(family);
        return new BarChart(title, series, groups);
    }
}
