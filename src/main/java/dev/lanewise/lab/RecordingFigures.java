package dev.lanewise.lab;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Histogram;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Report;
import dev.lanewise.train.Recording;
import dev.lanewise.train.Recording.LayerSample;
import dev.lanewise.train.Recording.MomentSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What was recorded of a training, as figures. */
public final class RecordingFigures {

    private RecordingFigures() {}

    /** Returns a report with a section of a recording at its end; as it is, where nothing was recorded. */
    public static Report added(Report report, String title, String prefix, Recording recording) {
        if (recording.layers().isEmpty()) {
            return report;
        }
        List<Report.Section> sections = new ArrayList<>(report.sections());
        sections.add(section(title, prefix, recording));
        return new Report(report.title(), report.subtitle(), sections);
    }

    /**
     * Returns a section of figures by layer and of the moments.
     *
     * @param title heading of the section
     * @param prefix what the ids of the figures begin with; lower case letters, digits and single hyphens
     */
    public static Report.Section section(String title, String prefix, Recording recording) {
        List<Item> items = new ArrayList<>();
        items.add(lines(
                prefix + "-gradient", "Norm of the gradient", Axis.log("norm"), recording, LayerSample::gradientNorm));
        items.add(
                lines(prefix + "-weight", "Norm of the weights", Axis.of("norm"), recording, LayerSample::weightNorm));
        items.add(lines(
                prefix + "-ratio",
                "Update by weights",
                Axis.log("ratio of norms"),
                recording,
                LayerSample::updateRatio));
        items.add(lines(
                prefix + "-effective",
                "Effective step: update by gradient",
                Axis.log("ratio of norms"),
                recording,
                LayerSample::effectiveStep));
        if (recording.layers().stream().anyMatch(sample -> !Double.isNaN(sample.idle()))) {
            items.add(lines(
                    prefix + "-idle",
                    "Dead or saturated units",
                    Axis.of("share of units"),
                    recording,
                    LayerSample::idle));
        }
        items.addAll(moments(prefix, recording));
        return new Report.Section(
                title,
                "By dense layer, weights and biases together, at one step in some. An update of about a thousandth of the weights is usual.",
                items);
    }

    private static Lines lines(
            String id, String title, Axis y, Recording recording, ToDoubleFunction<LayerSample> value) {
        List<Lines.Line> lines = new ArrayList<>();
        int layers =
                recording.layers().stream().mapToInt(LayerSample::layer).max().orElse(0);
        for (int layer = 1; layer <= layers; layer++) {
            int number = layer;
            List<LayerSample> samples =
                    recording.layers().stream().filter(s -> s.layer() == number).toList();
            double[] values = samples.stream().mapToDouble(value).toArray();
            boolean there = Arrays.stream(values).anyMatch(Double::isFinite);
            if (there) {
                lines.add(Lines.Line.of(
                        layer == layers ? "output" : "layer " + layer,
                        samples.stream().mapToDouble(LayerSample::step).toArray(),
                        values));
            }
        }
        return new Lines(id, title, "", Axis.of("step"), y, lines);
    }

    /** The first, the middle and the last histogram of each moment. */
    private static List<Histogram> moments(String prefix, Recording recording) {
        Set<String> names = new LinkedHashSet<>();
        recording.moments().forEach(sample -> names.add(sample.name()));
        List<Histogram> histograms = new ArrayList<>();
        for (String name : names) {
            List<MomentSample> all = recording.moments().stream()
                    .filter(m -> m.name().equals(name))
                    .toList();
            Set<MomentSample> shown =
                    new LinkedHashSet<>(List.of(all.getFirst(), all.get(all.size() / 2), all.getLast()));
            histograms.add(histogram(prefix, name, List.copyOf(shown)));
        }
        return histograms;
    }

    private static Histogram histogram(String prefix, String name, List<MomentSample> shown) {
        int from = MomentSample.COUNT;
        int to = 0;
        long zeros = 0;
        for (MomentSample sample : shown) {
            for (int bin = 0; bin < MomentSample.COUNT; bin++) {
                if (sample.counts().get(bin) > 0) {
                    from = Math.min(from, bin);
                    to = Math.max(to, bin + 1);
                }
            }
            zeros = sample.zeros();
        }
        List<Histogram.Bars> series = new ArrayList<>();
        for (MomentSample sample : shown) {
            int width = Math.max(0, to - from);
            double[] edges = new double[width + 1];
            long[] counts = new long[width];
            for (int i = 0; i < width; i++) {
                counts[i] = sample.counts().get(from + i);
            }
            for (int i = 0; i <= width; i++) {
                edges[i] = Math.scalb(1.0, MomentSample.LEAST + from + i);
            }
            series.add(new Histogram.Bars("step " + sample.step(), edges, counts));
        }
        return new Histogram(
                prefix + "-moment-" + name,
                "Sizes of the moment '" + name + "'",
                "Bins of a factor of two"
                        + (zeros > 0 ? "; " + zeros + " elements are 0 at the last step shown." : "."),
                Axis.log("size"),
                Axis.of("parameters"),
                series);
    }
}
