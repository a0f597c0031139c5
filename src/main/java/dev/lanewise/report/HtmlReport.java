package dev.lanewise.report;

import dev.lanewise.figure.Claim;
import dev.lanewise.figure.ConfusionMatrix;
import dev.lanewise.figure.Facts;
import dev.lanewise.figure.Figure;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Report;
import dev.lanewise.figure.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A report as one HTML file that needs nothing else: styles, scripts and data are inside, and its policy lets the browser load nothing. Texts and tables are
 * plain HTML; figures are drawn by the scripts. Names from data reach the page as escaped text or as JSON only.
 */
public final class HtmlReport {

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?[0-9][0-9,]*(\\.[0-9]+)?([eE][-+]?[0-9]+)?( ?%| s| ms)?|-|");

    /** Numbers of at most this length are shown large, where all of a list are such. */
    private static final int TILE = 14;

    /** Cells of at most this length are not broken. */
    private static final int SHORT = 30;

    /** Cells of more letters are cut. */
    private static final int LONG = 200;

    /** Tables of more rows may take more than a page of paper, and go on over its end. */
    private static final int PAGE = 25;

    private static final int WIDE_MAP = 6;
    private static final int WIDE_MATRIX = 12;

    private final Report report;
    private final StringBuilder html = new StringBuilder(1 << 19);

    private HtmlReport(Report report) {
        this.report = report;
    }

    /**
     * Checks that reports can be written here.
     *
     * @throws dev.lanewise.core.UserException where D3 is not on the class path
     */
    public static void check() {
        Assets.load();
    }

    /** Writes a report in UTF-8; the stream stays open. */
    public static void write(Report report, OutputStream out) throws IOException {
        out.write(render(report).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a report as the text of an HTML file. */
    public static String render(Report report) {
        return new HtmlReport(report).html();
    }

    private String html() {
        Assets assets = Assets.load();
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(assets.policy())
                .append("\">\n<meta name=\"generator\" content=\"Lanewise\">\n<title>");
        text(report.title());
        html.append("</title>\n<style>").append(assets.style()).append("</style>\n</head>\n<body>\n");
        head();
        html.append("<main>\n");
        for (int i = 0; i < report.sections().size(); i++) {
            section(i, report.sections().get(i));
        }
        html.append("</main>\n<footer>Made by Lanewise. This file needs no network: everything is inside.</footer>\n")
                .append("<script type=\"application/json\" id=\"figures\">")
                .append(FigureJson.array(report.figures()))
                .append("</script>\n");
        for (String script : assets.scripts()) {
            html.append("<script>").append(script).append("</script>\n");
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private void head() {
        html.append("<header class=\"page\">\n<div class=\"titles\">\n<h1>");
        text(report.title());
        html.append("</h1>\n");
        if (!report.subtitle().isEmpty()) {
            html.append("<p class=\"subtitle\">");
            text(report.subtitle());
            html.append("</p>\n");
        }
        html.append("</div>\n<button type=\"button\" id=\"theme\" hidden>Dark</button>\n</header>\n")
                .append(
                        "<noscript><p class=\"warning\">The figures are drawn by scripts, which are switched off here. ")
                .append("Texts and tables are complete.</p></noscript>\n");
        if (report.sections().size() > 2) {
            html.append("<nav aria-label=\"Sections\"><ul>");
            for (int i = 0; i < report.sections().size(); i++) {
                html.append("<li><a href=\"#s").append(i).append("\">");
                text(report.sections().get(i).title());
                html.append("</a></li>");
            }
            html.append("</ul></nav>\n");
        }
    }

    private void section(int number, Report.Section section) {
        html.append("<section id=\"s")
                .append(number)
                .append("\" aria-labelledby=\"h")
                .append(number);
        html.append("\">\n<h2 id=\"h").append(number).append("\">");
        text(section.title());
        html.append("</h2>\n");
        if (!section.text().isEmpty()) {
            html.append("<p>");
            text(section.text());
            html.append("</p>\n");
        }
        html.append("<div class=\"items\">\n");
        section.items().forEach(this::item);
        html.append("</div>\n</section>\n");
    }

    private void item(Item item) {
        switch (item) {
            case Figure figure -> figure(figure);
            case Table table -> table(table);
            case Facts facts -> facts(facts);
            case Claim claim -> claim(claim);
        }
    }

    /** The scripts fill it by its id. */
    private void figure(Figure figure) {
        html.append(isWide(figure) ? "<figure class=\"card wide\" id=\"" : "<figure class=\"card\" id=\"")
                .append(figure.id())
                .append("\">\n<figcaption><h3>");
        text(figure.title());
        html.append("</h3>");
        note(figure.note());
        html.append("</figcaption>\n<div class=\"chart\"></div>\n</figure>\n");
    }

    /** Whether a figure needs the width of the page for itself. */
    private static boolean isWide(Figure figure) {
        return switch (figure) {
            case HeatMap map -> map.columns().size() > WIDE_MAP;
            case ConfusionMatrix matrix -> matrix.classes().size() > WIDE_MATRIX;
            default -> false;
        };
    }

    private void note(String note) {
        if (!note.isEmpty()) {
            html.append("<p class=\"note\">");
            text(note);
            html.append("</p>");
        }
    }

    private void table(Table table) {
        html.append("<div class=\"card wide")
                .append(table.rows().size() > PAGE ? " long" : "")
                .append("\" id=\"")
                .append(table.id())
                .append("\">\n<h3>");
        text(table.title());
        html.append("</h3>");
        note(table.note());
        html.append("\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        text(table.title());
        html.append("\"><table><thead><tr>");
        boolean[] numeric = new boolean[table.columns().size()];
        for (int c = 0; c < numeric.length; c++) {
            numeric[c] = isNumeric(table.rows(), c);
            html.append("<th scope=\"col\"").append(numeric[c] ? " class=\"n\">" : ">");
            text(table.columns().get(c));
            html.append("</th>");
        }
        html.append("</tr></thead>\n<tbody>");
        for (List<String> row : table.rows()) {
            html.append("<tr>");
            for (int c = 0; c < numeric.length; c++) {
                cell(row.get(c), numeric[c]);
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n</div>\n");
    }

    /** Long texts are cut; their title, and the CSV file, have them in full. */
    private void cell(String text, boolean numeric) {
        boolean isLong = text.length() > LONG;
        html.append(numeric ? "<td class=\"n\"" : text.length() <= SHORT ? "<td class=\"s\"" : "<td");
        if (isLong) {
            html.append(" title=\"");
            text(text);
            html.append('"');
        }
        html.append('>');
        text(isLong ? text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONG))) + "…" : text);
        html.append("</td>");
    }

    private static boolean isNumeric(List<List<String>> rows, int column) {
        return !rows.isEmpty()
                && rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }

    private void facts(Facts facts) {
        boolean tiles = facts.facts().stream()
                .allMatch(fact -> fact.value().length() <= TILE
                        && NUMBER.matcher(fact.value()).matches());
        html.append(tiles ? "<dl class=\"card wide facts tiles\">\n" : "<dl class=\"card wide facts\">\n");
        for (Facts.Fact fact : facts.facts()) {
            html.append("<div><dt>");
            text(fact.label());
            html.append("</dt><dd>");
            text(fact.value());
            html.append("</dd></div>\n");
        }
        html.append("</dl>\n");
    }

    private void claim(Claim claim) {
        html.append("<div class=\"card wide claim ")
                .append(claim.held() ? "held" : "failed")
                .append("\">\n<p><strong class=\"verdict\">")
                .append(claim.held() ? "&#10003; Held" : "&#10007; Failed")
                .append("</strong> ");
        text(claim.claim());
        html.append("</p>");
        note(claim.evidence());
        html.append("</div>\n");
    }

    /** Appends a text so that it can be nothing but text. */
    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
    }
}
