package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import dev.lanewise.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateFinderTest {

    private static RateSweep sweep(RateFinder finder, Network network, int threads) {
        try (Execution execution = Execution.of(Kernels.vector(), threads)) {
            TrainingPlan plan = TrainingOptionsTest.sgd()
                    .with(Averaging.exponential(0.9))
                    .with(Scheduling.NONE.withLearningRate(Schedule.parse("onecycle")));
            return finder.sweep(
                    network, plan, TrainingOptionsTest.data(300, false).all(), execution);
        }
    }

    @Test
    void ratesGrowByOneFactorAndTheLossExplodesInTheEnd() {
        Network network = TrainingOptionsTest.network(0);
        float[] before = network.parameters().clone();
        RateSweep sweep = sweep(RateFinder.DEFAULT, network, 1);
        assertArrayEquals(before, network.parameters(), "the network is left as it is");
        double factor = StrictMath.pow(1e7, 1.0 / 199);
        for (int i = 0; i < sweep.points().size(); i++) {
            double rate = 1e-6 * StrictMath.pow(factor, i);
            assertEquals(rate, sweep.points().get(i).rate(), 1e-12 * rate, "step " + i);
        }
        assertEquals(sweep, sweep(RateFinder.DEFAULT, network, 3), "the same bits for any number of threads");
    }

    /** The rate proposed is one that trains well: far better than a hundredth of it, and not worse than ten times it. */
    @Test
    void theProposalTrains() {
        RateSweep sweep = sweep(new RateFinder(1e-5, 100, 300), TrainingOptionsTest.network(0), 1);
        double rate = sweep.proposal();
        assertTrue(rate > 0.003 && rate < 3, sweep.toString());
        double good = loss(rate);
        assertTrue(good < 0.7 * loss(rate / 100), "loss " + good + " at " + rate);
        assertTrue(good < loss(rate * 1000), "loss " + good + " at " + rate);
    }

    private static double loss(double rate) {
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            TrainingPlan plan = TrainingPlan.of(
                            Sgd.defaults().withLearningRate(rate),
                            TrainingOptionsTest.sgd().loss())
                    .withEpochs(20);
            return new Trainer(TrainingOptionsTest.network(0), plan, execution)
                    .fit(TrainingOptionsTest.data(300, false).all(), null)
                    .epochs()
                    .getLast()
                    .trainLoss();
        }
    }

    private static List<RateSweep.Point> valley(double decadesToTop) {
        List<RateSweep.Point> points = new ArrayList<>();
        for (int i = 0; i <= 140; i++) {
            double decade = i / 20.0;
            double loss =
                    decade < 2 ? 1 : decade < decadesToTop ? 1 - 0.2 * (decade - 2) : 0.4 + (decade - decadesToTop);
            points.add(new RateSweep.Point(StrictMath.pow(10, decade - 6), loss, loss));
        }
        return points;
    }

    @Test
    void theProposalIsSteepButSafelyBelowTheMinimum() {
        RateSweep wide = RateSweep.of(valley(5), true);
        double rate = wide.proposal();
        assertTrue(rate >= 0.9e-4 && rate <= 1e-2, "on the slope: " + rate);
        assertTrue(wide.reason().contains("most steeply"), wide.reason());
        RateSweep narrow = RateSweep.of(valley(2.8), true);
        assertEquals(StrictMath.pow(10, 2.75 - 6) / 10, narrow.proposal(), 1e-5, "a tenth of the minimum");
        assertTrue(narrow.reason().contains("a tenth of"), narrow.reason());
    }

    @Test
    void withoutAFallThereIsNoProposal() {
        List<RateSweep.Point> flat = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            flat.add(new RateSweep.Point(StrictMath.pow(10, i / 20.0 - 6), 1 + i * 1e-3, 1 + i * 1e-3));
        }
        RateSweep sweep = RateSweep.of(flat, false);
        assertTrue(Double.isNaN(sweep.proposal()));
        assertTrue(sweep.reason().contains("does not fall"), sweep.reason());
        assertTrue(Double.isNaN(RateSweep.of(List.of(), true).proposal()));
    }

    @Test
    void badRangesAreTold() {
        assertThrows(UserException.class, () -> new RateFinder(0, 1, 0));
        assertThrows(UserException.class, () -> new RateFinder(1, 1, 0));
        assertThrows(UserException.class, () -> new RateFinder(1e-3, 1, 19));
    }
}
