package dev.lanewise.train;

import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Targets and weights of rows, once for each member of the network that the rows train, in buffers allocated once. */
final class MemberRows {

    final int members;
    private final int columns;
    private final float[] targets;
    private final float[] weights;

    /** Allocates for up to {@code maxRows} rows; nothing where there are no members. */
    MemberRows(Network network, Loss loss, int maxRows) {
        members = network.members();
        columns = loss.targetColumns(network.outputs());
        int held = members == 1 ? 0 : Math.multiplyExact(maxRows, members);
        targets = new float[Math.multiplyExact(held, columns)];
        weights = new float[held];
    }

    /** Returns the targets of some rows from index 0 on; to be called where there are members. */
    float[] targets(float[] y, int from, int rows) {
        for (int r = 0; r < rows * members; r++) {
            System.arraycopy(y, (from + r / members) * columns, targets, r * columns, columns);
        }
        return targets;
    }

    /** Returns the weights of some rows from index 0 on, or null; to be called where there are members. */
    float @Nullable [] weights(float @Nullable [] given, int from, int rows) {
        if (given == null) {
            return null;
        }
        for (int r = 0; r < rows; r++) {
            Arrays.fill(weights, r * members, (r + 1) * members, given[from + r]);
        }
        return weights;
    }
}
