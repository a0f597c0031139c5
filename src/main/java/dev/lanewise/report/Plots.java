package dev.lanewise.report;

import dev.lanewise.core.UserException;
import dev.lanewise.figure.ConfusionMatrix;
import dev.lanewise.figure.Contours;
import dev.lanewise.figure.Figure;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Scatter;
import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/** Figures as files of their own, by JFreeChart; without a display. */
public final class Plots {

    /** Format of a file. */
    public enum Format {
        /** Lines and letters that can be scaled. */
        SVG,
        /** A picture of 1600 columns. */
        PNG
    }

    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;
    /** Pixels of a PNG for each unit. */
    private static final int DENSITY = 2;

    private Plots() {}

    /**
     * Checks that plots can be written here.
     *
     * @throws UserException where JFreeChart or Batik are not on the class path, or Java finds no fonts
     */
    public static void check() {
        System.setProperty("java.awt.headless", "true");
        try {
            new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                    .createGraphics()
                    .getFontMetrics(Charts.FONT)
                    .stringWidth("0");
            Class.forName("org.jfree.chart.JFreeChart");
            Class.forName("org.apache.batik.svggen.SVGGraphics2D");
        } catch (ClassNotFoundException e) {
            throw new UserException(
                    "Plots need JFreeChart and Batik, which are not on the class path. Add the dependencies org.jfree:jfreechart and org.apache.xmlgraphics:batik-svggen.",
                    e);
        } catch (LinkageError | RuntimeException e) {
            throw new UserException(
                    "Plots need fonts, and Java finds none here (" + e
                            + "). Install fontconfig and a font, such as fonts-dejavu-core; --report needs neither.",
                    e);
        }
    }

    /** Writes a figure; the stream stays open. */
    public static void write(Figure figure, Format format, OutputStream out) throws IOException {
        JFreeChart chart = Charts.of(figure);
        switch (format) {
            case SVG -> svg(chart, height(figure), out);
            case PNG -> png(chart, height(figure), out);
        }
    }

    /** Tables of colours are as high as they have rows. */
    private static int height(Figure figure) {
        return switch (figure) {
            case HeatMap map -> Math.clamp(180 + 36L * map.rows().size(), 260, 1600);
            case ConfusionMatrix matrix ->
                Math.clamp(180 + 44L * matrix.classes().size(), 320, 1600);
            case Contours contours -> 640;
            case Scatter scatter -> 600;
            default -> HEIGHT;
        };
    }

    private static void svg(JFreeChart chart, int height, OutputStream out) throws IOException {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setComment("Made by Lanewise");
        context.setPrecision(2);
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, height));
        chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        graphics.stream(writer, true);
        writer.flush();
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void png(JFreeChart chart, int height, OutputStream out) throws IOException {
        BufferedImage image = chart.createBufferedImage(DENSITY * WIDTH, DENSITY * height, WIDTH, height, null);
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("Java has no writer of PNG files");
        }
    }
}
