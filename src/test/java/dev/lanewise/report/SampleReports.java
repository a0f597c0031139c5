package dev.lanewise.report;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Bars;
import dev.lanewise.figure.Claim;
import dev.lanewise.figure.ConfusionMatrix;
import dev.lanewise.figure.Contours;
import dev.lanewise.figure.Facts;
import dev.lanewise.figure.Figure;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Histogram;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Report;
import dev.lanewise.figure.Scale;
import dev.lanewise.figure.Scatter;
import dev.lanewise.figure.Table;
import java.util.ArrayList;
import java.util.List;

/** Reports with every kind of figure. */
final class SampleReports {

    /** Ends the element that it would stand in, if it were not escaped. */
    static final String HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror=\"window.hacked=2\">"
            + "<!--<script>'`${window.hacked=3}`\\\"\u2028window.hacked=4//\u2029]]>";

    private SampleReports() {}

    /** Every kind of figure, with a name that users may have chosen. */
    static Report all(String name) {
        List<Item> lab = new ArrayList<>(List.of(
                new Claim("Momentum carries over the barrier.", true, "It ends at 2.31, below the barrier at 0.7."),
                new Claim("AdaGrad does as well.", false, "It ends at " + name + ".")));
        lab.add(bowl(name));
        lab.add(rates(name));
        return new Report(
                "A report of " + name,
                "with every kind of figure",
                List.of(
                        new Report.Section(
                                "Summary",
                                "A paragraph about " + name + ".",
                                List.of(
                                        new Facts(List.of(
                                                new Facts.Fact("accuracy", "0.9667"),
                                                new Facts.Fact("log loss", "0.1012"))),
                                        losses(name),
                                        bands(name))),
                        new Report.Section(
                                "Test", "", List.of(confusion(name), scatter(name), histogram(name), bars(name))),
                        new Report.Section("Lab", "", lab),
                        new Report.Section("Tables", "", List.of(table(name)))));
    }

    /** Curves of some epochs for some series. */
    static Report large(int series, int epochs) {
        List<Lines.Line> lines = new ArrayList<>();
        for (int s = 0; s < series; s++) {
            double[] x = new double[epochs];
            double[] y = new double[epochs];
            for (int e = 0; e < epochs; e++) {
                x[e] = e + 1;
                y[e] = (1.5 + 0.1 * s) / (1 + 0.02 * (s + 1) * e) * (1 + 0.2 * Wave.at(s, e));
            }
            lines.add(Lines.Line.of("optimizer " + s, x, y));
        }
        Lines train = new Lines("train", "Training loss", "", Axis.of("epoch"), Axis.log("loss"), lines);
        Lines validation = new Lines("validation", "Validation loss", "", Axis.of("epoch"), Axis.of("loss"), lines);
        return new Report("Large", "", List.of(new Report.Section("Curves", "", List.of(train, validation))));
    }

    static Figure losses(String name) {
        double[] x = new double[60];
        double[] train = new double[60];
        double[] validation = new double[60];
        for (int e = 0; e < 60; e++) {
            x[e] = e + 1;
            train[e] = 1.1 / (1 + 0.15 * e) * (1 + 0.1 * Wave.at(1, e));
            validation[e] = e == 30 ? Double.NaN : 0.1 + 1.0 / (1 + 0.14 * e) * (1 + 0.2 * Wave.at(2, e));
        }
        return new Lines(
                "losses",
                "Loss",
                "Mean loss of each epoch.",
                Axis.of("epoch"),
                Axis.log("loss"),
                List.of(Lines.Line.of("training", x, train), Lines.Line.of(name, x, validation)));
    }

    static Figure bands(String name) {
        double[] x = {0, 0.2, 0.4, 0.6, 0.8, 1};
        double[] y = {0.05, 0.17, 0.45, 0.55, 0.84, 0.97};
        double[] low = {0.0, 0.1, 0.38, 0.5, 0.8, 0.94};
        double[] high = {0.1, 0.22, 0.5, 0.61, 0.9, 0.99};
        return new Lines(
                "bands",
                "Calibration of " + name,
                "",
                Axis.of("predicted probability"),
                Axis.of("share that is right"),
                List.of(
                        Lines.Line.of("ideal", new double[] {0, 1}, new double[] {0, 1})
                                .with(Lines.Style.DASHED),
                        Lines.Line.of("model", x, y).with(Lines.Style.MARKED).withBand(low, high),
                        Lines.Line.of("steps", x, low).with(Lines.Style.STEPS)));
    }

    static Figure confusion(String name) {
        return new ConfusionMatrix("confusion", "Confusion", "", List.of("setosa", name, "virginica"), new long[][] {
            {10, 0, 0}, {0, 9, 1}, {0, 2, 8}
        });
    }

    static Figure scatter(String name) {
        double[] x = new double[200];
        double[] y = new double[200];
        for (int i = 0; i < 200; i++) {
            x[i] = i * 0.25;
            y[i] = x[i] + 4 * Wave.at(3, i);
        }
        return new Scatter(
                "scatter",
                "Predicted against actual",
                "",
                Axis.of("actual " + name, "MPa"),
                Axis.of("predicted", "MPa"),
                List.of(new Scatter.Points(name, x, y)),
                Scatter.Guide.DIAGONAL);
    }

    static Figure histogram(String name) {
        double[] a = new double[300];
        double[] b = new double[300];
        for (int i = 0; i < 300; i++) {
            a[i] = Wave.at(4, i) + Wave.at(5, i);
            b[i] = 0.5 + Wave.at(6, i);
        }
        return new Histogram(
                "histogram",
                "Residuals",
                "",
                Axis.of("predicted minus actual"),
                Axis.of("rows"),
                Histogram.Bars.count(List.of("first", name), List.of(a, b), 24));
    }

    static Figure bars(String name) {
        return new Bars(
                "bars",
                "Importance",
                "",
                Axis.of("drop of the accuracy"),
                Axis.of("column"),
                List.of("petal length", name, "a constant"),
                new double[] {0.31, 0.04, -0.01},
                new double[] {0.02, 0.03, 0});
    }

    static Figure rates(String name) {
        double[][] values = {{2.3, 0.4, 0.08, 0.12}, {Double.NaN, 1.2, 0.5, 0.001}, {0.9, 0.7, 0.6, 0.02}};
        return new HeatMap(
                "rates",
                "Loss by rate",
                "",
                Axis.of("learning rate"),
                Axis.of("optimizer"),
                Axis.log("final loss"),
                List.of("0.0001", "0.001", "0.01", "0.1"),
                List.of("adam", name, "momentum"),
                values,
                List.of(new HeatMap.Cell(1, 3)));
    }

    static Figure bowl(String name) {
        int n = 61;
        double[] x = new double[n];
        double[] y = new double[n];
        double[][] values = new double[n][n];
        for (int i = 0; i < n; i++) {
            x[i] = -2 + 4.0 * i / (n - 1);
            y[i] = -1 + 3.0 * i / (n - 1);
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                values[r][c] = rosenbrock(x[c], y[r]);
            }
        }
        return new Contours(
                "rosenbrock",
                "Rosenbrock's valley",
                "Two optimizers from one start.",
                Axis.of("x"),
                Axis.of("y"),
                Axis.of("f(x, y)").with(Scale.LOGARITHMIC),
                new Contours.Grid(x, y, values),
                List.of(),
                List.of(descent("gradient descent", 0.0012, 0), descent(name, 0.0012, 0.9)),
                List.of(
                        new Contours.Mark("start", -1.2, 1, Contours.Kind.START),
                        new Contours.Mark("minimum", 1, 1, Contours.Kind.MINIMUM)));
    }

    private static double rosenbrock(double x, double y) {
        return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
    }

    private static Contours.Path descent(String name, double rate, double momentum) {
        int steps = 300;
        double[] x = new double[steps];
        double[] y = new double[steps];
        double[] value = new double[steps];
        double vx = 0;
        double vy = 0;
        x[0] = -1.2;
        y[0] = 1;
        for (int i = 0; i < steps; i++) {
            value[i] = rosenbrock(x[i], y[i]);
            if (i + 1 < steps) {
                double slope = y[i] - x[i] * x[i];
                vx = momentum * vx - rate * (-2 * (1 - x[i]) - 400 * x[i] * slope);
                vy = momentum * vy - rate * 200 * slope;
                x[i + 1] = x[i] + vx;
                y[i + 1] = y[i] + vy;
            }
        }
        return new Contours.Path(name, x, y, value);
    }

    private static Table table(String name) {
        return new Table(
                "classes",
                "Classes",
                "Each class by itself.",
                List.of("class", "precision", "rows"),
                List.of(List.of("setosa", "1.0000", "10"), List.of(name, "0.9000", "1,010")));
    }
}
