package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.schedule.Schedules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of schedules draws what the registry has, and its commands work. With {@code -Dlanewise.writePages=true} it is written. */
class SchedulesPageTest {

    private static final Path PAGE = Path.of("docs", "schedules.md");
    private static final String MARK = "<!-- generated: schedules -->\n";

    @Test
    void pageIsWhatTheRegistrySays() throws IOException {
        String text = Files.readString(PAGE);
        int from = text.indexOf(MARK) + MARK.length();
        int to = text.indexOf("<!-- end -->", from);
        assertTrue(from >= MARK.length() && to >= from, PAGE + " has no mark");
        StringBuilder generated = new StringBuilder();
        for (Schedules.Entry entry : Schedules.all()) {
            generated.append(section(entry));
        }
        if (Boolean.getBoolean("lanewise.writePages")) {
            Files.writeString(PAGE, text.substring(0, from) + generated + text.substring(to));
            return;
        }
        assertEquals(
                generated.toString(),
                text.substring(from, to),
                PAGE + " is old; write it anew with -Dlanewise.writePages=true");
    }

    private static String section(Schedules.Entry entry) {
        StringBuilder settings = new StringBuilder();
        entry.defaults()
                .settings()
                .forEach((key, value) -> settings.append(settings.isEmpty() ? ":" : ",")
                        .append(key)
                        .append('=')
                        .append(value));
        CapturedConsole console = new CapturedConsole();
        assertEquals(
                0,
                console.run("schedules", entry.label(), "--epochs", "100", "--steps-per-epoch", "10"),
                console.err());
        StringBuilder drawing = new StringBuilder();
        console.out()
                .lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith("epoch "))
                .forEach(line -> drawing.append("    ").append(line).append('\n'));
        boolean level =
                drawing.toString().lines().filter(line -> line.contains("*")).count() < 2;
        return "### " + entry.label() + "\n\n`" + entry.formula() + "`. " + entry.use() + " Defaults: `" + entry.label()
                + settings + "`.\n\n" + (level ? "" : drawing + "\n");
    }

    static Stream<String> commands() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("    lanewise "))
                .map(line -> line.substring("    lanewise ".length()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandsWork(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(command);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        if (words.getFirst().equals("train")) {
            words.addAll(List.of("--epochs", "12", "--quiet"));
        }
        CapturedConsole console = new CapturedConsole();
        assertEquals(0, console.run(words.toArray(String[]::new)), console.err());
        assertEquals("", console.err());
    }
}
