package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Splits;
import dev.lanewise.data.Table;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Poisson;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.nn.Workspace;
import dev.lanewise.train.EpochRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks with members from the table to the prediction. */
class EnsembleTest {

    private static final int MEMBERS = 3;

    @TempDir
    Path folder;

    /** What each member gives for the prepared rows, {@code [rows][members][outputs]}. */
    private static float[] outputs(Model model, Dataset data) {
        Network network = model.network();
        float[] all = new float[data.rows() * MEMBERS * network.outputs()];
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Workspace workspace = network.workspace(execution, data.rows(), false);
            workspace.forward(data.features(), 0, data.rows());
            System.arraycopy(workspace.output(), 0, all, 0, all.length);
        }
        return all;
    }

    private static double[] softmax(float[] z, int from, int length) {
        double[] p = IntStream.range(from, from + length)
                .mapToDouble(i -> Math.exp(z[i]))
                .toArray();
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(v -> v / sum).toArray();
    }

    /** Classes by softmax and by one logit, numbers and rates. */
    @ParameterizedTest
    @ValueSource(strings = {"iris", "two classes", "two classes by softmax", "auto-mpg", "rates"})
    void predictionsAreTheMeansOverTheMembers(String what) {
        Model model = trainer(what).train().model();
        Table table = table(what);
        Dataset data = model.preprocessor()
                .transformFeatures(table, IntStream.range(0, table.rows()).toArray());
        float[] each = outputs(model, data);
        float[] actual = model.predict(table).values();
        int outputs = model.network().outputs();
        int columns = actual.length / table.rows();
        double differs = 0;
        for (int r = 0; r < table.rows(); r++) {
            double[] mean = new double[columns];
            for (int m = 0; m < MEMBERS; m++) {
                int at = (r * MEMBERS + m) * outputs;
                double[] own = meant(what, model, each, at, outputs);
                for (int c = 0; c < columns; c++) {
                    mean[c] += own[c] / MEMBERS;
                }
                differs = Math.max(
                        differs, Math.abs(own[0] - meant(what, model, each, r * MEMBERS * outputs, outputs)[0]));
            }
            for (int c = 0; c < columns; c++) {
                assertEquals(mean[c], actual[r * columns + c], 3e-6 * (1 + Math.abs(mean[c])), what + ", row " + r);
            }
        }
        assertTrue(differs > 1e-3, "the members are the same");
    }

    private static double[] meant(String what, Model model, float[] z, int at, int outputs) {
        return switch (what) {
            case "two classes" -> {
                double p = 1 / (1 + Math.exp(-z[at]));
                yield new double[] {1 - p, p};
            }
            case "auto-mpg" ->
                new double[] {
                    (double) z[at] * model.preprocessor().targetScales()[0]
                            + model.preprocessor().targetMeans()[0]
                };
            case "rates" -> new double[] {Math.exp(z[at])};
            default -> softmax(z, at, outputs);
        };
    }

    private static Table table(String what) {
        if (!what.startsWith("two classes")) {
            return Models.table("rates".equals(what) ? "auto-mpg" : what);
        }
        float[][] rows = new float[200][3];
        for (int r = 0; r < rows.length; r++) {
            rows[r][0] = (r * 37 % 100) / 50f - 1;
            rows[r][1] = (r * 61 % 100) / 50f - 1;
            rows[r][2] = rows[r][0] * rows[r][1] > 0 ? 1 : 0;
        }
        return Table.of(List.of("a", "b", "same sign"), rows);
    }

    private static ModelTrainer trainer(String what) {
        ModelTrainer trainer = what.startsWith("two classes")
                ? ModelTrainer.on(table(what)).hidden(9).epochs(5).threads(1)
                : Models.trainer("rates".equals(what) ? "auto-mpg" : what);
        if ("rates".equals(what)) {
            trainer.loss(new Poisson());
        } else if ("two classes by softmax".equals(what)) {
            trainer.loss(new SoftmaxCrossEntropy(0));
        }
        return trainer.network(spec -> Ensembles.of(spec, MEMBERS));
    }

    /** The loss that picks the best epoch is that of the averaged probabilities, which the model predicts and is evaluated by. */
    @Test
    void validationWhileTrainingAgreesWithTheEvaluationOfTheModel() {
        Table table = Models.table("iris");
        int[] rows = IntStream.range(0, table.rows()).toArray();
        for (int epochs = 1; epochs <= 3; epochs++) {
            TrainedModel trained = Ensembles.trainer("iris", MEMBERS)
                    .testFraction(0)
                    .validationFraction(0.4)
                    .patience(0)
                    .epochs(epochs)
                    .train();
            EpochRecord last = trained.history().epochs().getLast();
            Model model = trained.model();
            TargetEncoding encoding =
                    TargetEncoding.like(table, model.preprocessor().targets(), model.task(), model.classes());
            int[] validation = validationRows(encoding, rows);
            Evaluation evaluation;
            try (Execution team = Execution.of(Kernels.scalar(), 2)) {
                evaluation = model.evaluate(table, encoding, validation, team);
            }
            assertEquals(
                    last.validationLoss(),
                    Objects.requireNonNull(evaluation.classification()).logLoss(),
                    1e-6);
            assertEquals(last.validationScore(), evaluation.classification().accuracy(), 1e-12);
        }
    }

    /** The same split as the training's. */
    private static int[] validationRows(TargetEncoding encoding, int[] rows) {
        return Splits.stratified(
                        rows, encoding.classesOf(rows), 0.4, RandomKey.of(1).fold("validation"))
                .part();
    }

    @Test
    void aTrainingGoesOnFromEveryCheckpoint() throws IOException {
        byte[] expected = bytes(Ensembles.trainer("penguins", 4));
        Path state = folder.resolve("state");
        ModelTrainer first = Ensembles.trainer("penguins", 4).checkpoints(Checkpoints.in(state));
        assertArrayEquals(expected, bytes(first));
        Checkpoint end = Checkpoint.newest(state);
        assertArrayEquals(expected, bytes(Ensembles.trainer("penguins", 4).resume(end)));
        Files.delete(end.file());
        Checkpoint earlier = Checkpoint.newest(state);
        assertNotEquals(end.file(), earlier.file());
        assertArrayEquals(expected, bytes(Ensembles.trainer("penguins", 4).resume(earlier)));
        assertThrows(
                UserException.class,
                () -> Ensembles.trainer("penguins", 5).resume(earlier).train());
    }

    private byte[] bytes(ModelTrainer trainer) throws IOException {
        Path file = folder.resolve("model.safetensors");
        trainer.train().model().save(file);
        return Files.readAllBytes(file);
    }

    @Test
    void aRowPredictsTheSameAloneAndAmongOthers() {
        Model model = Ensembles.trainer("iris", MEMBERS).train().model();
        Table table = Models.table("iris");
        float[] all = model.predict(table).values();
        for (int r = 0; r < table.rows(); r += 7) {
            float[] row = new float[4];
            for (int c = 0; c < 4; c++) {
                row[c] = Float.parseFloat(table.columns().get(c).text(r));
            }
            assertArrayEquals(Arrays.copyOfRange(all, 3 * r, 3 * r + 3), model.predict(row));
        }
    }

    @Test
    void aNetworkThatDoesNotFitTheTableIsRefused() {
        UserException thrown = assertThrows(
                UserException.class,
                () -> Models.trainer("iris")
                        .network(spec -> new NetworkSpec(5, spec.layers()))
                        .train());
        assertTrue(thrown.getMessage().contains("for this table it has 4 and 3"), thrown.getMessage());
        assertThrows(
                UserException.class,
                () -> Models.trainer("iris")
                        .network(spec -> NetworkSpec.perceptron(4, List.of(), Activation.RELU, 0, 2))
                        .train());
    }
}
