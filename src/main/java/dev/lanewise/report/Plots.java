package dev.lanewise.report;

import dev.lanewise.core.UserException;
import dev.lanewise.figure.Bars;
import dev.lanewise.figure.ConfusionMatrix;
import dev.lanewise.figure.Contours;
import dev.lanewise.figure.Figure;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Report;
import dev.lanewise.figure.Scatter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;

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
            for (String wanted : List.of("org.jfree.chart.JFreeChart", "org.apache.batik.svggen.SVGGraphics2D")) {
                Class.forName(wanted, false, Plots.class.getClassLoader());
            }
            new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                    .createGraphics()
                    .getFontMetrics(Charts.FONT)
                    .stringWidth("0");
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

    /** Writes a figure by itself; the stream stays open. */
    public static void write(Figure figure, Format format, OutputStream out) throws IOException {
        write(figure, SeriesColours.of(List.of(figure)), format, out);
    }

    /** Writes a figure of a report, in whose figures a series has one colour; the stream stays open. */
    public static void write(Report report, Figure figure, Format format, OutputStream out) throws IOException {
        write(figure, SeriesColours.of(report.figures()), format, out);
    }

    private static void write(Figure figure, SeriesColours colours, Format format, OutputStream out)
            throws IOException {
        JFreeChart chart = Charts.of(figure, colours);
        switch (format) {
            case SVG -> SvgFile.write(chart, WIDTH, height(figure), out);
            case PNG -> png(chart, height(figure), out);
        }
    }

    /** Tables of colours are as high as they have rows. */
    private static int height(Figure figure) {
        return switch (figure) {
            case Bars bars -> Math.clamp(150 + 24L * bars.names().size(), 260, 1600);
            case HeatMap map -> Math.clamp(180 + 36L * map.rows().size(), 260, 1600);
            case ConfusionMatrix matrix ->
                Math.clamp(180 + 44L * matrix.classes().size(), 320, 1600);
            case Contours contours -> 640;
            case Scatter scatter -> 600;
            default -> HEIGHT;
        };
    }

    private static void png(JFreeChart chart, int height, OutputStream out) throws IOException {
        BufferedImage image = chart.createBufferedImage(DENSITY * WIDTH, DENSITY * height, WIDTH, height, null);
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("Java has no writer of PNG files");
        }
    }
}
