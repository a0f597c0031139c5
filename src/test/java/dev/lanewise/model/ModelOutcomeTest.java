package dev.lanewise.model;

import static dev.lanewise.model.ModelSettingsTest.quick;
import static dev.lanewise.model.ModelSettingsTest.refused;
import static dev.lanewise.model.ModelSettingsTest.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Table;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.Losses;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.History;
import dev.lanewise.train.RateFinder;
import dev.lanewise.train.TrainingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes of a training: where it came from, its records, scores and evaluations. */
class ModelOutcomeTest {

    @Test
    void provenanceSaysWhatWasTrained() {
        Table test = table(30, false);
        ModelTrainer trainer = quick(false)
                .test(test)
                .optimizer(Optimizers.parse("sgd", Map.of()))
                .schedule(Schedule.parse("cosine"));
        TrainedModel trained = trainer.train();
        Map<String, String> said = trained.model().provenance();
        assertEquals("2", said.get("epochs.run"));
        assertEquals(String.valueOf(trained.history().bestEpoch()), said.get("epochs.best"));
        assertEquals(trained.setup().plan().scheduling().learningRate().toString(), said.get("schedule"));
        assertEquals("", said.get("schedule.dropout"));
        assertEquals("0.0", said.get("test-fraction"), "a table of its own is evaluated on");
        assertEquals(test.fingerprint(), said.get("test.fingerprint"));
        assertEquals("30", said.get("split.test"));
        assertEquals(Version.current(), said.get("lanewise"));
        assertTrue(Version.current().matches("[0-9]+[.][0-9]+.*"), Version.current());
    }

    @Test
    void weightsAndSeedsChangeTheResult() {
        float[] row = {3, 4};
        float plain = quick(false).train().model().predict(row)[0];
        assertEquals(plain, quick(false).seed(1).train().model().predict(row)[0]);
        assertTrue(plain != quick(false).seed(2).train().model().predict(row)[0], "another seed");
        TrainedModel weighted = quick(false).weightColumn("b").train();
        assertEquals(1, weighted.setup().network().inputs(), "weights are no feature");
        float[] common = quick(false).commonScale(true).train().model().predict(row);
        assertTrue(plain != common[0], "one scale");
    }

    @Test
    void cancellingStopsAfterTheStep() {
        ModelTrainer trainer = quick(false).epochs(50);
        List<EpochRecord> epochs = new ArrayList<>();
        trainer.listen(new TrainingListener() {
            @Override
            public boolean onEpoch(EpochRecord epoch) {
                epochs.add(epoch);
                if (epochs.size() == 2) {
                    trainer.cancel();
                }
                return true;
            }
        });
        History history = trainer.train().history();
        assertEquals(History.Stop.CANCELLED, history.stop());
        assertEquals(2, history.epochs().size());
        // What was cancelled is over; another training of the same settings is not.
        epochs.clear();
        epochs.add(history.epochs().getFirst());
        epochs.add(history.epochs().getFirst());
        assertEquals(50, trainer.patience(0).train().history().epochs().size());
        trainer.cancel();
        assertEquals(History.Stop.CANCELLED, trainer.train().history().stop(), "cancelled before it began");
    }

    @Test
    void ratesAreSweptWithoutTraining() {
        List<TrainingSetup> told = new ArrayList<>();
        var sweep = quick(false).onStart(told::add).findRate(new RateFinder(1e-4, 1, 60));
        assertEquals(1, told.size());
        assertEquals(1, told.getFirst().plan().epochs());
        assertTrue(sweep.points().size() > 20, sweep.points().size() + " points");
    }

    @Test
    void networksAreToldInALine() {
        assertEquals(
                "2 inputs, 5 relu, dropout 0.25, 1 output",
                NetworkText.line(NetworkSpec.perceptron(2, List.of(5), Activation.RELU, 0.25, 1)));
        assertEquals(
                "1 input, 4, 3 outputs",
                NetworkText.line(NetworkSpec.perceptron(1, List.of(4), Activation.IDENTITY, 0, 3)));
    }

    @Test
    void intervalsOfCheckpointsAreEpochsOrTime() {
        Checkpoints each = Checkpoints.in(Path.of("folder"));
        assertEquals(1, each.epochs());
        assertEquals(Duration.ZERO, each.time());
        Checkpoints timed = each.note("a", "1").every(Duration.ofSeconds(5)).note("b", "2");
        assertEquals(List.of(0, Duration.ofSeconds(5)), List.of(timed.epochs(), timed.time()));
        assertEquals(Map.of("a", "1", "b", "2"), timed.notes());
        assertEquals(3, timed.everyEpochs(3).epochs());
        assertEquals(Duration.ZERO, timed.everyEpochs(3).time());
        refused("interval", () -> each.everyEpochs(0));
        refused("interval", () -> each.everyEpochs(-1));
        refused("interval", () -> each.every(Duration.ZERO));
        refused("interval", () -> each.every(Duration.ofSeconds(-1)));
        refused(
                "one of the two",
                () -> new Checkpoints(Path.of("f"), 1, Duration.ofSeconds(1), Map.of(), each.listener()));
    }

    @Test
    void theScoreIsTheTasks() {
        Evaluation classes = quick(true).train().test();
        assertEquals(classes.classification().accuracy(), classes.score());
        TrainedModel numbers = quick(false).train();
        assertEquals(numbers.test().regression().r2(), numbers.test().score());
        assertTrue(Double.isNaN(new Evaluation(null, null, null).score()));
        assertEquals(numbers.model().preprocessor().notes(), numbers.notes());
        TrainedModel constant = ModelTrainer.on(Table.of(List.of("a", "same", "y"), steps(40)))
                .task(Task.REGRESSION)
                .hidden(3)
                .epochs(1)
                .threads(1)
                .train();
        assertFalse(constant.notes().isEmpty(), "a constant column is noted");
    }

    private static float[][] steps(int rows) {
        float[][] cells = new float[rows][];
        for (int r = 0; r < rows; r++) {
            cells[r] = new float[] {r, 1, 2 * r + 0.5f};
        }
        return cells;
    }

    /** In the row and the column where it stands; 0 is a count. */
    @Test
    void countsOfEveryTargetAreChecked() {
        Loss poisson = Losses.parse("poisson", Map.of());
        float[][] cells = new float[30][];
        for (int r = 0; r < cells.length; r++) {
            cells[r] = new float[] {r, r % 3, r % 4};
        }
        Table counts = Table.of(List.of("a", "first", "second"), cells);
        ModelTrainer trainer = ModelTrainer.on(counts).target("first", "second").loss(poisson);
        assertEquals(2, trainer.epochs(1).threads(1).train().model().predict(1).length);
        cells[17][2] = -1;
        Table negative = Table.of(List.of("a", "first", "second"), cells);
        refused(
                "row 17, column 'second': the poisson loss",
                () -> ModelTrainer.on(negative)
                        .target("first", "second")
                        .loss(poisson)
                        .train());
    }

    /** Against the mean of squares, in double. */
    @Test
    void evaluationsCompareWithTheRowsOwnTargets() {
        TrainedModel trained = quick(false).train();
        Table table = table(100, false);
        Evaluation evaluation = trained.model().evaluate(table);
        float[] predicted = trained.model().predict(table).values();
        double squares = 0;
        for (int r = 0; r < 100; r++) {
            double y = 2 * (r % 13 + r * 0.001f) - r % 7;
            squares += (predicted[r] - y) * (predicted[r] - y);
        }
        assertEquals(Math.sqrt(squares / 100), evaluation.regression().rmse(), 1e-4);
        assertEquals(100, evaluation.pairs().actual().length);
        assertEquals(2 * 12.012f - 5, evaluation.pairs().actual()[12], 1e-5);
    }
}
