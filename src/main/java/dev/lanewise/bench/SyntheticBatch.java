package dev.lanewise.bench;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import java.util.Arrays;

/**
 * One batch of standard normal features, and several draws of its targets: a fixed linear teacher of the first features, plus noise. So
 * there is something to learn, and as the draws contradict each other the loss stays above 0 and gradients do not die away in subnormal
 * numbers, however long the training is.
 */
final class SyntheticBatch {

    /** Draws of the targets. */
    static final int DRAWS = 4;

    private static final int TAUGHT = 64;
    private static final double NOISE = 0.5;

    /** Features, {@code [batch][inputs]}. */
    final float[] features;

    /** Targets, {@code [DRAWS][batch * targetColumns]}. */
    final float[][] targets;

    SyntheticBatch(Workload workload, int targetColumns) {
        int batch = workload.batch();
        SeededRandom random = new SeededRandom(RandomKey.of(1).fold("bench"));
        features = new float[batch * workload.inputs()];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextNormal();
        }
        double[] scores = scores(workload, random);
        targets = new float[DRAWS][batch * targetColumns];
        double[] row = new double[workload.outputs()];
        for (float[] draw : targets) {
            for (int r = 0; r < batch; r++) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = scores[r * row.length + c] + NOISE * random.nextNormal();
                }
                write(workload.loss(), row, draw, r * targetColumns);
            }
        }
        contradict(workload.loss(), workload.outputs());
    }

    /** The draws of a batch of a few rows may agree on every class or count: the last then says something else of the first row. */
    private void contradict(String loss, int outputs) {
        for (float[] draw : targets) {
            if (!Arrays.equals(draw, targets[0])) {
                return;
            }
        }
        float[] last = targets[DRAWS - 1];
        last[0] = switch (loss) {
            case "softmax-cross-entropy" -> (last[0] + 1) % outputs;
            case "sigmoid-binary-cross-entropy" -> 1 - last[0];
            default -> last[0] + 1;
        };
    }

    /** What the teacher says, of variance 1. */
    private double[] scores(Workload workload, SeededRandom random) {
        int inputs = workload.inputs();
        int outputs = workload.outputs();
        int taught = Math.min(TAUGHT, inputs);
        double[] teacher = new double[taught * outputs];
        for (int i = 0; i < teacher.length; i++) {
            teacher[i] = random.nextNormal() / Math.sqrt(taught);
        }
        double[] scores = new double[workload.batch() * outputs];
        for (int r = 0; r < workload.batch(); r++) {
            for (int i = 0; i < taught; i++) {
                for (int c = 0; c < outputs; c++) {
                    scores[r * outputs + c] += features[r * inputs + i] * teacher[i * outputs + c];
                }
            }
        }
        return scores;
    }

    /** Turns a row of noisy scores into targets that the loss takes. */
    private static void write(String loss, double[] row, float[] draw, int at) {
        if ("softmax-cross-entropy".equals(loss)) {
            int largest = 0;
            for (int c = 1; c < row.length; c++) {
                largest = row[c] > row[largest] ? c : largest;
            }
            draw[at] = largest;
            return;
        }
        for (int c = 0; c < row.length; c++) {
            draw[at + c] = (float)
                    switch (loss) {
                        case "sigmoid-binary-cross-entropy" -> row[c] > 0 ? 1 : 0;
                        case "poisson" -> Math.rint(StrictMath.exp(row[c]));
                        case "mean-absolute-percentage-error" -> 3 + StrictMath.tanh(row[c]);
                        default -> row[c];
                    };
        }
    }
}
