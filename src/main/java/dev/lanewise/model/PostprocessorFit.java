package dev.lanewise.model;

import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.IntervalLoss;
import dev.lanewise.metrics.ThresholdMetric;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Fits on the validation rows, after the training, what a {@link Postprocessor} holds, and says in the provenance what came of it. */
final class PostprocessorFit {

    private static final double LEAST = 1e-15;

    /** Rows that are predicted at once: those that are kept as bytes take four times the room as floats. */
    private static final int PART = 256;

    private final Dataset validation;
    private final Kernels kernels;
    private final Map<String, String> provenance;
    private Model model;

    private PostprocessorFit(Model model, Dataset validation, Kernels kernels) {
        this.model = model;
        this.validation = validation;
        this.kernels = kernels;
        provenance = new TreeMap<>(model.provenance());
    }

    /**
     * Returns the model with what the settings ask for.
     *
     * @param validation prepared rows; of a regression with its targets standardised
     * @param targets of a regression in its own units, {@code [rows][targets]}
     */
    static Model of(Model model, ModelTrainer settings, Dataset validation, float[] targets, Kernels kernels) {
        PostprocessorFit fit = new PostprocessorFit(model, validation, kernels);
        if (settings.calibrated) {
            fit.temperature();
        }
        if (settings.thresholdMetric != null) {
            fit.threshold(settings.thresholdMetric);
        }
        if (settings.interval > 0) {
            fit.margins(targets);
        }
        return fit.model.with(fit.model.postprocessor(), fit.provenance);
    }

    private void temperature() {
        int[] actual = classes();
        Predictor predictor = model.predictor(kernels);
        int columns = model.spec().outputs();
        float[] logits = new float[actual.length * columns];
        Batches parts = new Batches(validation.all(), PART);
        for (int done = 0; parts.next(); done += parts.rows()) {
            predictor.outputs(parts.features(), parts.rows(), logits, done * columns, columns);
        }
        double found = Temperature.fit(logits, columns, actual, validation.weights());
        Model calibrated = model.with(new Postprocessor(found, 0.5, 0, new double[0]), provenance);
        double before = logLoss(model, actual);
        double after = logLoss(calibrated, actual);
        boolean better = after < before;
        provenance.put(
                "calibrate.result",
                better
                        ? text("temperature %.4f: validation log loss %.4f, %.4f without it", found, after, before)
                        : text(
                                "not kept: temperature %.4f does not lower the validation log loss of %.4f",
                                found, before));
        model = better ? calibrated : model;
    }

    private void threshold(ThresholdMetric metric) {
        int[] actual = classes();
        float[] probabilities = values(model);
        String name = model.provenance()
                .getOrDefault(Provenance.POSITIVE_CLASS, model.classes().getLast());
        int positive = model.classes().indexOf(name);
        double best = metric.best(probabilities, actual, validation.weights(), positive);
        provenance.put(
                "threshold.result",
                text(
                        "%.4f%s: %s %.4f on the validation rows, %.4f at 0.5",
                        best,
                        positive == 1 ? "" : text(", '%s' above %.4f", name, 1 - best),
                        metric.label() + (metric == ThresholdMetric.F1 ? " of '" + name + "'" : ""),
                        metric.at(best, probabilities, actual, validation.weights(), positive),
                        metric.at(0.5, probabilities, actual, validation.weights(), positive)));
        model = model.with(new Postprocessor(model.postprocessor().temperature(), best, 0, new double[0]), provenance);
    }

    /**
     * Conformalised quantile regression (Romano, Patterson and Candes, 2019): the margin is the k-th least of what the intervals would have to grow by to hold each validation
     * row, {@code k = ceil((rows + 1) coverage)}, so that a new row of the same kind is inside with at least that probability.
     */
    private void margins(float[] targets) {
        double coverage = model.postprocessor().coverage();
        int rows = validation.rows();
        int width = model.preprocessor().targets().size();
        float[] values = values(model);
        double[] margins = new double[width];
        for (int t = 0; t < width; t++) {
            double[] beyond = new double[rows];
            for (int r = 0; r < rows; r++) {
                int i = r * width + t;
                double below = (double) values[IntervalLoss.OUTPUTS * i + 1] - targets[i];
                double above = (double) targets[i] - values[IntervalLoss.OUTPUTS * i + 2];
                beyond[r] = Math.max(below, above);
            }
            Arrays.sort(beyond);
            margins[t] = beyond[rank(rows, coverage) - 1];
        }
        model = model.with(Postprocessor.intervals(coverage, margins), provenance);
    }

    /** Which of the sorted rows gives the margin, from 1; more than there are rows where they are too few. */
    static int rank(int rows, double coverage) {
        return (int) Math.ceil((rows + 1) * coverage - LEAST);
    }

    private int[] classes() {
        int[] actual = new int[validation.rows()];
        for (int r = 0; r < actual.length; r++) {
            actual[r] = (int) validation.targets()[r];
        }
        return actual;
    }

    private float[] values(Model of) {
        Predictor predictor = of.predictor(kernels);
        float[] values = new float[validation.rows() * predictor.columns()];
        Batches parts = new Batches(validation.all(), PART);
        for (int done = 0; parts.next(); done += parts.rows()) {
            predictor.predictPrepared(parts.features(), 0, parts.rows(), values, done * predictor.columns());
        }
        return values;
    }

    /** The log loss as an evaluation has it, weighted. */
    private double logLoss(Model of, int[] actual) {
        float[] values = values(of);
        int columns = values.length / actual.length;
        double sum = 0;
        double all = 0;
        for (int r = 0; r < actual.length; r++) {
            double weight = validation.weights() == null ? 1 : validation.weights()[r];
            sum -= weight * StrictMath.log(Math.max(LEAST, values[r * columns + actual[r]]));
            all += weight;
        }
        return sum / all;
    }

    private static String text(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
