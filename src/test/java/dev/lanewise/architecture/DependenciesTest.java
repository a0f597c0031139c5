package dev.lanewise.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page of dependencies says what the build uses: the same coordinates in the same versions, each with its licence and its reason. */
class DependenciesTest {

    private static final Path PAGE = Path.of("docs/dependencies.md");
    private static final Path POM = Path.of("pom.xml");

    private static final Set<String> PERMISSIVE = Set.of("Apache-2.0", "MIT", "ISC", "BSD-3-Clause");

    private static final Pattern ROW =
            Pattern.compile("\\| `([^`:]+):([^`:]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");

    private record Row(String section, String group, String artifact, String version, String licence, String reason) {
        String coordinates() {
            return group + ":" + artifact;
        }

        /** How a path in a Maven repository ends. */
        String jar() {
            return group.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version + ".jar";
        }
    }

    @Test
    void whatTheBuildNamesIsOnThePage() throws Exception {
        Map<String, String> page = new TreeMap<>();
        rows().forEach(row -> page.put(row.coordinates(), row.version()));
        Map<String, String> missing = new TreeMap<>(namedInThePom());
        missing.entrySet().removeAll(page.entrySet());
        assertEquals(Map.of(), missing, POM + " names what " + PAGE + " does not, or in another version");
    }

    @Test
    void whatTheTestsRunWithIsOnThePage() throws IOException {
        List<Row> rows = rows();
        List<String> jars = classPath();
        assertTrue(jars.size() > 20, "the class path is that of the tests: " + jars);
        for (String jar : jars) {
            assertTrue(rows.stream().anyMatch(row -> jar.endsWith("/" + row.jar())), PAGE + " does not name " + jar);
        }
    }

    @Test
    void thePageNamesNothingElse() throws Exception {
        Set<String> named = namedInThePom().keySet();
        List<String> jars = classPath();
        TreeSet<String> unused = new TreeSet<>();
        for (Row row : rows()) {
            if (!named.contains(row.coordinates()) && jars.stream().noneMatch(jar -> jar.endsWith("/" + row.jar()))) {
                unused.add(row.coordinates());
            }
        }
        assertEquals(Set.of(), unused, PAGE + " names what the build does not use");
    }

    @Test
    void everyVersionIsPinnedAndEveryRowComplete() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (Row row : rows()) {
            assertTrue(seen.add(row.coordinates()), row.coordinates() + " stands twice");
            assertTrue(
                    row.version().matches("[0-9][0-9A-Za-z.-]*")
                            && !row.version().endsWith("SNAPSHOT"),
                    row.toString());
            assertTrue(row.licence().matches("[A-Z][A-Za-z]*-?[0-9.]*.*"), row.toString());
            assertTrue(row.reason().length() > 5 && row.reason().endsWith("."), row.toString());
        }
    }

    /** What a user cannot do without binds nobody to publish anything. */
    @Test
    void licencesAtRunTimeArePermissive() throws IOException {
        List<Row> needed = rows().stream()
                .filter(row -> row.section().equals("At run time"))
                .toList();
        assertEquals(3, needed.size());
        for (Row row : needed) {
            assertTrue(PERMISSIVE.contains(row.licence()), row.toString());
        }
    }

    private static List<Row> rows() throws IOException {
        String section = "";
        Stream.Builder<Row> rows = Stream.builder();
        for (String line : Files.readAllLines(PAGE)) {
            section = line.startsWith("## ") ? line.substring(3) : section;
            if (line.startsWith("| `")) {
                Matcher matcher = ROW.matcher(line);
                assertTrue(matcher.matches(), PAGE + " has an incomplete row: " + line);
                rows.add(new Row(
                        section,
                        matcher.group(1),
                        matcher.group(2),
                        matcher.group(3),
                        matcher.group(4),
                        matcher.group(5)));
            }
        }
        return rows.build().toList();
    }

    private static List<String> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> entry.replace(File.separatorChar, '/'))
                .toList();
    }

    /** Versions by coordinates of all dependencies, plugins and annotation processors, in profiles too. */
    private static Map<String, String> namedInThePom() throws Exception {
        Element pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(POM.toFile())
                .getDocumentElement();
        Map<String, String> named = new TreeMap<>();
        for (String tag : List.of("dependency", "plugin", "path")) {
            for (Element element : elements(pom, tag)) {
                String group = text(element, "groupId", "org.apache.maven.plugins");
                String coordinates = group + ":" + text(element, "artifactId", "");
                String version = text(element, "version", "");
                if (version.isEmpty()) {
                    named.putIfAbsent(coordinates, "");
                } else {
                    named.put(coordinates, resolved(pom, version));
                }
            }
        }
        Element format = elements(pom, "palantirJavaFormat").getFirst();
        named.put("com.palantir.javaformat:palantir-java-format", resolved(pom, text(format, "version", "")));
        named.replaceAll((coordinates, version) ->
                version.isEmpty() && coordinates.startsWith("org.junit.") ? named.get("org.junit:junit-bom") : version);
        return named;
    }

    private static String resolved(Element pom, String version) {
        if (!version.startsWith("${")) {
            return version;
        }
        String name = version.substring(2, version.length() - 1);
        return text(elements(pom, "properties").getFirst(), name, null);
    }

    private static List<Element> elements(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    /** Text of a child, not of what lies deeper. */
    private static String text(Element parent, String child, String standard) {
        for (Element element : elements(parent, child)) {
            if (element.getParentNode() == parent) {
                return element.getTextContent().strip();
            }
        }
        assertNotNull(standard, POM + " has no " + child);
        return standard;
    }
}
