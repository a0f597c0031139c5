package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.optim.Sgd;
import dev.lanewise.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Of a small table the steps of one epoch are few, those of a sweep and its trainings many. */
    @Test
    void kernelsAreChosenForTheWholeWork() {
        long[] work = new long[2];
        ModelTrainer trainer = ModelTrainer.on(
                        BundledData.find("iris").orElseThrow().table())
                .hidden(8)
                .batchSize(16)
                .validationFraction(0)
                .testFraction(0);
        trainer.epochs(1).kernels(some -> scalar(work, 0, some)).train();
        trainer.kernels(some -> scalar(work, 1, some)).findRate(new RateFinder(1e-3, 1e-1, 20));
        // 20 steps of the sweep and four trainings of 60, at ten an epoch.
        assertEquals(26 * work[0], work[1]);
    }

    private static Kernels scalar(long[] work, int place, long some) {
        work[place] = some;
        return Kernels.scalar();
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

    /** Falls over three decades to 1e-3, then rises. */
    private static List<RateSweep.Point> valley() {
        List<RateSweep.Point> points = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            double decade = i / 20.0;
            double loss = decade < 3 ? 4 - decade : 1 + 3 * (decade - 3);
            points.add(new RateSweep.Point(StrictMath.pow(10, decade - 6), loss, loss));
        }
        return points;
    }

    /** Which rates are tried, and which is proposed: the smallest whose loss is close to the best. */
    @Test
    void shortTrainingsDecide() {
        RateSweep sweep = RateSweep.of(valley(), true, 600, rate -> rate > 2e-3 ? Double.NaN : rate > 2e-4 ? 0.5 : 2);
        List<RateSweep.Trial> trials = sweep.trials();
        assertEquals(4, trials.size(), "it ends where the loss leaves the best behind: " + trials);
        // Half decades, rounded down to two digits.
        assertEquals(
                List.of(3.1e-3, 1e-3, 3.1e-4, 1e-4),
                trials.stream().map(RateSweep.Trial::rate).toList());
        assertEquals(3.1e-4, sweep.proposal(), "rounded down");
        assertTrue(sweep.reason().contains("4 trainings of 600 steps"), sweep.reason());
        RateSweep close = RateSweep.of(valley(), true, 600, rate -> rate > 2e-5 ? 1 : rate > 2e-6 ? 1.13 : 1.15);
        assertEquals(3.1e-6, close.proposal(), "a tenth of the best and a hundredth of the first loss are close");
        assertTrue(Double.isNaN(
                RateSweep.of(valley(), true, 600, rate -> Double.NaN).proposal()));
    }

    /** On real data, over three seeds, the proposal is as good as the default or better, but for noise of some test rows. */
    @ParameterizedTest
    @CsvSource({"digits, 0.003", "concrete, 0.003", "iris, 0.012"})
    void theProposalIsAsGoodAsTheDefault(String name, double noise) {
        BundledData bundled = BundledData.find(name).orElseThrow();
        Table table = bundled.table();
        for (String label : List.of("sgd", "momentum", "adam")) {
            Optimizer optimizer = Optimizers.parse(label, Map.of());
            double rate = ModelTrainer.on(table)
                    .target(bundled.target())
                    .optimizer(optimizer)
                    .findRate(RateFinder.DEFAULT)
                    .proposal();
            double gain = 0;
            for (int seed = 1; seed <= 3; seed++) {
                gain += score(bundled, table, optimizer.withLearningRate(rate), seed) / 3;
                gain -= score(bundled, table, optimizer, seed) / 3;
            }
            assertTrue(gain > -noise, label + " at " + rate + " differs by " + gain);
        }
    }

    private static double score(BundledData bundled, Table table, Optimizer optimizer, int seed) {
        return Objects.requireNonNull(ModelTrainer.on(table)
                        .target(bundled.target())
                        .optimizer(optimizer)
                        .seed(seed)
                        .train()
                        .test())
                .score();
    }

    @Test
    void withoutAFallThereIsNoProposal() {
        List<RateSweep.Point> flat = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            flat.add(new RateSweep.Point(StrictMath.pow(10, i / 20.0 - 6), 1 + i * 1e-3, 1 + i * 1e-3));
        }
        RateSweep sweep = RateSweep.of(flat, false, 600, rate -> 1);
        assertTrue(Double.isNaN(sweep.proposal()));
        assertTrue(sweep.reason().contains("does not fall"), sweep.reason());
        assertTrue(Double.isNaN(RateSweep.of(List.of(), true, 600, rate -> 1).proposal()));
    }

    @Test
    void badRangesAreTold() {
        assertThrows(UserException.class, () -> new RateFinder(0, 1, 0));
        assertThrows(UserException.class, () -> new RateFinder(1, 1, 0));
        assertThrows(UserException.class, () -> new RateFinder(1e-3, 1, 19));
    }
}
