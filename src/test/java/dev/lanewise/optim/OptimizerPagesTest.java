package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated parts of the pages say what the registry does. With {@code -Dlanewise.writePages=true} they are written. */
class OptimizerPagesTest {

    private static final String END = "<!-- end -->";

    @ParameterizedTest
    @ValueSource(strings = {"optimizers", "conventions"})
    void pageIsWhatTheRegistrySays(String name) throws IOException {
        Path page = Path.of("docs", name + ".md");
        String text = Files.readString(page);
        String mark = "<!-- generated: " + name + " -->\n";
        int from = text.indexOf(mark);
        int to = text.indexOf(END, from);
        assertTrue(from >= 0 && to > from, page + " has no mark");
        String generated = name.equals("optimizers") ? optimizers() : conventions();
        if (Boolean.getBoolean("lanewise.writePages")) {
            Files.writeString(page, text.substring(0, from) + mark + generated + text.substring(to));
            return;
        }
        assertEquals(
                generated,
                text.substring(from + mark.length(), to),
                page + " is old; write it anew with -Dlanewise.writePages=true");
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String optimizers() {
        StringBuilder page = new StringBuilder(row(List.of("name", "formula", "defaults", "source", "when to use")));
        page.append("| --- | --- | --- | --- | --- |\n");
        for (String name : Optimizers.names()) {
            Rule rule = Optimizers.rule(name);
            String defaults = rule.hypers().stream()
                    .map(h -> h.name() + " " + h.standard(Convention.LANEWISE))
                    .collect(Collectors.joining(", "));
            page.append(row(List.of(name, "`" + rule.formula() + "`", defaults, rule.source(), rule.use())));
        }
        for (String name : Optimizers.names()) {
            page.append("\n## ")
                    .append(name)
                    .append("\n\n| setting | may be | default | meaning |\n| --- | --- | --- | --- |\n");
            for (Hyper hyper : Optimizers.rule(name).hypers()) {
                page.append(row(
                        List.of(hyper.name(), hyper.allowed(), hyper.standard(Convention.LANEWISE), hyper.meaning())));
            }
        }
        return page.toString();
    }

    private static String conventions() {
        List<Convention> all = List.of(Convention.values());
        List<String> header = new ArrayList<>(List.of("rule", "setting"));
        all.forEach(convention -> header.add(convention.label()));
        StringBuilder page = new StringBuilder(row(header));
        page.append("| --- | --- |").append(" --- |".repeat(all.size())).append('\n');
        for (String name : Optimizers.names()) {
            Rule rule = Optimizers.rule(name);
            for (Hyper hyper : rule.hypers()) {
                if (rule.conventions().stream().anyMatch(hyper::differs)) {
                    List<String> cells = new ArrayList<>(List.of(name, hyper.name()));
                    all.forEach(c -> cells.add(rule.conventions().contains(c) ? hyper.standard(c) : ""));
                    page.append(row(cells));
                }
            }
        }
        return page.toString();
    }
}
