package dev.lanewise.bench;

import dev.lanewise.data.Feature;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.Model;
import dev.lanewise.model.Predictor;
import dev.lanewise.nn.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Measures {@link Predictor#predict}: one raw row through preprocessing, network and output function, in the calling thread. */
final class PredictionBench {

    /** Rows that take turns; a power of two. */
    private static final int ROWS = 16;

    private PredictionBench() {}

    static PredictionResult run(
            Workload workload, Kernels kernels, MachineMeter machine, double seconds, double limitSeconds) {
        Network network = Network.of(workload.spec(), 1);
        Model model = new Model(network, preprocessor(workload), Map.of("loss", workload.loss()));
        Predictor predictor = model.predictor(kernels);
        float[][] rows = new float[ROWS][];
        Arrays.setAll(rows, r -> ProductBench.uniform("row " + r, workload.inputs()));
        float[] result = new float[predictor.columns()];
        Work work = times -> {
            for (int i = 0; i < times; i++) {
                predictor.predict(rows[i & (ROWS - 1)], result);
            }
        };
        Gauge gauge = new Gauge(work, seconds / Gauge.WINDOWS).warmUp(limitSeconds);
        machine.alternate(gauge);
        return new PredictionResult(workload, network.layout().parameters(), gauge.samples(), machine.machine());
    }

    /** Scales each column; outputs are read as the loss asks for. */
    private static Preprocessor preprocessor(Workload workload) {
        int outputs = workload.outputs();
        Task task = switch (workload.loss()) {
            case "softmax-cross-entropy" -> Task.MULTICLASS;
            case "sigmoid-binary-cross-entropy" -> outputs == 1 ? Task.BINARY : Task.REGRESSION;
            default -> Task.REGRESSION;
        };
        List<Feature> features = new ArrayList<>();
        for (String name : numbered("x", workload.inputs())) {
            features.add(new Feature.Numeric(name, 0.1f, 1.5f, false));
        }
        float[] ones = new float[task.isClassification() ? 0 : outputs];
        Arrays.fill(ones, 1);
        return new Preprocessor(
                features,
                task.isClassification() ? List.of("y") : numbered("y", outputs),
                task,
                task.isClassification() ? numbered("class", Math.max(2, outputs)) : List.of(),
                new float[ones.length],
                ones,
                null,
                List.of());
    }

    private static List<String> numbered(String prefix, int count) {
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(prefix + i);
        }
        return names;
    }
}
