package dev.lanewise.jmh;

import dev.lanewise.data.Table;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;

/** The latency of one raw row through a model, scaling and softmax included. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PredictBench extends TwinBench {

    private static final int ROWS = 120;

    /** Widths from the inputs to the outputs. */
    @Param({"4-16-3", "30-64-64-2", "784-512-256-10"})
    public String widths = "1-1-2";

    private @Nullable Predictor predictor;
    private float[] row = {};
    private float[] result = {};

    @Override
    public void prepare() {
        String[] parts = widths.split("-");
        int inputs = Integer.parseInt(parts[0]);
        int classes = Integer.parseInt(parts[parts.length - 1]);
        Integer[] hidden = new Integer[parts.length - 2];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = Integer.valueOf(parts[i + 1]);
        }
        predictor = ModelTrainer.on(table(inputs, classes))
                .target("target")
                .hidden(hidden)
                .epochs(1)
                .threads(1)
                .kernels(twin.kernels())
                .train()
                .model()
                .predictor(twin.kernels());
        row = Data.normal(2, inputs);
        result = new float[predictor.columns()];
    }

    private static Table table(int inputs, int classes) {
        List<String> names = new ArrayList<>();
        for (int c = 0; c < inputs; c++) {
            names.add("x" + c);
        }
        names.add("target");
        float[] values = Data.normal(1, ROWS * inputs);
        float[][] rows = new float[ROWS][inputs + 1];
        for (int r = 0; r < ROWS; r++) {
            System.arraycopy(values, r * inputs, rows[r], 0, inputs);
            rows[r][inputs] = r % classes;
        }
        return Table.of(names, rows);
    }

    @Override
    public List<float[]> results() {
        return List.of(result);
    }

    /** One row. */
    @Benchmark
    public void row() {
        Objects.requireNonNull(predictor).predict(row, result);
    }
}
