package dev.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.testing.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportTest {

    @TempDir
    Path folder;

    private static Measured measured(
            String family, String contender, String method, String parameter, String metric, Double... samples) {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        all.put("ops/s", new ArrayList<>(List.of(1.0)));
        all.put(metric, new ArrayList<>(List.of(samples)));
        return new Measured(
                family, contender, method, Map.of("shape", parameter, "threads", "1", "numbers", "NORMAL"), all);
    }

    private static Report report() {
        return new Report(
                Map.of("CPU", "one | two"),
                List.of("a.StepDJL.train"),
                List.of(
                        measured("Sum", Measured.SCALAR, "sum", "7", "gigabytes", 2.0),
                        measured("Sum", Measured.VECTOR, "sum", "7", "gigabytes", 8.0),
                        measured("Product", Measured.VECTOR, "affine", "1x1x1", "gflops", 120.0, 80.0, 100.0),
                        measured("Product", Measured.SCALAR, "affine", "1x1x1", "gflops", 3.0),
                        measured("Product", "OpenBLAS", "affine", "1x1x1", "gflops", 80.0),
                        measured("Product", Measured.VECTOR, "affine", "2x2x2", "gflops", 20.0),
                        measured("Product", "OpenBLAS", "affine", "2x2x2", "gflops", 25.0),
                        measured("Step", Measured.VECTOR, "train", "TINY", "samples", 4_000_000.0),
                        measured("Step", "Fast&Other", "train", "TINY", "samples", 1_000_000.0),
                        measured("Step", "Smile", "train", "TINY", "samples", 500_000.0)));
    }

    @Test
    void theTablesCompareWithTheBestPeerOrTheScalarTwin() {
        String text = report().markdown();
        assertTrue(text.contains("| CPU | one \\| two |"), text);
        assertTrue(text.contains("Did not run: a.StepDJL.train."), text);
        assertTrue(
                text.contains("| GFLOP/s | Lanewise vector | Lanewise scalar | OpenBLAS | vector / best peer |"), text);
        assertTrue(text.contains("| affine 1x1x1 | 100 ±10% | 3.00 ±0% | 80.0 ±0% | 1.25 |"), text);
        assertTrue(text.contains("| affine 2x2x2 | 20.0 ±0% |  | 25.0 ±0% | 0.80 |"), text);
        assertTrue(text.contains("| geometric mean | | | | 1.00 |"), text);
        assertTrue(text.contains("| train tiny | 4,000,000 ±0% | 1,000,000 ±0% | 500,000 ±0% | 4.00 |"), text);
        assertTrue(text.contains("| sum 7 | 8.00 ±0% | 2.00 ±0% | 4.00 |"), text);
        assertTrue(text.indexOf("## Step") < text.indexOf("## Product"), text);
        assertTrue(text.indexOf("## Product") < text.indexOf("## Sum"), text);
    }

    @Test
    void ofTimesTheSmallerIsTheBetter() {
        Measured fast = measured("Predict", Measured.VECTOR, "row", "4-16-3", "samples", 1.0);
        assertFalse(fast.smallerIsBetter());
        Map<String, List<Double>> times = Map.of("ns/op", List.of(100.0));
        Map<String, List<Double>> slower = Map.of("ns/op", List.of(300.0));
        String text = new Report(
                        Map.of(),
                        List.of(),
                        List.of(
                                new Measured("Predict", Measured.VECTOR, "row", Map.of(), times),
                                new Measured("Predict", Measured.SCALAR, "row", Map.of(), slower)))
                .markdown();
        assertTrue(text.contains("| ns/op | Lanewise vector | Lanewise scalar | vector / scalar |"), text);
        assertTrue(text.contains("| row | 100 ±0% | 300 ±0% | 3.00 |"), text);
    }

    @Test
    void whereThereIsNothingToCompareNoRatioIsShown() {
        Measured alone = measured("Csv", "Lanewise", "read", "7", "gigabytes", 0.2);
        String text = new Report(Map.of(), List.of(), List.of(alone)).markdown();
        assertTrue(text.contains("| GB/s | Lanewise | \n| --- | ---: |\n| read 7 | 0.20 ±0% | \n"), text);
    }

    @Test
    void roundsAreJoined() {
        List<Measured> joined = Measured.join(List.of(
                measured("Sum", Measured.VECTOR, "sum", "7", "gigabytes", 1.0, 2.0),
                measured("Sum", Measured.SCALAR, "sum", "7", "gigabytes", 9.0),
                measured("Sum", Measured.VECTOR, "sum", "7", "gigabytes", 6.0)));
        assertEquals(2, joined.size());
        assertEquals(List.of(1.0, 2.0, 6.0), joined.getFirst().samples().get("gigabytes"));
        assertEquals(2.0, joined.getFirst().median());
    }

    @Test
    void theFilesCanBeRead() throws Exception {
        report().write(folder);
        Map<String, Object> json = Json.read(folder.resolve("throughput.json"));
        List<?> results = (List<?>) json.get("results");
        assertEquals(10, results.size());
        Map<?, ?> product = (Map<?, ?>) results.get(2);
        assertEquals(100.0, product.get("median"));
        assertEquals("Lanewise vector", product.get("contender"));
        assertEquals(List.of(120.0, 80.0, 100.0), ((Map<?, ?>) product.get("samples")).get("gflops"));
        assertEquals(3, bars("product.svg", "#1b6ca8"), "two of Lanewise and the legend");
        assertEquals(3, bars("product.svg", "#e07a1f"), "two of OpenBLAS and the legend");
        assertEquals(460.0, width("step.svg", 3), 0.1, "the fastest has the longest bar");
        assertEquals(115.0, width("step.svg", 4), 0.1, "a quarter as fast");
        assertTrue(Files.readString(folder.resolve("throughput.md")).contains("](product.svg)"));
    }

    private long bars(String file, String colour) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream()
                .filter(line -> line.startsWith("<rect") && line.contains(colour))
                .count();
    }

    /** The width of a bar; the legend's come first. */
    private double width(String file, int bar) throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve(file).toFile());
        return Double.parseDouble(svg.getElementsByTagName("rect")
                .item(bar + 1)
                .getAttributes()
                .getNamedItem("width")
                .getNodeValue());
    }
}
