package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Column;
import dev.lanewise.data.Table;
import dev.lanewise.metrics.ThresholdMetric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of two classes a threshold is chosen for. */
class PositiveClassTest {

    private static final Table TABLE = Imbalance.table(600, 1);

    /** The table with its classes called otherwise, so that the rare one comes first. */
    private static ModelTrainer rareFirst() {
        Column.Categories classes = (Column.Categories) TABLE.column("class", "test");
        List<Column> columns = new ArrayList<>(TABLE.columns());
        columns.set(columns.size() - 1, new Column.Categories("class", classes.codes(), List.of("ok", "fraud")));
        return Imbalance.trainer(Table.of(columns)).epochs(20).thresholdFor(ThresholdMetric.F1);
    }

    private static double f1(TrainedModel trained, String name) {
        return trained.test().classification().classes().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow()
                .f1();
    }

    @Test
    void theRarerClassIsThePositiveOneUnlessSaid() {
        TrainedModel rare = rareFirst().train();
        assertEquals(List.of("fraud", "ok"), rare.model().classes());
        assertEquals("fraud", rare.model().provenance().get("positive-class"));
        String told = rare.model().provenance().get("threshold.result");
        assertTrue(told.contains(", 'fraud' above 0.") && told.contains(": f1 of 'fraud' 0."), told);
        TrainedModel frequent = rareFirst().positiveClass("ok").train();
        assertEquals("ok", frequent.model().provenance().get("positive-class"));
        assertTrue(frequent.model().provenance().get("threshold.result").contains(": f1 of 'ok' 0."));
        assertNotEquals(
                rare.model().postprocessor().threshold(),
                frequent.model().postprocessor().threshold());
        assertTrue(f1(rare, "fraud") >= f1(frequent, "fraud"), "the aim shows in the test rows");
        assertEquals(
                "yes",
                Imbalance.trainer(TABLE)
                        .thresholdFor(ThresholdMetric.MCC)
                        .train()
                        .model()
                        .provenance()
                        .get("positive-class"));
    }

    @Test
    void aPositiveClassThatIsNoneIsRefused() {
        assertEquals(
                "positive-class 'froud' is none of the classes 'fraud' and 'ok'. Did you mean 'fraud'?",
                assertThrows(
                                UserException.class,
                                () -> rareFirst().positiveClass("froud").train())
                        .getMessage());
        assertEquals(
                "positive-class is for two classes, but the task is a multiclass one.",
                assertThrows(
                                UserException.class,
                                () -> Models.trainer("iris")
                                        .positiveClass("setosa")
                                        .train())
                        .getMessage());
    }
}
