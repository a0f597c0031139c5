package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.figure.Figure;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Figures as files: they are what they say, and show the data. */
class PlotsTest {

    private static final Map<String, Figure> FIGURES = SampleReports.all("a <b> & c").figures().stream()
            .collect(Collectors.toMap(Figure::id, Function.identity()));

    @BeforeAll
    static void check() {
        Plots.check();
    }

    private static byte[] bytes(String id, Plots.Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Plots.write(FIGURES.get(id), format, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"losses", "bands", "confusion", "scatter", "histogram", "bars", "rates", "rosenbrock"})
    void svgIsXmlWithTitleAxesAndShapes(String id) throws Exception {
        Document svg = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(withoutType(bytes(id, Plots.Format.SVG))));
        assertEquals("svg", svg.getDocumentElement().getTagName());
        String texts = svg.getDocumentElement().getTextContent();
        for (String wanted : texts(FIGURES.get(id))) {
            assertTrue(texts.contains(wanted), wanted + " is not in " + texts.strip());
        }
        int shapes = 0;
        for (String name : List.of("path", "rect", "circle", "line", "polyline")) {
            shapes += svg.getElementsByTagName(name).getLength();
        }
        assertTrue(shapes > 15, shapes + " shapes");
    }

    /** The declaration names a file on the network, which a parser would fetch. */
    private static byte[] withoutType(byte[] svg) {
        return new String(svg, StandardCharsets.UTF_8)
                .replaceAll("<!DOCTYPE[^>]*>", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(Figure figure) {
        return switch (figure.id()) {
            case "losses" -> List.of(figure.title(), "epoch", "loss", "training", "a <b> & c");
            case "scatter" -> List.of(figure.title(), "predicted (MPa)");
            // The last are names and ticks of the scale of colours.
            case "rates" -> List.of(figure.title(), "learning rate", "momentum", "final loss");
            case "rosenbrock" -> List.of(figure.title(), "gradient descent", "minimum", "f(x, y)", "100");
            case "bars" -> List.of(figure.title(), "petal length", "a constant", "drop of the accuracy", "column");
            case "confusion" -> List.of(figure.title(), "share of the row", "0.5");
            default -> List.of(figure.title());
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"losses", "bands", "confusion", "scatter", "histogram", "bars", "rates", "rosenbrock"})
    void pngIsAPictureWithColours(String id) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes(id, Plots.Format.PNG)));
        assertEquals(1600, image.getWidth());
        TreeSet<Integer> colours = new TreeSet<>();
        int drawn = 0;
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                int rgb = image.getRGB(x, y) & 0xffffff;
                colours.add(rgb);
                int spread = Math.abs((rgb >> 16) - (rgb & 255));
                drawn += spread > 60 ? 1 : 0;
            }
        }
        assertTrue(colours.size() > 20 && drawn > 500, colours.size() + " colours, " + drawn + " coloured points");
    }
}
