package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import dev.lanewise.data.Table;
import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.ThresholdMetric;
import dev.lanewise.train.DivergedException;
import dev.lanewise.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds, what is told of them, and that nothing depends on how many run at once. */
class CrossValidationTest {

    private static Table data(String name) {
        return BundledData.find(name).orElseThrow().table();
    }

    private static ModelTrainer iris() {
        return ModelTrainer.on(data("iris")).target("species").hidden(8).epochs(6);
    }

    private static List<String> figures(CrossValidated result) {
        List<String> figures = new ArrayList<>();
        for (CrossValidated.Fold fold : result.folds()) {
            ClassificationMetrics test = Objects.requireNonNull(fold.test().classification());
            figures.add(fold.index() + " " + test.logLoss() + " " + fold.validation());
        }
        figures.add(String.valueOf(
                Objects.requireNonNull(Objects.requireNonNull(result.all()).classification())
                        .logLoss()));
        return figures;
    }

    @Test
    void theSameBitsHoweverManyRunAtOnce() {
        List<String> one = figures(CrossValidation.of(iris()).parallel(1).run());
        assertEquals(6, one.size());
        assertEquals(one, figures(CrossValidation.of(iris()).parallel(2).run()));
        assertEquals(one, figures(CrossValidation.of(iris()).parallel(9).run()));
        assertTrue(!one.equals(figures(CrossValidation.of(iris().seed(2)).run())));
    }

    /** Iris has 50 rows of each class, which four folds cannot share evenly. */
    @Test
    void foldsHoldEachRowOnceAndEachClassAlike() {
        CrossValidated result = CrossValidation.of(iris()).folds(4).run();
        int rows = 0;
        for (CrossValidated.Fold fold : result.folds()) {
            ClassificationMetrics test = Objects.requireNonNull(fold.test().classification());
            test.classes().forEach(c -> assertTrue(c.support() == 12 || c.support() == 13));
            assertTrue(test.rows() == 37 || test.rows() == 38);
            assertEquals(
                    150,
                    fold.setup().trainRows()
                            + fold.setup().validationRows()
                            + fold.setup().testRows());
            rows += test.rows();
        }
        assertEquals(150, rows);
        ClassificationMetrics all =
                Objects.requireNonNull(Objects.requireNonNull(result.all()).classification());
        all.classes().forEach(c -> assertEquals(50, c.support()));
    }

    /** A fold of the others trains as a training on a table of the others does, but for the rows' numbers, which its validation split draws on. */
    @Test
    void outOfFoldFiguresAreThoseOfTheFoldsTogether() {
        CrossValidated result = CrossValidation.of(
                        ModelTrainer.on(data("concrete")).hidden(8).epochs(3).interval(0.8))
                .folds(3)
                .run();
        double squares = 0;
        double absolute = 0;
        double covered = 0;
        int rows = 0;
        for (CrossValidated.Fold fold : result.folds()) {
            int n = Objects.requireNonNull(fold.test().regression()).rows();
            double rmse = Objects.requireNonNull(fold.test().regression()).rmse();
            squares += n * rmse * rmse;
            absolute += n * Objects.requireNonNull(fold.test().regression()).mae();
            covered += n * Objects.requireNonNull(fold.test().intervals()).coverage();
            rows += n;
        }
        Evaluation all = Objects.requireNonNull(result.all());
        double rmse = Math.sqrt(squares / rows);
        // Sums of doubles in another order.
        assertEquals(rmse, Objects.requireNonNull(all.regression()).rmse(), rmse * rows * 0x1p-52);
        assertEquals(absolute / rows, Objects.requireNonNull(all.regression()).mae(), rmse * rows * 0x1p-52);
        assertEquals(covered / rows, Objects.requireNonNull(all.intervals()).coverage(), rows * 0x1p-52);
    }

    /** Each fold's rows are predicted with the threshold of its own model. */
    @Test
    void confusionsAddUpWithThresholds(@TempDir Path folder) throws IOException {
        StringBuilder text = new StringBuilder("a,b,kind\n");
        for (int i = 0; i < 300; i++) {
            boolean rare = i * 37 % 101 + i * 71 % 60 > 120;
            text.append(i * 37 % 101).append(',').append(i * 53 % 89).append(rare ? ",yes\n" : ",no\n");
        }
        CrossValidated result = CrossValidation.of(
                        ModelTrainer.on(Table.read(Files.writeString(folder.resolve("rare.csv"), text)))
                                .hidden(4)
                                .epochs(2)
                                .thresholdFor(ThresholdMetric.F1))
                .run();
        int[][] sum = new int[2][2];
        for (CrossValidated.Fold fold : result.folds()) {
            int[][] some = Objects.requireNonNull(fold.test().classification()).confusion();
            for (int i = 0; i < 4; i++) {
                sum[i / 2][i % 2] += some[i / 2][i % 2];
            }
        }
        int[][] all = Objects.requireNonNull(
                        Objects.requireNonNull(result.all()).classification())
                .confusion();
        assertArrayEquals(sum[0], all[0]);
        assertArrayEquals(sum[1], all[1]);
    }

    @Test
    void spreadIsThatOfTheSample() {
        CrossValidated result = CrossValidation.of(iris()).folds(4).run();
        assertEquals(1.5, result.mean(CrossValidated.Fold::index));
        assertEquals(Math.sqrt(5.0 / 3), result.deviation(CrossValidated.Fold::index));
    }

    /** What is chosen by the folds can be tested on the rows that train tests on: here without a row of them. */
    @Test
    void testRowsStandApartWhereAsked() {
        CrossValidated result = CrossValidation.of(iris()).testApart(true).run();
        int rows = result.folds().stream()
                .mapToInt(fold -> fold.setup().testRows())
                .sum();
        assertEquals(iris().train().setup().testRows(), 150 - rows);
    }

    @Test
    void cancellingKeepsWhatHasEnded() {
        CrossValidation validation = CrossValidation.of(iris()).parallel(1);
        validation.listen(new CrossValidation.Listener() {
            @Override
            public TrainingListener onStart(int fold, TrainingSetup setup) {
                if (fold == 2) {
                    validation.cancel();
                }
                return new TrainingListener() {};
            }

            @Override
            public void onFold(CrossValidated.Fold fold) {
                assertTrue(fold.index() < 2);
            }
        });
        CrossValidated result = validation.run();
        assertEquals(2, result.folds().size());
        assertEquals(5, result.asked());
        assertNull(result.all());
    }

    @Test
    void whatDoesNotFitIsOneLine() {
        ModelTrainer kept = iris().checkpoints(Checkpoints.in(Path.of("nowhere")));
        assertThrows(UserException.class, () -> CrossValidation.of(kept));
        assertThrows(UserException.class, () -> CrossValidation.of(iris()).folds(1));
        UserException few = assertThrows(
                UserException.class, () -> CrossValidation.of(iris()).folds(76).run());
        assertTrue(String.valueOf(few.getMessage()).contains("76 folds take two rows each"), few.getMessage());
        assertThrows(
                DivergedException.class,
                () -> CrossValidation.of(iris().learningRate(1e30)
                                .optimizer(dev.lanewise.optim.Optimizers.parse("sgd", java.util.Map.of())))
                        .parallel(2)
                        .run());
    }
}
