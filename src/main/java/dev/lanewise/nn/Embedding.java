package dev.lanewise.nn;

import dev.lanewise.core.Layout;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductScratch;
import java.util.Arrays;

/** Tables of embeddings, one below the other in one tensor {@code [rows of all][dimension]}, in the place of the codes that are the last inputs. */
final class Embedding implements Layer {

    final int inputs;
    final int outputs;
    final int dimension;
    /** First row of each table, and behind them the number of rows of all. */
    final int[] starts;

    final Tensor tables;
    private final Initializer initializer;

    Embedding(int index, int inputs, LayerSpec.Embedding spec, Layout.Builder layout) {
        this.inputs = inputs;
        outputs = spec.outputs(inputs);
        dimension = spec.dimension();
        initializer = spec.initializer();
        starts = new int[spec.codes().size() + 1];
        Arrays.setAll(
                starts,
                t -> spec.codes().subList(0, t).stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        tables = layout.add("layers." + index + ".embedding", spec.rows(), dimension, Tensor.Kind.EMBEDDING);
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public void initialize(float[] parameters, RandomKey seed) {
        initializer.fill(parameters, tables, seed);
        for (int t = 0; t < starts.length - 1; t++) {
            int from = tables.offset() + starts[t] * dimension;
            Arrays.fill(parameters, from, from + dimension, 0);
        }
    }

    @Override
    public LayerPass pass(
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            boolean last,
            ProductScratch[] scratch) {
        return new EmbeddingPass(this, execution, parameters, maxRows, training, last);
    }
}
