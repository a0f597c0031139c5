package dev.lanewise.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Static analysis is switched off only where a comment beside it says why. */
class SuppressionsTest {

    private static final int SHORTEST_REASON = 12;

    private static final Pattern SWITCHED_OFF = Pattern.compile("@(SuppressWarnings|Disabled\\w*)\\b(.*)");

    private static final Pattern CHECK = Pattern.compile("-Xep:(\\w+):(?:OFF|WARN)");

    private static final Pattern LINT = Pattern.compile("<arg>-Xlint:([\\w,-]+)</arg>|<doclint>([\\w,-]+)</doclint>");

    private static final Pattern COMMENT = Pattern.compile("(?s)<!--(.*?)-->");

    @Test
    void everySuppressionInTheSourcesHasItsReason() throws IOException {
        List<String> without = new ArrayList<>();
        int found = 0;
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                Matcher matcher = SWITCHED_OFF.matcher(lines.get(i).strip());
                if (matcher.lookingAt()) {
                    found++;
                    if (!hasReason(
                            matcher.group(2), i == 0 ? "" : lines.get(i - 1).strip())) {
                        without.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                    }
                }
            }
        }
        assertTrue(found > 0, "the sources are found");
        assertEquals(List.of(), without, "suppressions without a reason beside them");
    }

    /** A comment behind it, or on a line of its own before it. */
    private static boolean hasReason(String behind, String before) {
        int comment = behind.indexOf("//");
        return comment >= 0 && behind.substring(comment + 2).strip().length() >= SHORTEST_REASON
                || before.startsWith("//") && before.length() >= SHORTEST_REASON + 3;
    }

    @Test
    void everyCheckThatTheBuildSwitchesOffHasItsReason() throws IOException {
        for (Path pom : List.of(Path.of("pom.xml"), Path.of("jmh/peers/pom.xml"))) {
            String text = Files.readString(pom);
            String reasons = COMMENT.matcher(text)
                    .results()
                    .map(comment -> comment.group(1).replaceAll("\\s+", " "))
                    .collect(Collectors.joining(" "));
            for (String name : switchedOff(text)) {
                Pattern reason = Pattern.compile(
                        "(?<![\\w-])" + Pattern.quote(name) + "(?: is off)?: .{" + SHORTEST_REASON + ",}");
                assertTrue(
                        reason.matcher(reasons).find(),
                        pom + " switches " + name + " off, and no comment says '" + name + ": why'");
            }
        }
        assertTrue(switchedOff(Files.readString(Path.of("pom.xml"))).size() >= 7, "the pattern finds them");
    }

    private static List<String> switchedOff(String pom) {
        Stream<String> checks = CHECK.matcher(pom).results().map(match -> match.group(1));
        Stream<String> lints = LINT.matcher(pom).results().flatMap(SuppressionsTest::minus);
        return Stream.concat(checks, lints).distinct().toList();
    }

    private static Stream<String> minus(MatchResult lint) {
        String list = lint.group(1) == null ? lint.group(2) : lint.group(1);
        return Stream.of(list.split(",")).filter(name -> name.startsWith("-")).map(name -> name.substring(1));
    }

    private static List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("src", "jmh")) {
            try (Stream<Path> walk = Files.walk(Path.of(folder))) {
                walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files;
    }
}
