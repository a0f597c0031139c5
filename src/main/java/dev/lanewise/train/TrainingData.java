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
        int place = dataset.firstNotFinite();
        if (place >= 0) {
            throw notFinite("feature", place, dataset.inputs(), dataset.features()[place]);
        }
        float[] targets = dataset.targets();
        for (int i = 0; i < targets.length; i++) {
            if (!Float.isFinite(targets[i])) {
                throw notFinite("target", i, columns, targets[i]);
            }
        }
    }

    private static UserException notFinite(String what, int place, int columns, float value) {
        return new UserException("Row " + place / columns + ", " + what + " " + place % columns + " (from 0) is "
                + value + ". Training takes finite numbers: replace it, or leave the row out.");
    }
}
