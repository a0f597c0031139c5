package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.History;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model knows how its training went, and a file without that knowledge still is a model. */
class TrainingRecordTest {

    @TempDir
    Path folder;

    @Test
    void aClassificationKeepsItsCurvesAndItsTest() {
        TrainedModel trained = Models.trainer("iris").train();
        Path file = folder.resolve("iris");
        trained.model().save(file);
        TrainingRecord record = Model.load(file).training();
        assertNotNull(record);
        assertEquals(trained.history().bestEpoch(), record.history().bestEpoch());
        assertEquals(trained.history().stop(), record.history().stop());
        assertEquals(3, record.history().epochs().size());
        for (int i = 0; i < 3; i++) {
            EpochRecord e = trained.history().epochs().get(i);
            assertEquals(
                    new EpochRecord(e.epoch(), e.trainLoss(), e.validationLoss(), e.validationScore(), 0, e.rows()),
                    record.history().epochs().get(i),
                    "without its time");
        }
        ClassificationMetrics kept = record.test().classification();
        ClassificationMetrics was = trained.test().classification();
        assertEquals(was.classes(), kept.classes());
        assertEquals(was.logLoss(), kept.logLoss());
        assertEquals(was.rocAuc(), kept.rocAuc());
        assertArrayEquals(was.confusion(), kept.confusion());
        assertArrayEquals(was.calibration().rows(), kept.calibration().rows());
        assertArrayEquals(was.calibration().confidence(), kept.calibration().confidence());
        assertEquals(was.rows(), Arrays.stream(kept.calibration().rows()).sum());
    }

    @Test
    void aRegressionKeepsItsMetricsAndNoRows() {
        TrainedModel trained = Models.trainer("auto-mpg").train();
        Path file = folder.resolve("mpg");
        trained.model().save(file);
        TrainingRecord record = Model.load(file).training();
        assertEquals(trained.test().regression(), record.test().regression());
        assertNotNull(trained.test().pairs());
        assertNull(record.test().pairs());
    }

    @Test
    void aModelWithoutARecordIsSavedAndLoaded() {
        Model known = Models.of("iris");
        Path file = folder.resolve("old");
        new Model(known.network(), known.preprocessor(), known.provenance()).save(file);
        assertFalse(SafetensorsReader.read(file).metadata().containsKey("training"));
        assertNull(Model.load(file).training());
    }

    @Test
    void manyClassesAreNotKept() {
        int k = 1001;
        int[] actual = new int[k];
        float[] probabilities = new float[k * k];
        List<String> names = IntStream.range(0, k).mapToObj(String::valueOf).toList();
        for (int c = 0; c < k; c++) {
            actual[c] = c;
            probabilities[c * k + c] = 1;
        }
        ClassificationMetrics metrics = ClassificationMetrics.of(probabilities, actual, names);
        History history = new History(List.of(), 0, History.Stop.CANCELLED);
        String text = TrainingRecordText.write(new TrainingRecord(history, new Evaluation(metrics, null, null)));
        assertNull(TrainingRecordText.read(text, names).test());
        assertEquals(
                History.Stop.CANCELLED,
                TrainingRecordText.read(text, names).history().stop());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {}                                                                       | 'epochs'
            {"epochs":[1,2],"best":[1],"stop":"patience"}                            | 'epochs'
            {"epochs":[],"best":[1,2],"stop":"patience"}                             | 'best'
            {"epochs":[],"best":[0],"stop":"boredom"}                                | 'stop'
            {"epochs":[],"best":[0],"stop":"patience","regression":[1]}              | 'regression'
            {"epochs":[],"best":[0],"stop":"patience","classification":[1,1,1,1,1,1],"confusion":[0,2,1]} | 'confusion'
            {"epochs":[],"best":[0],"stop":"patience","classification":[1,1,1,1,1,1],"confusion":[0,-1,1]} | 'confusion'
            {"epochs":[],"best":[0],"stop":"patience","classification":[1,1,1,1,1,1],"confusion":[]} | 'confidence'
            {"epochs":[],"best":[0],"stop":"patience","classification":[1,1,1,1,1,1],"confusion":[],"bins":[1,1],"calibration":[0,1],"confidence":[0.9,0.1]} | 'confidence'
            {"epochs":[],"best":[0],"stop":"patience","classification":[1,1,1,1,1,1],"confusion":[],"bins":[1,1],"calibration":[0,1],"confidence":[-5,0.1]} | 'confidence'
            {"epochs":[],"best":[0],"stop":"patience","classification":[1,1,1,1,1,1],"confusion":[],"bins":[1,1],"calibration":[0,1],"confidence":[0.1,null]} | 'confidence'
            {"epochs":[2,1,1,1,1,1,1,1,1,1],"best":[1],"stop":"patience"}            | 'epochs'
            """)
    void damagedRecordsAreRefused(String text, String where) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> TrainingRecordText.read(text, List.of("a", "b")))
                .getMessage();
        assertTrue(message.contains(where), message);
    }
}
