package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Poisson;
import dev.lanewise.metrics.IntervalMetrics;
import dev.lanewise.metrics.ThresholdMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prediction intervals: they hold what they promise, on rows that nothing was fitted on. */
class IntervalTest {

    private static final int SEEDS = 6;

    @TempDir
    Path folder;

    private static ModelTrainer trainer(double coverage) {
        return Models.trainer("concrete").hidden(16).epochs(25).interval(coverage);
    }

    /**
     * Of {@code n} validation rows that rank {@code k}, the rows of a test of {@code m} that are inside are beta-binomial: {@code m} draws at a share that is Beta(k, n + 1 - k).
     * The splits of the seeds are drawn independently of each other, and each row of a test is as likely as any of its validation rows to be beyond another.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.9})
    void coverageHoldsOnRealData(double coverage) {
        coverageHolds(coverage, trainer(coverage));
    }

    /** Noise that grows tenfold from one end to the other. */
    private static Table uneven(Path folder) throws IOException {
        SeededRandom random = new SeededRandom(RandomKey.of(3).fold("uneven"));
        StringBuilder text = new StringBuilder("x,z,y\n");
        for (int i = 0; i < 1500; i++) {
            double x = random.nextFloat();
            double z = random.nextFloat();
            double noise = (0.1 + 0.9 * x) * random.nextNormal();
            text.append((float) x).append(',').append((float) z).append(',');
            text.append((float) (3 * x - 2 * z * z + noise)).append('\n');
        }
        return Table.read(Files.writeString(folder.resolve("uneven.csv"), text));
    }

    private ModelTrainer unevenTrainer(double coverage) throws IOException {
        return ModelTrainer.on(uneven(folder))
                .threads(1)
                .kernels(Kernels.scalar())
                .hidden(16)
                .epochs(25)
                .interval(coverage);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9})
    void coverageHoldsWhereTheNoiseIsUneven(double coverage) throws IOException {
        coverageHolds(coverage, unevenTrainer(coverage));
    }

    /** As wide as the noise is: of the same quantiles the ends are 0.91 / 0.19 as far from each other, on the average of the outer fifths. */
    @Test
    void intervalsAreWiderWhereTheNoiseIs() throws IOException {
        TrainedModel trained = unevenTrainer(0.8).epochs(80).train();
        double[] width = new double[2];
        int points = 200;
        for (int i = 0; i < points; i++) {
            float z = (i + 0.5f) / points;
            for (int end = 0; end < 2; end++) {
                float[] made = trained.model().predict(end == 0 ? 0.1f : 0.9f, z);
                width[end] += (made[2] - made[1]) / points;
            }
        }
        assertTrue(width[1] > 3 * width[0], width[0] + " and " + width[1]);
        // 1.2816 standard deviations to each side.
        assertEquals(2 * 1.2816 * 0.91, width[1], 0.5);
    }

    private static void coverageHolds(double coverage, ModelTrainer trainer) {
        double sum = 0;
        int n = 0;
        int m = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            TrainedModel trained = trainer.seed(seed).train();
            IntervalMetrics found = trained.test().intervals();
            assertNotNull(found);
            assertEquals(coverage, found.nominal());
            sum += found.coverage();
            n = trained.setup().validationRows();
            m = trained.setup().testRows();
        }
        int k = PostprocessorFit.rank(n, coverage);
        double mean = (double) k / (n + 1);
        double deviation = Math.sqrt(mean * (1 - mean) * (1.0 / m + 1.0 / (n + 2)));
        assertEquals(mean, sum / SEEDS, 3 * deviation / Math.sqrt(SEEDS), "mean coverage over " + SEEDS + " splits");
    }

    @Test
    void widerIsSurer() {
        double before = 0;
        for (double coverage : new double[] {0.5, 0.8, 0.95}) {
            double width = trainer(coverage).train().test().intervals().meanWidth();
            assertTrue(width > before, width + " at " + coverage);
            before = width;
        }
    }

    @Test
    void predictionsHaveTheirEndsBesideThemAndFilesKeepThem() throws IOException {
        Path file = folder.resolve("m");
        TrainedModel trained = trainer(0.9).train();
        trained.model().save(file);
        Model model = Model.load(file);
        Table table = Models.table("concrete");
        Prediction prediction = model.predict(table);
        assertEquals(
                List.of("compressive_strength", "lower_compressive_strength", "upper_compressive_strength"),
                prediction.columns());
        assertArrayEquals(trained.model().predict(table).values(), prediction.values());
        for (int r = 0; r < prediction.rows(); r++) {
            assertTrue(prediction.value(r, 1) <= prediction.value(r, 2), "row " + r);
        }
        Evaluation evaluation = model.evaluate(table);
        int inside = 0;
        double width = 0;
        float[] actual = Objects.requireNonNull(evaluation.pairs()).actual();
        for (int r = 0; r < prediction.rows(); r++) {
            assertEquals(prediction.value(r, 0), evaluation.pairs().predicted()[r]);
            inside += prediction.value(r, 1) <= actual[r] && actual[r] <= prediction.value(r, 2) ? 1 : 0;
            width += prediction.value(r, 2) - prediction.value(r, 1);
        }
        assertEquals((double) inside / prediction.rows(), evaluation.intervals().coverage(), 1e-12);
        assertEquals(width / prediction.rows(), evaluation.intervals().meanWidth(), 1e-4);
        assertEquals(ModelFile.FORMAT_2, SafetensorsReader.read(file).metadata().get("format"));
        assertEquals(
                trained.test().intervals(),
                Objects.requireNonNull(model.training()).test().intervals());
        float[] first = model.predict(540f, 0f, 0f, 162f, 2.5f, 1040f, 676f, 28f);
        assertEquals(3, first.length);
    }

    /** The k-th of the validation rows just fits: fewer of them are inside with any smaller margin. */
    @Test
    void theMarginIsTheLeastThatHoldsTheValidationRows() {
        Model model = trainer(0.8).testFraction(0).train().model();
        Evaluation all = model.evaluate(Models.table("concrete"));
        assertTrue(all.intervals().coverage() > 0.75, String.valueOf(all.intervals()));
        assertEquals(8, PostprocessorFit.rank(9, 0.8));
        assertEquals(9, PostprocessorFit.rank(9, 0.9));
        assertEquals(9, PostprocessorFit.rank(8, 0.9), "more than there are");
    }

    @Test
    void severalTargetsHaveAnIntervalEach() {
        Table table = BundledData.find("concrete").orElseThrow().table();
        TrainedModel trained = Models.trainer("concrete")
                .target("compressive_strength", "water")
                .interval(0.9)
                .epochs(15)
                .train();
        Prediction prediction = trained.model().predict(table);
        assertEquals("lower_water", prediction.columns().get(4));
        double[] margins = trained.model().postprocessor().margins();
        assertEquals(2, margins.length);
        assertTrue(margins[0] != margins[1]);
        double coverage = trained.test().intervals().coverage();
        assertTrue(coverage > 0.82 && coverage < 0.98, "coverage " + coverage);
    }

    @Test
    void ensemblesHaveIntervals() {
        double coverage = Ensembles.trainer("concrete", 3)
                .epochs(15)
                .interval(0.9)
                .train()
                .test()
                .intervals()
                .coverage();
        assertTrue(coverage > 0.82 && coverage < 0.98, "coverage " + coverage);
    }

    @Test
    void aTrainingThatGoesOnEndsWithTheSameFile() throws IOException {
        Path state = folder.resolve("state");
        trainer(0.9).checkpoints(Checkpoints.in(state)).train().model().save(folder.resolve("whole"));
        trainer(0.9).resume(Checkpoint.newest(state)).train().model().save(folder.resolve("on"));
        assertArrayEquals(Files.readAllBytes(folder.resolve("whole")), Files.readAllBytes(folder.resolve("on")));
        refused(
                "the checkpoint is of another training",
                () -> trainer(0.8).resume(Checkpoint.newest(state)).train());
    }

    @ParameterizedTest
    @CsvSource({
        "0.9, 0.01, interval 0.9 takes 9 or more validation rows",
        "0.9, 0, 'there are none'",
        "0.999, 0.5, takes 999 or more"
    })
    void tooFewValidationRowsAreRefused(double coverage, double fraction, String part) {
        refused(part, () -> trainer(coverage).validationFraction(fraction).train());
    }

    @Test
    void otherTasksAndLossesAreRefused() {
        refused(
                "interval is for regression, but the task is a multiclass one.",
                () -> Models.trainer("iris").interval(0.9).train());
        refused(
                "interval does not go with the loss poisson",
                () -> trainer(0.9).loss(new Poisson()).train());
        refused(
                "threshold-metric is for two classes, but the task is a regression one.",
                () -> trainer(0.9).thresholdFor(ThresholdMetric.F1).train());
        refused("interval must be from 0 to below 1", () -> trainer(1));
    }

    private static void refused(String part, Runnable what) {
        String told = assertThrows(UserException.class, what::run).getMessage();
        assertTrue(told.toLowerCase(java.util.Locale.ROOT).contains(part.toLowerCase(java.util.Locale.ROOT)), told);
    }
}
