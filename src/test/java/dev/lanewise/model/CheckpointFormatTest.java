package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.data.BundledData;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.Adam;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.Averaging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that earlier versions wrote still go on, to the bits that they went on to then. */
class CheckpointFormatTest {

    @TempDir
    Path folder;

    private static ModelTrainer training() {
        return ModelTrainer.on(BundledData.find("iris").orElseThrow().table())
                .target("species")
                .hidden(4)
                .optimizer(Adam.defaults())
                .schedule(Schedule.parse("plateau:patience=0,threshold=0.3"))
                .plan(plan -> plan.with(Averaging.exponential(0.9)))
                .epochs(8)
                .patience(3)
                .threads(1)
                .kernels(Kernels.scalar());
    }

    /** Written in the middle of the fifth epoch. */
    @Test
    void versionOne() throws IOException {
        Path file = folder.resolve("checkpoint-000000000031.safetensors");
        try (InputStream in = Objects.requireNonNull(
                CheckpointFormatTest.class.getResourceAsStream("/formats/checkpoint-1.safetensors"))) {
            Files.copy(in, file);
        }
        TrainedModel resumed = training().resume(Checkpoint.newest(folder)).train();
        assertEquals(8, resumed.history().epochs().size());
        Path model = folder.resolve("model.safetensors");
        resumed.model().save(model);
        Safetensors content = SafetensorsReader.read(model);
        TrainedModel whole = training().train();
        whole.model().save(model);
        Safetensors expected = SafetensorsReader.read(model);
        for (StoredTensor tensor : expected.tensors()) {
            assertArrayEquals(
                    tensor.values(),
                    Objects.requireNonNull(content.tensor(tensor.name())).values());
        }
    }
}
