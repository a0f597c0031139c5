package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.core.UserException;
import org.junit.jupiter.api.Test;

class DatasetWeightsTest {

    @Test
    void classWeightsMultiplyRowWeights() {
        Dataset data =
                Dataset.of(new float[][] {{1}, {2}, {3}}, new int[] {0, 1, 1}).withWeights(1, 2, 3);
        assertArrayEquals(
                new float[] {5, 1, 1.5f}, data.withClassWeights(5, 0.5f).weights());
        assertThrows(UserException.class, () -> data.withClassWeights(5));
        assertThrows(UserException.class, () -> data.withWeights(1, Float.NaN, 1));
    }
}
