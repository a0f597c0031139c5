package dev.lanewise.lab;

import dev.lanewise.core.Team;
import dev.lanewise.core.Tensor;
import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Contours;
import dev.lanewise.figure.Lines;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.SigmoidBinaryCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Workspace;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** XOR with identity and with tanh activations: layers without a bend between them are one layer. */
final class NonLinearity {

    private static final int SEEDS = 10;
    private static final int STEPS = 500;
    private static final int HIDDEN = 4;
    private static final float[] CORNERS = {0, 0, 0, 1, 1, 0, 1, 1};
    private static final float[] XOR = {0, 1, 1, 0};
    private static final double SOLVED = 0.1;

    private final Execution execution = new Execution(Kernels.forOneRun(0), Team.of(1));

    /** A network after training. */
    private record Trained(Network network, double[] losses, int right) {
        double loss() {
            return losses[losses.length - 1];
        }
    }

    private NonLinearity() {}

    static void run(Notebook notes) {
        new NonLinearity().study(notes);
    }

    private void study(Notebook notes) {
        List<Trained> straight = all(Activation.IDENTITY);
        List<Trained> bent = all(Activation.TANH);
        double floor = StrictMath.log(2);
        double best = notes.number(
                "identity-best-loss",
                straight.stream().mapToDouble(Trained::loss).min().orElseThrow());
        int most = straight.stream().mapToInt(Trained::right).max().orElseThrow();
        notes.number("identity-most-right", most);
        notes.claim(
                "With identity activations no seed gets below the loss of guessing, log 2, nor all four rows right",
                best > floor - 1e-6 && most < 4,
                "10 seeds: best loss " + Say.number(best, 5) + " against " + Say.number(floor, 5) + ", at most " + most
                        + " of 4 right");
        double worst = notes.number(
                "tanh-worst-loss",
                bent.stream().mapToDouble(Trained::loss).max().orElseThrow());
        long solved =
                bent.stream().filter(t -> t.right() == 4 && t.loss() < SOLVED).count();
        notes.number("tanh-solved", (double) solved);
        notes.claim(
                "With tanh every seed learns all four rows",
                solved == SEEDS,
                solved + " of 10 seeds have a loss below 0.1 and all four right; worst loss " + Say.number(worst, 3));
        double off = notes.number("collapse-off", collapse(straight.getFirst().network()));
        notes.claim(
                "Two layers without a bend are one: a single matrix and bias give the same answers",
                off < 1e-5,
                "largest difference on a grid of 121 inputs: " + Say.number(off, 2));
        notes.section(
                "Loss of ten seeds",
                "2 inputs, 4 hidden units, 1 output; adam, rate 0.05, all four rows in every step, 500 steps.",
                new Lines(
                        "xor-loss",
                        "Loss while training",
                        "Median of ten seeds, with the range of all.",
                        Axis.of("step"),
                        Axis.log("loss"),
                        List.of(line("identity", straight), line("tanh", bent))),
                table(straight, bent),
                answers(
                        "xor-identity",
                        "Answers with identity",
                        "Seed 1. The corners have their right answers.",
                        straight.getFirst()),
                answers(
                        "xor-tanh",
                        "Answers with tanh",
                        "Seed 1. The corners have their right answers; the dashed lines are where the network says one half.",
                        bent.getFirst()));
    }

    private List<Trained> all(Activation activation) {
        List<Trained> all = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            Network network = Network.input(2)
                    .dense(HIDDEN, activation)
                    .dense(1, Activation.IDENTITY)
                    .build(seed);
            TrainingPlan plan =
                    TrainingPlan.of(Rates.rule("adam", "learning-rate", 0.05), new SigmoidBinaryCrossEntropy(0));
            Trainer trainer = new Trainer(network, plan, execution);
            double[] losses = new double[STEPS];
            Arrays.setAll(losses, step -> trainer.trainBatch(CORNERS, XOR, null, 4));
            all.add(new Trained(network, losses, right(network)));
        }
        return all;
    }

    private float[] outputs(Network network, float[] x) {
        Workspace workspace = network.workspace(execution, x.length / 2, false);
        workspace.forward(x, 0, x.length / 2);
        return workspace.output();
    }

    private int right(Network network) {
        float[] z = outputs(network, CORNERS);
        int right = 0;
        for (int row = 0; row < 4; row++) {
            right += (z[row] > 0) == (XOR[row] == 1) ? 1 : 0;
        }
        return right;
    }

    private double collapse(Network network) {
        float[] p = network.parameters();
        Tensor[] t = network.layout().tensors().toArray(Tensor[]::new);
        Network one = Network.input(2).dense(1, Activation.IDENTITY).build(1);
        float[] q = one.parameters();
        Tensor weight = one.layout().tensors().getFirst();
        Tensor bias = one.layout().tensors().getLast();
        double b = p[t[3].offset()];
        for (int h = 0; h < HIDDEN; h++) {
            b += (double) p[t[1].offset() + h] * p[t[2].offset() + h];
        }
        q[bias.offset()] = (float) b;
        for (int input = 0; input < 2; input++) {
            double sum = 0;
            for (int h = 0; h < HIDDEN; h++) {
                sum += (double) p[t[0].offset() + input * HIDDEN + h] * p[t[2].offset() + h];
            }
            q[weight.offset() + input] = (float) sum;
        }
        float[] grid = grid(11);
        float[] two = outputs(network, grid);
        float[] single = outputs(one, grid);
        double off = 0;
        for (int i = 0; i < grid.length / 2; i++) {
            off = Math.max(off, Math.abs((double) two[i] - single[i]));
        }
        return off;
    }

    private static float[] grid(int places) {
        double[] at = Pictures.between(-0.5, 1.5, places);
        float[] x = new float[2 * places * places];
        for (int i = 0; i < places * places; i++) {
            x[2 * i] = (float) at[i % places];
            x[2 * i + 1] = (float) at[i / places];
        }
        return x;
    }

    private Contours answers(String id, String title, String note, Trained trained) {
        return Pictures.answers(id, title, note, "probability of 1", XOR, (x1, x2) -> {
            float[] z = outputs(trained.network(), new float[] {(float) x1, (float) x2});
            return 1 / (1 + StrictMath.exp(-z[0]));
        });
    }

    private static Lines.Line line(String name, List<Trained> all) {
        double[] steps = new double[STEPS];
        double[] low = new double[STEPS];
        double[] middle = new double[STEPS];
        double[] high = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            int at = step;
            double[] sorted =
                    all.stream().mapToDouble(t -> t.losses()[at]).sorted().toArray();
            steps[step] = step;
            low[step] = sorted[0];
            middle[step] = (sorted[SEEDS / 2 - 1] + sorted[SEEDS / 2]) / 2;
            high[step] = sorted[SEEDS - 1];
        }
        return Lines.Line.of(name, steps, middle).withBand(low, high);
    }

    private static dev.lanewise.figure.Table table(List<Trained> straight, List<Trained> bent) {
        Notebook.Rows rows = new Notebook.Rows(
                "xor", "Loss and right rows by seed", "", "seed", "identity", "right", "tanh", "right (tanh)");
        for (int i = 0; i < SEEDS; i++) {
            rows.add(
                    String.valueOf(i + 1),
                    String.format(Locale.ROOT, "%.5f", straight.get(i).loss()),
                    String.valueOf(straight.get(i).right()),
                    String.format(Locale.ROOT, "%.5f", bent.get(i).loss()),
                    String.valueOf(bent.get(i).right()));
        }
        return rows.table();
    }
}
