package dev.lanewise.jmh;

import java.util.List;
import java.util.Locale;

/**
 * A chart of horizontal bars in groups, as SVG.
 *
 * @param title what it shows
 * @param series name of the bars of each group, in order
 * @param groups the groups
 */
record BarChart(String title, List<String> series, List<Group> groups) {

    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#e07a1f", "#5a9e4b", "#a23b72", "#7d7d7d", "#c9a227");

    private static final int LABELS = 230;
    private static final int BARS = 460;
    private static final int BAR = 14;
    private static final int GAP = 8;

    /**
     * A group of bars.
     *
     * @param label what it is
     * @param values a length for each series; NaN for none
     * @param texts what stands beside each bar
     */
    record Group(String label, List<Double> values, List<String> texts) {}

    /** Returns the SVG. */
    String svg() {
        double longest = groups.stream()
                .flatMap(g -> g.values().stream())
                .filter(v -> !v.isNaN())
                .mapToDouble(v -> v)
                .max()
                .orElse(1);
        StringBuilder body = new StringBuilder();
        int y = 34;
        for (int s = 0; s < series.size(); s++) {
            int x = 12 + s * 150;
            body.append(rectangle(x, y, 12, 12, s)).append(text(x + 18, y + 11, "start", series.get(s)));
        }
        y += 26;
        for (Group group : groups) {
            int from = y;
            for (int s = 0; s < series.size(); s++) {
                double value = group.values().get(s);
                if (!Double.isNaN(value)) {
                    double width = value / longest * BARS;
                    body.append(rectangle(LABELS, y, width, BAR - 2, s));
                    body.append(text(
                            LABELS + width + 5,
                            y + BAR - 4,
                            "start",
                            group.texts().get(s)));
                    y += BAR;
                }
            }
            body.append(text(LABELS - 8, (from + y) / 2.0 + 3, "end", group.label()));
            y += GAP;
        }
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">%n"
                                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"
                                + "<text x=\"12\" y=\"20\" font-size=\"15\">%s</text>%n",
                        y + 4,
                        escape(title))
                + body + "</svg>\n";
    }

    private static String rectangle(double x, double y, double width, double height, int colour) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                x,
                y,
                width,
                height,
                COLOURS.get(colour % COLOURS.size()));
    }

    private static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escape(text));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
