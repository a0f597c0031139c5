package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTrainerTest {

    private static ModelTrainer iris() {
        Table table = BundledData.find("iris").orElseThrow().table();
        return ModelTrainer.on(table).target("species").hidden(8).epochs(3).threads(1);
    }

    @Test
    void kernelsAreChosenByTheMultiplyAddsOfTheTraining() {
        List<Long> asked = new ArrayList<>();
        TrainedModel trained = iris().kernels(multiplyAdds -> {
                    asked.add(multiplyAdds);
                    return Kernels.scalar();
                })
                .train();
        // 102 training rows, 4-8-3, 3 epochs: forward and two gradients.
        assertEquals(List.of(3L * (4 * 8 + 8 + 8 * 3 + 3) * 102 * 3), asked);
        assertEquals("scalar", trained.setup().kernels());
        TrainedModel other = iris().kernels(Kernels.vector()).train();
        assertEquals("vector", other.setup().kernels());
        float[] row = {5.1f, 3.5f, 1.4f, 0.2f};
        assertArrayEquals(other.model().predict(row), trained.model().predict(row));
        assertEquals(other.test().score(), trained.test().score());
    }

    @Test
    void threadsHaveALimit() {
        for (int threads : new int[] {Integer.MIN_VALUE, 0, 1025, 2000}) {
            String told = assertThrows(UserException.class, () -> iris().threads(threads))
                    .getMessage();
            assertEquals("threads must be from 1 to 1024, not " + threads + ".", told);
        }
        assertEquals(
                3, iris().threads(1024).threads(3).epochs(1).train().setup().threads());
    }
}
