package dev.lanewise.testing;

import dev.lanewise.kernel.Activation;

/** The textbook formulas in double, and derivatives by central differences. */
public final class Formulas {

    /** A function of one number. */
    public interface Function {
        double of(double x);
    }

    private Formulas() {}

    /** The central difference of a function. */
    public static double slope(Function function, double x, double h) {
        return (function.of(x + h) - function.of(x - h)) / (2 * h);
    }

    /** An activation. */
    public static double activation(Activation activation, double z) {
        return switch (activation) {
            case IDENTITY -> z;
            case RELU -> Math.max(z, 0);
            case LEAKY_RELU -> z > 0 ? z : 0.01 * z;
            case RELU6 -> Math.min(Math.max(z, 0), 6);
            case ELU -> z > 0 ? z : Math.expm1(z);
            case SELU -> 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Math.expm1(z));
            case SIGMOID -> sigmoid(z);
            case HARD_SIGMOID -> Math.min(Math.max(z / 6 + 0.5, 0), 1);
            case TANH -> Math.tanh(z);
            case SOFTPLUS -> softplus(z);
            case SOFTSIGN -> z / (1 + Math.abs(z));
            case GELU -> z * 0.5 * (1 + erf(z / Math.sqrt(2)));
            case GELU_TANH -> z * 0.5 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)));
            case SILU -> z * sigmoid(z);
            case MISH -> z * Math.tanh(softplus(z));
        };
    }

    public static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    public static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }

    /** erf by its series; for arguments up to 4. */
    public static double erf(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /**
     * The mean loss of a batch by the name of the loss.
     *
     * @param a delta, quantile, floor of the percentage or label smoothing
     * @param weights row weights, all 1 for none
     */
    public static double loss(String label, double a, double[][] outputs, double[][] targets, double[] weights) {
        double sum = 0;
        double weight = 0;
        for (int r = 0; r < outputs.length; r++) {
            if ("softmax-cross-entropy".equals(label)) {
                sum += weights[r] * softmaxCrossEntropy(outputs[r], (int) targets[r][0], a);
                weight += weights[r];
            } else {
                for (int c = 0; c < outputs[r].length; c++) {
                    sum += weights[r] * element(label, a, outputs[r][c], targets[r][c]);
                    weight += weights[r];
                }
            }
        }
        return "root-mean-squared-error".equals(label) ? Math.sqrt(sum / weight) : sum / weight;
    }

    private static double element(String label, double a, double o, double t) {
        double e = o - t;
        double size = Math.abs(e);
        return switch (label) {
            case "mean-squared-error", "root-mean-squared-error" -> e * e;
            case "mean-absolute-error" -> size;
            case "mean-absolute-percentage-error" -> size / Math.max(Math.abs(t), a);
            case "huber" -> size <= a ? e * e / 2 : a * (size - a / 2);
            case "quantile" -> Math.max(-a * e, (1 - a) * e);
            case "poisson" -> Math.exp(o) - t * o;
            case "sigmoid-binary-cross-entropy" -> {
                double smoothed = t * (1 - a) + a / 2;
                yield -smoothed * Math.log(sigmoid(o)) - (1 - smoothed) * Math.log(1 - sigmoid(o));
            }
            default -> throw new IllegalArgumentException(label);
        };
    }

    private static double softmaxCrossEntropy(double[] z, int label, double smoothing) {
        double sum = 0;
        for (double value : z) {
            sum += Math.exp(value);
        }
        double loss = 0;
        for (int c = 0; c < z.length; c++) {
            double target = smoothing / z.length + (c == label ? 1 - smoothing : 0);
            loss -= target * Math.log(Math.exp(z[c]) / sum);
        }
        return loss;
    }
}
