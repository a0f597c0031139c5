package dev.lanewise.nn;

import dev.lanewise.core.Tensor;
import dev.lanewise.testing.Formulas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Networks in double, layer by layer from their descriptions. */
final class LayerFormulas {

    private LayerFormulas() {}

    /** The outputs of all rows in double, layer by layer from the descriptions. */
    static double[][] outputs(Network network, double[] w, float[] x, int rows, boolean training) {
        int members = network.members();
        List<double[][]> values = new ArrayList<>();
        double[][] first = new double[rows * members][network.inputs()];
        for (int r = 0; r < first.length; r++) {
            for (int i = 0; i < first[r].length; i++) {
                first[r][i] = x[r / members * first[r].length + i];
            }
        }
        values.add(first);
        for (int layer = 0; layer < network.spec().layers().size(); layer++) {
            double[][] in = values.getLast();
            double[][] out = new double[in.length][];
            LayerSpec spec = network.spec().layers().get(layer);
            for (int r = 0; r < in.length; r++) {
                out[r] = switch (spec) {
                    case LayerSpec.Dense dense -> dense(network, w, layer, dense, in[r]);
                    case LayerSpec.Activate activate ->
                        Arrays.stream(in[r])
                                .map(z -> Formulas.activation(activate.activation(), z))
                                .toArray();
                    case LayerSpec.Scale scale -> factors(network, w, layer, scale.members(), r, in[r]);
                    case LayerSpec.Residual block -> sum(in[r], values.get(layer - block.layers())[r]);
                    case LayerSpec.Normalization norm ->
                        factors(
                                network,
                                w,
                                layer,
                                norm.members(),
                                r,
                                norm.batch()
                                        ? column(network, w, layer, norm, in, r, training)
                                        : standard(in[r], norm.epsilon()));
                    default -> in[r];
                };
            }
            values.add(out);
        }
        return values.getLast();
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }

    private static double[] standard(double[] values, double epsilon) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        return Arrays.stream(values)
                .map(v -> (v - mean) / Math.sqrt(variance + epsilon))
                .toArray();
    }

    /** Row {@code r} of columns that are normalised over the rows of its member, or by the running statistics. */
    private static double[] column(
            Network network,
            double[] w,
            int layer,
            LayerSpec.Normalization spec,
            double[][] in,
            int r,
            boolean training) {
        double[] y = new double[in[r].length];
        int member = r % spec.members();
        for (int c = 0; c < y.length; c++) {
            if (training) {
                double[] values = new double[in.length / spec.members()];
                for (int g = 0; g < values.length; g++) {
                    values[g] = in[g * spec.members() + member][c];
                }
                y[c] = standard(values, spec.epsilon())[r / spec.members()];
            } else {
                int at = member * y.length + c;
                double mean =
                        w[network.layout().tensor("layers." + layer + ".mean").offset() + at];
                double variance = w[
                        network.layout().tensor("layers." + layer + ".variance").offset() + at];
                y[c] = (in[r][c] - mean) / Math.sqrt(variance + spec.epsilon());
            }
        }
        return y;
    }

    private static double[] factors(Network network, double[] w, int layer, int members, int r, double[] x) {
        int at = r % members * x.length;
        int scale = network.layout().tensor("layers." + layer + ".scale").offset() + at;
        int bias = network.layout().tensor("layers." + layer + ".bias").offset() + at;
        double[] y = new double[x.length];
        Arrays.setAll(y, c -> x[c] * w[scale + c] + w[bias + c]);
        return y;
    }

    private static double[] dense(Network network, double[] w, int layer, LayerSpec.Dense spec, double[] x) {
        Tensor weight = network.layout().tensor("layers." + layer + ".weight");
        Tensor bias = network.layout().tensor("layers." + layer + ".bias");
        double[] y = new double[spec.units()];
        for (int j = 0; j < y.length; j++) {
            double z = w[bias.offset() + j];
            for (int i = 0; i < x.length; i++) {
                z += x[i] * w[weight.offset() + i * y.length + j];
            }
            y[j] = Formulas.activation(spec.activation(), z);
        }
        return y;
    }
}
