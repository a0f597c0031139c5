package dev.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void ourOptionsAreTakenFromAmongThoseOfJmh() {
        Arguments arguments = Arguments.parse("Sum", "-f", "2", "--rounds", "3", "--results", "out", "Loss");
        assertEquals(3, arguments.rounds());
        assertEquals(Path.of("out"), arguments.results());
        List<String> pass = arguments.passes().getFirst();
        assertEquals(List.of("-f", "2"), pass.subList(0, 2));
        Pattern names = Pattern.compile(pass.getLast());
        assertTrue(names.matcher("dev.lanewise.jmh.SumBench.sum").find());
        assertTrue(names.matcher("dev.lanewise.jmh.LossBench.elements").find());
        assertFalse(names.matcher("dev.lanewise.jmh.UpdateBench.update").find());
        assertTrue(Arguments.parse("-l", "Sum").only());
        assertFalse(arguments.only());
    }

    @Test
    void quickSettingsGiveWayToTheUsers() {
        List<List<String>> passes =
                Arguments.parse("--quick", "-p", "length=77", "-i", "9", "Sum").passes();
        List<String> kernels = passes.getFirst();
        assertEquals("length=77", kernels.get(kernels.indexOf("-p") + 1));
        assertFalse(kernels.contains("length=4099"));
        assertEquals(kernels.indexOf("-i"), kernels.lastIndexOf("-i"));
        assertTrue(kernels.contains("matrix=128x10"));
        Pattern pattern = Pattern.compile(kernels.getLast());
        assertTrue(pattern.matcher("dev.lanewise.jmh.SumBench.sum").find());
        assertFalse(pattern.matcher("dev.lanewise.jmh.LossBench.elements").find());
        List<List<String>> all = Arguments.parse("--quick").passes();
        assertTrue(Pattern.compile(all.get(1).getLast())
                .matcher("dev.lanewise.jmh.DropoutBench.row")
                .find());
        assertTrue(all.get(1).contains("1s"), "a warm-up as long as its compilation");
        Pattern others = Pattern.compile(all.get(2).getLast());
        assertTrue(
                others.matcher("dev.lanewise.jmh.peers.ProductOpenBLAS.affine").find());
        assertFalse(others.matcher("dev.lanewise.jmh.ProductBench.biasGradient").find());
    }

    @Test
    void theReportOfAPartTakesNoPlaceOfAWhole() {
        Path whole = Path.of("whole");
        Path part = Path.of("target", "jmh-results");
        assertEquals(whole, results("--quick", "--rounds", "2"));
        assertEquals(part, results("--quick", "Sum"));
        assertEquals(part, results("-p", "length=77"));
        assertEquals(Path.of("mine"), results("--results", "mine", "Sum"));
        assertEquals(part, Arguments.parse("--quick").results());
    }

    private static Path results(String... more) {
        return Arguments.parse(Stream.concat(Stream.of("--whole-results", "whole"), Stream.of(more))
                        .toArray(String[]::new))
                .results();
    }

    /** A benchmark that no run takes is in no report. */
    @Test
    void everyBenchmarkIsInARound() throws IOException, ReflectiveOperationException {
        Set<String> all = new TreeSet<>();
        for (Class<?> benchmark : AnswersTest.benchmarks()) {
            AnswersTest.methods(benchmark).forEach(method -> all.add(benchmark.getName() + "." + method.getName()));
        }
        assertTrue(all.size() > 30, all.toString());
        for (String kind : List.of("--full", "--quick")) {
            Arguments arguments = "--quick".equals(kind) ? Arguments.parse(kind) : Arguments.parse();
            Set<String> left = new TreeSet<>(all);
            for (List<String> pass : arguments.passes()) {
                left.removeIf(Pattern.compile(pass.getLast()).asPredicate());
            }
            Set<String> slow = "--quick".equals(kind) ? Set.of("dev.lanewise.jmh.ProductBench.biasGradient") : Set.of();
            assertEquals(slow, left, kind);
        }
    }

    @Test
    void wrongOptionsAreNamed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Arguments.parse("--fast"))
                .getMessage()
                .contains("'--fast'"));
        for (String rounds : List.of("0", "-1", "two", "1e9", "99999999999", "")) {
            assertEquals(
                    "--rounds is a whole number from 1 to 9999, not '" + rounds + "'.",
                    assertThrows(IllegalArgumentException.class, () -> Arguments.parse("--rounds", rounds))
                            .getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> Arguments.parse("--results"));
    }
}
