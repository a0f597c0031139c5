package dev.lanewise.model;

import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.testing.Contract;

/** Weights of PyTorch, see {@link FuzzedFile}: what is imported is saved, loads again, and predicts the same bits. */
public final class PyTorchFuzz {

    private PyTorchFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Contract.holds(() -> {
            Safetensors content = FuzzedFile.read(bytes);
            for (Task task : Task.values()) {
                Contract.holds(() -> check(PyTorchImport.read(FuzzedFile.NAME, content, Activation.RELU, task)));
            }
        });
    }

    private static void check(Model model) {
        Model again = ModelFile.read(
                FuzzedFile.NAME,
                FuzzedFile.parse(FuzzedFile.written(ModelFile.content(model).withChecksum())));
        float[] row = new float[model.spec().inputs()];
        for (int i = 0; i < row.length; i++) {
            row[i] = i % 3 - 1;
        }
        Contract.require(FuzzedFile.sameBits(model.predict(row), again.predict(row)), "predicts other bits");
    }
}
