package dev.lanewise.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import dev.lanewise.data.Table;
import dev.lanewise.figure.Facts;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Report;
import dev.lanewise.lab.Ranking.Verdict;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.metrics.RegressionMetrics;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.optim.Convention;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.TrainingListener;
import dev.lanewise.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Table IRIS = BundledData.find("iris").orElseThrow().table();

    private static ModelTrainer iris() {
        return ModelTrainer.on(IRIS).hidden(8).epochs(4).batchSize(16);
    }

    private static Comparison comparison(List<Long> seeds, int parallel, String... optimizers) {
        List<Candidate> candidates =
                Candidate.of(List.of(optimizers), Convention.LANEWISE, Map.of(), List.of(0.001, 0.01));
        return new Comparison(seed -> iris(), candidates, seeds)
                .parallel(parallel)
                .warmUp(false);
    }

    @Test
    void resultsDoNotDependOnHowManyRunSideBySide() {
        ComparisonResult one =
                comparison(List.of(1L, 2L), 1, "momentum", "adam").run();
        ComparisonResult four =
                comparison(List.of(1L, 2L), 4, "momentum", "adam").run();
        assertEquals(8, one.runs().size());
        for (int i = 0; i < one.runs().size(); i++) {
            TrainingRun a = one.runs().get(i);
            TrainingRun b = four.runs().get(i);
            assertEquals(a.candidate(), b.candidate());
            assertEquals(a.loss(), b.loss());
            assertArrayEquals(a.curve().losses(), b.curve().losses());
        }
        assertEquals(one.ranking(), four.ranking());
        assertEquals(2, one.best().size(), "each optimizer at one rate");
    }

    /** A comparison trains what a training of its own does, with the seed, the optimizer and the same start. */
    @Test
    void aRunIsTheTrainingThatItSays() {
        TrainingRun run = comparison(List.of(7L), 1, "adam").run().runs().getLast();
        var alone = iris().seed(7)
                .optimizer(run.candidate().optimizer())
                .threads(1)
                .plan(plan -> plan.withPatience(plan.epochs()))
                .train();
        assertEquals(
                alone.history().epochs().getLast().trainLoss(),
                run.epochs().getLast().trainLoss());
        assertEquals(alone.test().classification().logLoss(), run.loss());
        assertEquals(alone.test().score(), run.score());
        double[] steps = run.curve().steps();
        assertEquals(4 * 7, steps[steps.length - 1], "102 rows in batches of 16, 4 epochs");
        for (int i = 1; i < steps.length; i++) {
            assertTrue(run.curve().seconds()[i] >= run.curve().seconds()[i - 1], "time goes on");
        }
    }

    @Test
    void whatDivergesIsToldAndRankedLast() {
        List<Candidate> candidates = Candidate.of(List.of("sgd"), Convention.LANEWISE, Map.of(), List.of(1e30, 0.01));
        ComparisonResult result = new Comparison(seed -> iris(), candidates, List.of(1L, 2L))
                .warmUp(false)
                .run();
        assertEquals(2, result.runs().stream().filter(TrainingRun::diverged).count());
        assertEquals("sgd 0.01", result.best().getFirst().name());
        Ranking ranking = Ranking.of(candidates, List.of(1L, 2L), result.runs());
        assertEquals(Verdict.DIVERGED, ranking.places().getLast().verdict());
        assertTrue(result.report().figures().size() >= 4);
    }

    /** Nothing is ranked and no axis is invented where there is nothing to show. */
    @Test
    void whereAllDivergeTheReportSaysSo() {
        List<Candidate> candidates = Candidate.of(List.of("sgd"), Convention.LANEWISE, Map.of(), List.of(1e30, 1e31));
        Report report = new Comparison(seed -> iris(), candidates, List.of(1L))
                .warmUp(false)
                .run()
                .report();
        assertEquals(List.of(), report.figures());
        assertTrue(
                report.sections().getFirst().text().startsWith("Every training diverged"),
                report.sections().getFirst().text());
        List<dev.lanewise.figure.Table> tables = tables(report);
        assertEquals(
                List.of("trainings"),
                tables.stream().map(dev.lanewise.figure.Table::id).toList());
    }

    private static List<dev.lanewise.figure.Table> tables(Report report) {
        return report.sections().stream()
                .flatMap(section -> section.items().stream())
                .filter(dev.lanewise.figure.Table.class::isInstance)
                .map(dev.lanewise.figure.Table.class::cast)
                .toList();
    }

    @Test
    void whatDivergesHasNoPlace() {
        List<Candidate> candidates =
                List.of(Candidate.of(Rates.rule("momentum")), Candidate.of(Rates.rule("sgd", "learning-rate", 1e30)));
        Report report = new Comparison(seed -> iris(), candidates, List.of(1L, 2L))
                .warmUp(false)
                .run()
                .report();
        List<List<String>> rows = tables(report).getFirst().rows();
        assertEquals(List.of("1", "-"), rows.stream().map(List::getFirst).toList());
        Lines steps = (Lines) report.figures().getFirst();
        assertEquals(
                List.of("momentum"),
                steps.lines().stream().map(Lines.Line::name).toList());
    }

    /** Rprop takes all rows where nobody says how many. */
    @Test
    void theRowsOfAStepAreToldForEachRule() {
        List<Candidate> candidates = List.of(Candidate.of(Rates.rule("sgd")), Candidate.of(Rates.rule("rprop")));
        Report report = new Comparison(seed -> ModelTrainer.on(IRIS).hidden(8).epochs(4), candidates, List.of(1L, 2L))
                .warmUp(false)
                .run()
                .report();
        List<Facts.Fact> facts = ((Facts) report.sections().getFirst().items().getFirst()).facts();
        assertTrue(facts.contains(new Facts.Fact("Training of sgd", "4 epochs, batches of 16")), facts.toString());
        assertTrue(
                facts.contains(new Facts.Fact("Training of rprop", "4 epochs, all 102 rows in each step")),
                facts.toString());
        assertTrue(report.sections().getFirst().text().contains("batches as told below"));
    }

    /** One slow epoch, such as one while the code is compiled, does not move a curve against time. */
    @Test
    void timeIsTheMedianOfAllEpochs() {
        List<TrainingRun> runs = new ArrayList<>();
        for (long seed : List.of(1L, 2L)) {
            List<EpochRecord> epochs = new ArrayList<>();
            for (int e = 1; e <= 4; e++) {
                epochs.add(new EpochRecord(e, 1.0 / e, 1.0 / e, Double.NaN, seed == 1 && e < 3 ? 5 : 0.25, 32));
            }
            runs.add(new TrainingRun(
                    Candidate.of(Rates.rule("sgd")),
                    seed,
                    TrainingPlan.of(Rates.rule("sgd"), new MeanSquaredError()),
                    2,
                    false,
                    new TrainingRun.Curve(new double[] {2, 8}, new double[] {1, 0.25}, new double[] {5, 10.5}),
                    epochs,
                    null,
                    null));
        }
        ComparisonResult result =
                new ComparisonResult(List.of(runs.getFirst().candidate()), List.of(1L, 2L), runs, null, 1, false);
        Lines time = (Lines) result.report().figures().get(1);
        assertEquals("loss-by-time", time.id());
        assertArrayEquals(new double[] {0.25, 1}, time.lines().getFirst().x(), 1e-12);
    }

    @Test
    void whatIsCancelledKeepsWhatHasEnded() {
        Comparison comparison = comparison(List.of(1L, 2L, 3L), 1, "sgd", "adam");
        List<TrainingRun> ended = new ArrayList<>();
        ComparisonResult result = comparison
                .onRun(run -> {
                    ended.add(run);
                    if (ended.size() == 5) {
                        comparison.cancel();
                    }
                })
                .run();
        assertTrue(result.interrupted());
        assertEquals(5, result.runs().size());
        assertEquals(1, result.ranking().seeds(), "the first seed is complete, the second is not");
        assertTrue(result.report().subtitle().contains("interrupted"));
    }

    /** What has ended is there at once, though another training does not come to an end. */
    @Test
    void whatHasEndedIsThereWhileAnotherTrainingHangs() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(2);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<Candidate> candidates = Candidate.of(List.of("sgd", "adam"), Convention.LANEWISE, Map.of(), List.of(0.01));
        Comparison comparison = new Comparison(
                        seed -> seed == 1
                                ? iris()
                                : iris().listen(new TrainingListener() {
                                    @Override
                                    public boolean onBatch(int epoch, int batch, int batches, double loss) {
                                        stuck.countDown();
                                        await(release);
                                        return true;
                                    }
                                }),
                        candidates,
                        List.of(1L, 2L))
                .parallel(1)
                .warmUp(false)
                .onRun(run -> first.countDown());
        Thread thread = new Thread(comparison::run);
        thread.start();
        try {
            await(first);
            await(stuck);
            comparison.cancel();
            ComparisonResult result = comparison.ended();
            assertTrue(thread.isAlive() && result.interrupted());
            assertEquals(2, result.runs().size());
            assertEquals(1, result.ranking().seeds());
        } finally {
            release.countDown();
            thread.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void internalsAreRecordedWhereAsked() {
        ComparisonResult result = comparison(List.of(1L), 1, "adam").record(5).run();
        var recording = result.runs().getFirst().recording();
        assertTrue(recording != null && recording.layers().size() == 2 * 6, "2 layers, steps 1, 6, ... 26");
        assertTrue(RecordingFigures.section("Internals", "internals", recording)
                        .items()
                        .size()
                >= 6);
    }

    private static TrainingRun run(String name, long seed, double loss) {
        return new TrainingRun(
                new Candidate(name, name, Rates.rule("sgd")),
                seed,
                TrainingPlan.of(Rates.rule("sgd"), new MeanSquaredError()),
                1,
                false,
                new TrainingRun.Curve(new double[0], new double[0], new double[0]),
                List.of(),
                new Evaluation(null, new RegressionMetrics(1, loss, 0, 0, 0), null),
                null);
    }

    /** Paired: losses that go up and down with the seed still differ by more than noise; others do not. */
    @Test
    void aDifferenceIsNoiseWhereItsIntervalHoldsNothing() {
        List<TrainingRun> runs = new ArrayList<>();
        List<Long> seeds = List.of(1L, 2L, 3L, 4L);
        double[] base = {1, 5, 3, 8};
        double[] steady = {0.1, 0.11, 0.09, 0.1};
        double[] wild = {-1, 2, 1, -0.5};
        for (int i = 0; i < 4; i++) {
            runs.add(run("first", i + 1, base[i]));
            runs.add(run("steady", i + 1, base[i] + steady[i]));
            runs.add(run("wild", i + 1, base[i] + wild[i]));
        }
        List<Candidate> all =
                runs.stream().map(TrainingRun::candidate).distinct().toList();
        Ranking ranking = Ranking.of(all, seeds, runs);
        assertEquals(
                List.of("first", "steady", "wild"),
                ranking.places().stream().map(p -> p.candidate().name()).toList());
        assertEquals(
                List.of(Verdict.FIRST, Verdict.WORSE, Verdict.WITHIN_NOISE),
                ranking.places().stream().map(Ranking.Place::verdict).toList());
        // 97.5 % each; t of 3 degrees of freedom 4.177; deviation of the steady differences 0.008165.
        assertEquals(0.975, ranking.level(), 1e-12);
        assertEquals(4.1765 * 0.0081650 / 2, ranking.places().get(1).margin(), 1e-4);
        Ranking single = Ranking.of(all, List.of(2L), runs);
        assertEquals(Verdict.UNKNOWN, single.places().getLast().verdict());
    }

    @Test
    void badRequestsAreTold() {
        assertThrows(UserException.class, () -> comparison(List.of(), 1, "sgd"));
        assertThrows(UserException.class, () -> comparison(List.of(1L, 1L), 1, "sgd"));
        assertThrows(UserException.class, () -> comparison(List.of(1L), 1, "sgd", "sgd"));
        Comparison nowhere =
                new Comparison(seed -> iris().target("colour"), List.of(Candidate.of(Rates.rule("sgd"))), List.of(1L));
        assertThrows(UserException.class, nowhere::run);
    }
}
