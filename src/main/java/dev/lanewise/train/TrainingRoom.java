package dev.lanewise.train;

import dev.lanewise.core.Room;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.optim.Optimizer;

/** How many floats a training takes beside its rows, at least, so that one that does not fit is refused before it begins. */
public final class TrainingRoom {

    /** Parameters of a state that is only made to be counted. */
    private static final int FEW = 1024;

    private TrainingRoom() {}

    /**
     * Returns the floats of the network, of what its training keeps for each parameter, and of a step.
     *
     * @param rows rows to train on
     * @param validated whether there are rows to judge epochs by
     * @param snapshots whether snapshots are taken, one at a time
     */
    public static long floats(NetworkSpec network, TrainingPlan plan, int rows, boolean validated, boolean snapshots) {
        int batch = Math.min(plan.batchSize(), rows);
        int held = !network.mixesRows()
                        && ChunkedGradient.fits(network.parameters(), batch, network.members(), plan.loss())
                ? ChunkedGradient.rows(network.members())
                : batch;
        long kept = 1L + kept(plan) + (validated && plan.patience() > 0 ? 1 : 0);
        if (snapshots) {
            kept += 1 + moments(plan.optimizer()) + averages(plan) / 2;
        }
        return kept * network.parameters() + network.workspaceFloats(held, true) + (long) batch * network.inputs();
    }

    /** Checks what is kept for each parameter, beside the network. */
    static void check(Network network, TrainingPlan plan) {
        int kept = kept(plan);
        Room.check(
                (long) kept * network.parameters().length,
                "Training " + network.layout().parameters() + " parameters with "
                        + plan.optimizer().label() + ", which keeps " + kept + " numbers for each,",
                "a smaller network or an optimizer that keeps less");
    }

    /** Gradient, moments and averages. */
    private static int kept(TrainingPlan plan) {
        return 1 + moments(plan.optimizer()) + averages(plan);
    }

    /** Returns how many numbers an optimizer's state has for each parameter. */
    public static int moments(Optimizer optimizer) {
        int moments = 0;
        for (float[] slab : optimizer.start(FEW).slabs().values()) {
            moments += slab.length == FEW ? 1 : 0;
        }
        return moments;
    }

    private static int averages(TrainingPlan plan) {
        return plan.averaging().kind() == Averaging.Kind.NONE ? 0 : 2;
    }
}
