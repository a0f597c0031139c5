package dev.lanewise.model;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.loss.Loss;

/** Features, weights and targets, the same for every loss: 0 or 1. */
final class AllocationBatch {

    final int rows;
    final float[] x;
    final float[] weights;
    private final SeededRandom random = new SeededRandom(RandomKey.of(1));

    AllocationBatch(int inputs, int rows) {
        this.rows = rows;
        x = new float[rows * inputs];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextNormal();
        }
        weights = new float[rows];
        for (int r = 0; r < rows; r++) {
            weights[r] = random.nextFloat();
        }
    }

    /** Makes codes of the last two inputs. */
    AllocationBatch coded() {
        int inputs = x.length / rows;
        for (int r = 0; r < rows; r++) {
            x[(r + 1) * inputs - 2] = random.nextInt(30);
            x[(r + 1) * inputs - 1] = random.nextInt(2000);
        }
        return this;
    }

    float[] targets(Loss loss, int outputs) {
        float[] y = new float[rows * loss.targetColumns(outputs)];
        for (int i = 0; i < y.length; i++) {
            y[i] = random.nextInt(2);
        }
        return y;
    }
}
