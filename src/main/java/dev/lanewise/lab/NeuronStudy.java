package dev.lanewise.lab;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Contours;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Table;
import java.util.Arrays;
import java.util.List;

/** One neuron, forward and backward, every number shown; and what its bias is for. */
final class NeuronStudy {

    static final double X1 = 0.5;
    static final double X2 = 0.8;
    static final double Y = 1;
    static final double RATE = 0.5;
    static final double[] WEIGHTS = {0.1, 0.4, -0.2};
    private static final int STEPS = 2000;
    private static final float[] CORNERS = {0, 0, 0, 1, 1, 0, 1, 1};
    private static final float[] NOR = {1, 0, 0, 0};

    private NeuronStudy() {}

    static void run(Notebook notes) {
        Table with = step(notes, true);
        Table without = step(notes, false);
        double before = Math.min(notes.read("bias-drop"), notes.read("plain-drop"));
        notes.claim(
                "One step against the gradient makes the error smaller, with a bias and without",
                before > 0,
                "with: " + Say.number(notes.read("bias-error")) + " to " + Say.number(notes.read("bias-error-after"))
                        + "; without: " + Say.number(notes.read("plain-error")) + " to "
                        + Say.number(notes.read("plain-error-after")));
        double off = Math.max(notes.read("bias-off"), notes.read("plain-off"));
        notes.claim(
                "The engine's gradients are those of the chain rule, dE/dA dA/dZ dZ/dW",
                off < 1e-6,
                "largest difference from the product in double precision: " + Say.number(off, 2));
        nor(notes, with, without);
    }

    /** Forward, backward and one step on one row. */
    private static Table step(Notebook notes, boolean biased) {
        String key = biased ? "bias" : "plain";
        double w0 = biased ? WEIGHTS[0] : 0;
        Neuron neuron = new Neuron(biased, w0, WEIGHTS[1], WEIGHTS[2], RATE);
        double z = neuron.sum(X1, X2);
        double a = neuron.answer(X1, X2);
        double[] old = {neuron.weight(0), neuron.weight(1), neuron.weight(2)};
        double error = neuron.step(new float[] {(float) X1, (float) X2}, new float[] {(float) Y});
        double slopeError = 2 * (a - Y);
        double slopeSigmoid = a * (1 - a);
        double after = square(neuron.answer(X1, X2) - Y);
        Notebook.Rows rows = new Notebook.Rows(
                "step-" + key,
                biased ? "With a bias" : "Without a bias",
                "X1 = 0.5, X2 = 0.8, right answer Y = 1, rate 0.5.",
                "quantity",
                "formula",
                "value");
        row(notes, rows, key + "-z", "Z", biased ? "W0 + W1 X1 + W2 X2" : "W1 X1 + W2 X2", z);
        row(notes, rows, key + "-a", "A", "1 / (1 + exp(-Z))", a);
        row(notes, rows, key + "-error", "E", "(A - Y)^2", error);
        row(notes, rows, key + "-slope-error", "dE/dA", "2 (A - Y)", slopeError);
        row(notes, rows, key + "-slope-sigmoid", "dA/dZ", "A (1 - A)", slopeSigmoid);
        row(notes, rows, key + "-slope", "dE/dZ", "dE/dA dA/dZ", slopeError * slopeSigmoid);
        double off = 0;
        double[] inputs = {1, X1, X2};
        for (int i = biased ? 0 : 1; i < 3; i++) {
            off = Math.max(off, Math.abs(neuron.gradient(i) - slopeError * slopeSigmoid * inputs[i]));
            String formula = i == 0 ? "dE/dZ" : "dE/dZ X" + i;
            row(notes, rows, key + "-gradient-" + i, "dE/dW" + i, formula, neuron.gradient(i));
        }
        for (int i = biased ? 0 : 1; i < 3; i++) {
            String formula = Say.number(old[i]) + " - 0.5 dE/dW" + i;
            row(notes, rows, key + "-weight-" + i, "new W" + i, formula, neuron.weight(i));
        }
        row(notes, rows, key + "-error-after", "new E", "(A - Y)^2", after);
        notes.number(key + "-drop", error - after);
        notes.number(key + "-off", off);
        return rows.table();
    }

    private static void row(Notebook notes, Notebook.Rows rows, String key, String name, String formula, double value) {
        rows.add(name, formula, Say.number(notes.number(key, value), 6));
    }

    private static double square(double x) {
        return x * x;
    }

    private static void nor(Notebook notes, Table with, Table without) {
        Neuron biased = new Neuron(true, WEIGHTS[0], WEIGHTS[1], WEIGHTS[2], RATE);
        Neuron plain = new Neuron(false, 0, WEIGHTS[1], WEIGHTS[2], RATE);
        double[] errors = train(biased);
        double[] plainErrors = train(plain);
        int right = right(biased);
        int plainRight = right(plain);
        notes.number("bias-right", right);
        notes.number("plain-right", plainRight);
        double origin = notes.number("plain-origin", plain.answer(0, 0));
        notes.claim(
                "Without a bias the answer to (0, 0) is 1/2 whatever is learned; with one the neuron learns NOR",
                right == 4 && plainRight < 4 && origin == 0.5,
                "after 2,000 steps: with a bias " + right + " of 4 right, "
                        + Say.number(notes.number("bias-origin", biased.answer(0, 0))) + " at (0, 0); without "
                        + plainRight + " of 4, " + Say.number(origin) + " at (0, 0)");
        notes.section("Forward and backward, once", "Every number of one step.", with, without);
        notes.section(
                "What the bias is for",
                "NOR: 1 at (0, 0), 0 at the other corners. The line where the answer is 1/2 goes through the origin unless a bias moves it.",
                new Lines(
                        "nor-error",
                        "Mean error",
                        "",
                        Axis.of("step"),
                        Axis.log("error"),
                        List.of(
                                Pictures.bySteps("with a bias", errors, 0),
                                Pictures.bySteps("without a bias", plainErrors, 0))),
                answers("nor-bias", "Answers with a bias", biased),
                answers("nor-plain", "Answers without a bias", plain));
    }

    private static Contours answers(String id, String title, Neuron neuron) {
        String note = "The corners with their right answers; the dashed line is where the neuron says one half.";
        return Pictures.answers(id, title, note, "A", NOR, neuron::answer);
    }

    private static double[] train(Neuron neuron) {
        double[] errors = new double[STEPS];
        Arrays.setAll(errors, step -> neuron.step(CORNERS, NOR));
        return errors;
    }

    private static int right(Neuron neuron) {
        int right = 0;
        for (int row = 0; row < NOR.length; row++) {
            double answer = neuron.answer(CORNERS[2 * row], CORNERS[2 * row + 1]);
            right += answer != 0.5 && (answer > 0.5) == (NOR[row] == 1) ? 1 : 0;
        }
        return right;
    }
}
