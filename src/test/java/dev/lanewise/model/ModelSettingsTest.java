package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Table;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.Losses;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.optim.WeightDecay;
import dev.lanewise.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a training is made of: its settings, the defaults in their place, and what does not fit. */
class ModelSettingsTest {

    /** {@code y = 2 a - b}, in which no two rows are alike, and classes of it. */
    static Table table(int rows, boolean classes) {
        float[][] cells = new float[rows][];
        for (int r = 0; r < rows; r++) {
            float a = r % 13 + r * 0.001f;
            float b = r % 7;
            cells[r] = new float[] {a, b, classes ? (2 * a - b > 9 ? 1 : 0) : 2 * a - b};
        }
        return Table.of(List.of("a", "b", "y"), cells);
    }

    static ModelTrainer quick(boolean classes) {
        return ModelTrainer.on(table(100, classes)).hidden(3).epochs(2).threads(1);
    }

    static TrainingSetup setup(ModelTrainer trainer) {
        List<TrainingSetup> told = new ArrayList<>();
        TrainedModel trained = trainer.onStart(told::add).train();
        assertEquals(1, told.size());
        assertSame(told.getFirst(), trained.setup());
        return trained.setup();
    }

    static void refused(String part, Runnable what) {
        String told = assertThrows(UserException.class, what::run).getMessage();
        assertTrue(told.contains(part), told);
        assertFalse(told.contains("\n"), told);
    }

    @Test
    void settingsReachTheTraining() {
        Loss loss = Losses.parse("huber", Map.of());
        Schedule schedule = Schedule.parse("cosine");
        TrainingSetup setup = setup(ModelTrainer.on(table(100, false))
                .target("b")
                .task(Task.REGRESSION)
                .testFraction(0.25)
                .validationFraction(0.2)
                .hidden(5, 4)
                .activation(Activation.TANH)
                .dropout(0.25)
                .loss(loss)
                .optimizer(Optimizers.parse("momentum", Map.of()))
                .learningRate(0.0625)
                .weightDecay(0.125)
                .epochs(2)
                .batchSize(9)
                .patience(1)
                .schedule(schedule)
                .seed(7)
                .threads(2));
        assertEquals(List.of("b"), setup.preprocessor().targets());
        assertEquals(List.of(60, 15, 25), List.of(setup.trainRows(), setup.validationRows(), setup.testRows()));
        assertEquals(NetworkSpec.perceptron(2, List.of(5, 4), Activation.TANH, 0.25, 1), setup.network());
        assertEquals(2 * 5 + 5 + 5 * 4 + 4 + 4 + 1, setup.parameters());
        assertEquals(loss, setup.plan().loss());
        Optimizer optimizer = setup.plan().optimizer();
        assertEquals("momentum", optimizer.label());
        assertEquals(0.0625, optimizer.learningRate());
        assertEquals(0.125, optimizer.weightDecay().rate());
        assertEquals(
                List.of(2, 9, 1, 1),
                List.of(
                        setup.plan().epochs(),
                        setup.plan().batchSize(),
                        setup.plan().patience(),
                        setup.plan().accumulate()));
        assertEquals(schedule, setup.plan().scheduling().learningRate());
        assertEquals(7, setup.plan().seed());
        assertEquals(2, setup.threads());
    }

    @Test
    void defaultsFitTheSize() {
        TrainingSetup setup = setup(ModelTrainer.on(table(100, false)).epochs(3).threads(1));
        assertEquals(List.of("y"), setup.preprocessor().targets(), "the last column");
        assertEquals(List.of(68, 12, 20), List.of(setup.trainRows(), setup.validationRows(), setup.testRows()));
        assertEquals(NetworkSpec.perceptron(2, List.of(64, 64), Activation.RELU, 0.1, 1), setup.network());
        assertEquals(16, setup.plan().batchSize());
        assertEquals(3, setup.plan().patience());
        Adam small = (Adam) Defaults.optimizer(4_999);
        Adam large = (Adam) Defaults.optimizer(5_000);
        assertEquals(small, setup.plan().optimizer());
        assertEquals(0.002, small.learningRate());
        assertEquals(new WeightDecay(0.2, WeightDecay.Form.DECOUPLED), small.weightDecay());
        assertEquals(0.001, large.learningRate());
        assertEquals(new WeightDecay(0.01, WeightDecay.Form.DECOUPLED), large.weightDecay());
    }

    @ParameterizedTest
    @CsvSource({
        "1999, adam, 16",
        "2000, adam, 64",
        "19999, adam, 64",
        "20000, adam, 128",
        "199999, adam, 128",
        "200000, adam, 256",
        "1999, rprop, 1999",
        "8193, rprop, 8192",
        "0, rprop, 1"
    })
    void batchesGrowWithTheRows(int rows, String optimizer, int batch) {
        assertEquals(batch, Defaults.batchSize(rows, Optimizers.parse(optimizer, Map.of())));
    }

    @ParameterizedTest
    @CsvSource({"16, 16, 300", "1600, 16, 120", "1601, 16, 118", "1000000, 100, 10", "0, 16, 300"})
    void epochsShrinkWithTheSteps(int rows, int batch, int epochs) {
        assertEquals(epochs, Defaults.epochs(rows, batch));
    }

    @Test
    void patienceIsASixth() {
        assertEquals(
                List.of(3, 3, 4, 50),
                List.of(Defaults.patience(1), Defaults.patience(23), Defaults.patience(24), Defaults.patience(300)));
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        ModelTrainer trainer = quick(false);
        assertSame(
                trainer,
                trainer.testFraction(0)
                        .validationFraction(0)
                        .epochs(1)
                        .batchSize(1)
                        .patience(0)
                        .threads(1));
        refused("test-fraction must be from 0 to below 1, not 1.0", () -> trainer.testFraction(1));
        refused("test-fraction", () -> trainer.testFraction(-0.1));
        refused("validation-fraction", () -> trainer.validationFraction(Double.NaN));
        refused("epochs must be at least 1, not 0", () -> trainer.epochs(0));
        refused("batch-size must be at least 1, not 0", () -> trainer.batchSize(0));
        refused("patience must be at least 0, not -1", () -> trainer.patience(-1));
        refused("threads must be from 1 to 1024, not 0", () -> trainer.threads(0));
        TrainedModel all = trainer.train();
        assertNull(all.test());
        assertEquals(0, all.setup().validationRows());
        assertEquals(100, all.setup().trainRows());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mean-squared-error | true | regression, but the task is a binary",
                "softmax-cross-entropy | false | is for classification, but the task is a regression",
                "poisson | false | row 0, column 'y': the poisson loss takes counts"
            })
    void lossesThatDoNotFitTheTaskAreRefused(String loss, boolean classes, String told) {
        Table table = table(100, classes);
        if (loss.equals("poisson")) {
            float[][] cells = new float[20][2];
            for (int r = 0; r < cells.length; r++) {
                cells[r][0] = r;
                cells[r][1] = r == 0 ? -1 : r;
            }
            table = Table.of(List.of("a", "y"), cells);
        }
        ModelTrainer trainer = ModelTrainer.on(table)
                .task(classes ? Task.BINARY : Task.REGRESSION)
                .epochs(1)
                .threads(1)
                .loss(Losses.parse(loss, Map.of()));
        refused(told, trainer::train);
    }

    @Test
    void everyTaskHasItsLoss() {
        assertEquals(
                "mean-squared-error",
                LossChoice.choose(null, Task.REGRESSION, 0).label());
        Loss binary = LossChoice.choose(null, Task.BINARY, 0.125);
        assertEquals("sigmoid-binary-cross-entropy", binary.label());
        assertTrue(binary.setting().contains("0.125"), binary.setting());
        Loss multiclass = LossChoice.choose(null, Task.MULTICLASS, 0.25);
        assertEquals("softmax-cross-entropy", multiclass.label());
        assertTrue(multiclass.setting().contains("0.25"), multiclass.setting());
        refused("a regression", () -> LossChoice.choose(null, Task.REGRESSION, 0.1));
        refused("has its own", () -> LossChoice.choose(multiclass, Task.MULTICLASS, 0.1));
        refused("is for two classes; use softmax", () -> LossChoice.choose(binary, Task.MULTICLASS, 0));
        assertSame(multiclass, LossChoice.choose(multiclass, Task.BINARY, 0));
        for (String label : Losses.names()) {
            boolean counts = label.equals("poisson") || label.equals("mean-absolute-percentage-error");
            assertEquals(!counts, LossChoice.standardizes(Losses.parse(label, Map.of())), label);
        }
    }

    /** Two classes take one output, or two where softmax is asked for; the shares of both are told in each case. */
    @Test
    void twoClassesTakeOneOutputOrTwo() {
        for (String label : List.of("sigmoid-binary-cross-entropy", "softmax-cross-entropy")) {
            TrainedModel trained =
                    quick(true).loss(Losses.parse(label, Map.of())).train();
            assertEquals(
                    label.startsWith("sigmoid") ? 1 : 2,
                    trained.setup().network().outputs());
            float[] shares = trained.model().predict(3, 4);
            assertEquals(2, shares.length);
            assertEquals(1, shares[0] + shares[1], 1e-6);
        }
    }

    /** Rates are the exponentials of the outputs, and never negative. */
    @Test
    void poissonPredictsRates() {
        float[][] cells = new float[80][2];
        for (int r = 0; r < cells.length; r++) {
            cells[r][0] = r % 4;
            cells[r][1] = 1 << r % 4;
        }
        Table table = Table.of(List.of("a", "y"), cells);
        Model model = ModelTrainer.on(table)
                .task(Task.REGRESSION)
                .loss(Losses.parse("poisson", Map.of()))
                .hidden()
                .dropout(0)
                .learningRate(0.05)
                .weightDecay(0)
                .epochs(120)
                .patience(0)
                .threads(1)
                .train()
                .model();
        for (int a = 0; a < 4; a++) {
            assertEquals(1 << a, model.predict(a)[0], 0.1 * (1 << a));
        }
        float[] all = model.predict(table).values();
        for (int r = 0; r < cells.length; r++) {
            assertEquals(model.predict(cells[r][0])[0], all[r], "row " + r);
        }
    }
}
