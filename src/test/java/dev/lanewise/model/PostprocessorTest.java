package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.ThresholdMetric;
import dev.lanewise.nn.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Temperature and threshold from the training to the prediction, through the file. */
class PostprocessorTest {

    private static final Table TABLE = Imbalance.table(600, 1);
    private static final Table OTHER = Imbalance.table(800, 2);

    @TempDir
    Path folder;

    private static ModelTrainer both() {
        return Imbalance.trainer(TABLE).epochs(60).patience(0).calibrated(true).thresholdFor(ThresholdMetric.F1);
    }

    private static float[] logits(Model model, Table table) {
        float[] features = model.preprocessor().transformFeatures(table).features();
        float[] logits = new float[table.rows() * model.spec().outputs()];
        model.predictor(Kernels.scalar()).outputs(features, table.rows(), logits, 0, logits.length / table.rows());
        return logits;
    }

    /** By one logit, by two, by ten, and by those of an ensemble's mean. */
    @ParameterizedTest
    @ValueSource(strings = {"one", "two", "digits", "ensemble"})
    void probabilitiesComeOfLogitsOverTheTemperature(String what) {
        Table table = what.equals("digits") ? Models.table("digits") : OTHER;
        ModelTrainer trainer = what.equals("digits") ? Models.trainer("digits").epochs(1) : Imbalance.trainer(TABLE);
        if (what.equals("two")) {
            trainer.loss(new SoftmaxCrossEntropy(0));
        } else if (what.equals("ensemble")) {
            trainer.network(spec -> Ensembles.of(spec, 3));
        }
        Model plain = trainer.train().model();
        Model model = plain.with(new Postprocessor(1.75, 0.5, 0, new double[0]), plain.provenance());
        float[] logits = logits(plain, table);
        float[] values = model.predict(table).values();
        int k = model.classes().size();
        int columns = logits.length / table.rows();
        for (int r = 0; r < table.rows(); r++) {
            double sum = 0;
            double[] p = new double[k];
            for (int c = 0; c < k; c++) {
                double z = columns > 1 ? logits[r * k + c] : c == 1 ? logits[r] : 0;
                p[c] = Math.exp(z / 1.75);
                sum += p[c];
            }
            for (int c = 0; c < k; c++) {
                assertEquals(p[c] / sum, values[r * k + c], 2e-6, what + ", row " + r);
            }
        }
        assertArrayEquals(values, model.predict(table).values(), "again");
        float[] alone = new float[k];
        model.predictor(Kernels.scalar())
                .predictPrepared(model.preprocessor().transformFeatures(table).features(), 0, 1, alone, 0);
        for (int c = 0; c < k; c++) {
            assertEquals(values[c], alone[c], "the same bits in the other kernels");
        }
    }

    /** A model whose logits are three times what they were: a temperature finds them back, and other rows tell it. */
    @Test
    void aModelTooSureOfItselfIsPutRight() {
        Model fair = Imbalance.trainer(TABLE).epochs(30).train().model();
        Network network = fair.network();
        for (Tensor tensor : network.layout().tensors()) {
            boolean last =
                    tensor.name().startsWith("layers." + (fair.spec().layers().size() - 1) + ".");
            for (int i = 0; last && i < tensor.size(); i++) {
                network.parameters()[tensor.offset() + i] *= 3;
            }
        }
        Model sure = new Model(network, fair.preprocessor(), fair.provenance());
        Dataset validation = sure.preprocessor().transform(Imbalance.table(500, 9));
        Model calibrated = PostprocessorFit.of(
                sure, Imbalance.trainer(TABLE).calibrated(true), validation, new float[0], Kernels.best());
        Model again = PostprocessorFit.of(
                fair, Imbalance.trainer(TABLE).calibrated(true), validation, new float[0], Kernels.best());
        double temperature = calibrated.postprocessor().temperature();
        assertTrue(temperature > 2 && temperature < 4.5, "temperature " + temperature);
        assertEquals(3 * again.postprocessor().temperature(), temperature, 0.3, "three times that of the fair one");
        ClassificationMetrics before =
                Objects.requireNonNull(sure.evaluate(OTHER).classification());
        ClassificationMetrics after =
                Objects.requireNonNull(calibrated.evaluate(OTHER).classification());
        assertTrue(after.logLoss() < before.logLoss() - 0.05, after.logLoss() + " after " + before.logLoss());
        assertTrue(after.ece() < before.ece() / 2, after.ece() + " after " + before.ece());
        assertEquals(before.accuracy(), after.accuracy(), "the more probable class stays so");
    }

    @Test
    void onlyACalibrationThatLowersTheValidationLossIsKept() {
        List<Boolean> kept = new ArrayList<>();
        for (long seed = 1; seed <= 12; seed++) {
            Model model = Imbalance.trainer(TABLE)
                    .seed(seed)
                    .epochs(8)
                    .calibrated(true)
                    .train()
                    .model();
            String told = Objects.requireNonNull(model.provenance().get("calibrate.result"));
            boolean changed = model.postprocessor().temperature() != 1;
            assertEquals(changed, told.startsWith("temperature "), told);
            assertEquals(!changed, told.startsWith("not kept"), told);
            kept.add(changed);
        }
        assertTrue(kept.contains(true), "no calibration was kept");
    }

    /** A few rows that are all right prove little: the smoothed targets ask for less certainty, which costs these very rows, so that nothing is kept. */
    @Test
    void aCalibrationThatCostsTheValidationRowsIsNotKept() {
        Model model = Imbalance.trainer(TABLE).epochs(30).train().model();
        Dataset all = model.preprocessor().transform(OTHER);
        float[] values = model.predict(OTHER).values();
        int[] sure = IntStream.range(0, OTHER.rows())
                .filter(r -> all.targets()[r] == 0 && values[2 * r] > 0.99f)
                .limit(20)
                .toArray();
        assertEquals(20, sure.length);
        float[] features = new float[20 * all.inputs()];
        for (int i = 0; i < 20; i++) {
            System.arraycopy(all.features(), sure[i] * all.inputs(), features, i * all.inputs(), all.inputs());
        }
        Dataset rows = new Dataset(features, all.inputs(), new float[20], 1, null, 20);
        Model same = PostprocessorFit.of(
                model, Imbalance.trainer(TABLE).calibrated(true), rows, new float[0], Kernels.best());
        assertEquals(1, same.postprocessor().temperature());
        String told = Objects.requireNonNull(same.provenance().get("calibrate.result"));
        assertTrue(told.startsWith("not kept: temperature "), told);
    }

    @Test
    void theThresholdIsKeptUsedAndOverridden() throws IOException {
        Path file = folder.resolve("m");
        Model trained = both().train().model();
        trained.save(file);
        Model model = Model.load(file);
        double threshold = model.postprocessor().threshold();
        assertEquals(trained.postprocessor().threshold(), threshold);
        assertEquals(
                trained.postprocessor().temperature(), model.postprocessor().temperature());
        assertNotEquals(0.5, threshold);
        assertArrayEquals(trained.predict(OTHER).values(), model.predict(OTHER).values());
        Prediction own = model.predict(OTHER);
        int differs = 0;
        for (int r = 0; r < own.rows(); r++) {
            assertEquals(
                    own.value(r, 1) >= threshold ? "yes" : "no", own.labels().get(r));
            differs += own.value(r, 1) >= threshold != own.value(r, 1) > own.value(r, 0) ? 1 : 0;
        }
        assertTrue(differs > 5, differs + " rows");
        assertEquals(own.labels(), model.predict(OTHER, threshold).labels());
        assertNotEquals(own.labels(), model.predict(OTHER, 0.5).labels());
        double better = f1(model.evaluate(OTHER));
        double before = f1(model.evaluate(OTHER, 0.5));
        assertTrue(better > before, "F1 " + better + ", " + before + " at 0.5");
        assertEquals(
                ModelFile.FORMAT_2, SafetensorsReader.read(file).metadata().get("format"), "an older reader refuses");
        assertEquals("f1", model.provenance().get("threshold-metric"));
    }

    private static double f1(Evaluation evaluation) {
        return Objects.requireNonNull(evaluation.classification())
                .classes()
                .get(1)
                .f1();
    }

    /** What is fitted after the training comes out the same when the training went on from a checkpoint. */
    @Test
    void aTrainingThatGoesOnEndsWithTheSameFile() throws IOException {
        Path state = folder.resolve("state");
        both().checkpoints(Checkpoints.in(state)).train().model().save(folder.resolve("whole"));
        both().resume(Checkpoint.newest(state)).train().model().save(folder.resolve("on"));
        assertArrayEquals(Files.readAllBytes(folder.resolve("whole")), Files.readAllBytes(folder.resolve("on")));
        refused(
                "its threshold-metric is f1, here it is mcc",
                () -> both().thresholdFor(ThresholdMetric.MCC)
                        .resume(Checkpoint.newest(state))
                        .train());
        refused(
                "its calibrate is temperature, here it is null",
                () -> both().calibrated(false).resume(Checkpoint.newest(state)).train());
        refused(
                "its class-weight is null, here it is balanced",
                () -> both().classWeights(ClassWeights.BALANCED)
                        .resume(Checkpoint.newest(state))
                        .train());
    }

    @Test
    void theSameBitsByBothKernels() throws IOException {
        for (Kernels kernels : List.of(Kernels.scalar(), Kernels.best())) {
            both().kernels(kernels).train().model().save(folder.resolve(kernels.label()));
        }
        Map<String, String> one =
                SafetensorsReader.read(folder.resolve("scalar")).metadata();
        Map<String, String> two =
                SafetensorsReader.read(folder.resolve(Kernels.best().label())).metadata();
        for (String key : List.of("temperature", "threshold")) {
            assertEquals(one.get(key), two.get(key));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeTheTraining() {
        refused(
                "threshold-metric is for two classes, but the task is a multiclass one.",
                () -> Models.trainer("iris").thresholdFor(ThresholdMetric.F1).train());
        refused(
                "calibrate is for the probabilities of a classification, but the task is a regression one.",
                () -> Models.trainer("concrete").calibrated(true).train());
        refused(
                "calibrate takes validation rows, and there are none. Give a larger validation-fraction",
                () -> both().validationFraction(0).train());
        refused(
                "threshold-metric takes validation rows, and there are none.",
                () -> both().calibrated(false).validationFraction(0).train());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            lanewise-model/1 | threshold       | 0.25  | 'threshold' is not of this version of the format
            lanewise-model/1 | temperature     | 2.0   | 'temperature' is not of this version of the format
            lanewise-model/2 | threshold       | 1.5   | A threshold is from 0 to 1, not 1.5
            lanewise-model/2 | threshold       | NaN   | A threshold is from 0 to 1, not NaN
            lanewise-model/2 | threshold       | much  | much
            lanewise-model/2 | temperature     | 0     | A temperature is from 0.05 to 20.0, not 0.0
            lanewise-model/2 | temperature     | NaN   | A temperature is from
            lanewise-model/2 | interval        | 0.9   | do not go with a binary task
            lanewise-model/2 | interval        | 1     | A coverage is from 0 to below 1, not 1.0
            lanewise-model/2 | interval.margins | ["NaN"] | A margin of an interval is no finite number
            lanewise-model/2 | interval.margins | ["1"] | do not go with a binary task
            """)
    void damagedFilesAreRefused(String format, String key, String value, String part) {
        Safetensors content =
                ModelFile.content(Imbalance.trainer(TABLE).epochs(1).train().model());
        Map<String, String> metadata = new TreeMap<>(content.metadata());
        metadata.put("format", format);
        metadata.put(key, value);
        Safetensors changed = new Safetensors(metadata, content.tensors()).withChecksum();
        refused(part, () -> ModelFile.read(folder.resolve("m"), changed));
    }

    private static void refused(String part, Runnable what) {
        String told = assertThrows(UserException.class, what::run).getMessage();
        assertTrue(told.contains(part), told);
        assertFalse(told.contains("\n"), told);
    }
}
