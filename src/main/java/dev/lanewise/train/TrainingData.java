package dev.lanewise.train;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;

/** Whether rows fit a network, and are numbers. */
final class TrainingData {

    private TrainingData() {}

    static void check(Dataset dataset, Network network, Loss loss) {
        int columns = loss.targetColumns(network.outputs());
        if (dataset.inputs() != network.inputs() || dataset.targetColumns() != columns) {
            throw new UserException("The data has " + dataset.inputs() + " features and " + dataset.targetColumns()
                    + " target columns, the network with " + loss.label() + " takes " + network.inputs() + " and "
                    + columns + ".");
        }
        if (dataset.rows() == 0) {
            throw new UserException("There are no rows to train on.");
        }
        checkFinite("feature", dataset.features(), dataset.inputs());
        checkFinite("target", dataset.targets(), dataset.targetColumns());
    }

    private static void checkFinite(String what, float[] values, int columns) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new UserException("Row " + i / columns + ", " + what + " " + i % columns + " (from 0) is "
                        + values[i] + ". Training takes finite numbers: replace it, or leave the row out.");
            }
        }
    }
}
