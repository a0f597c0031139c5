package dev.lanewise.model;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.data.Feature;
import dev.lanewise.data.Table;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures an {@link Importance} on prepared rows: a column's inputs move together, so that preparing the permuted table anew would give the same. What it takes is bounded:
 * of many rows some are used, then fewer repeats are made, and of the columns of a very wide table only those are permuted that a first look at a few rows tells to
 * move the predictions most.
 */
final class ImportanceMeter {

    /** Multiply-adds, about a second's; the bounds below are kept where they ask for more. */
    private static final double MOST_WORK = 1e10;

    private static final int LEAST_ROWS = 500;
    private static final int LEAST_REPEATS = 2;
    private static final int LEAST_COLUMNS = 20;
    private static final int LOOKED_AT = 16;

    private final Model model;
    private final TargetEncoding encoding;
    private final Predictor predictor;
    private final RandomKey key;
    /** The rows that are used. */
    private final int[] used;

    private final int ofRows;
    private final int inputs;
    private final float[] features;
    private final float[] whole;
    private final float[] moved;

    /** For each column of the table, the inputs that are made of it. */
    private final Map<String, List<Integer>> inputsOf = new LinkedHashMap<>();

    private final int columns;
    private final double work;
    private final int repeats;

    private ImportanceMeter(
            Model model, Table table, TargetEncoding encoding, int[] all, int repeats, long seed, Kernels kernels) {
        this.model = model;
        this.encoding = encoding;
        predictor = model.predictor(kernels);
        key = RandomKey.of(seed).fold("importance");
        int input = 0;
        for (Feature feature : model.preprocessor().features()) {
            List<Integer> own = inputsOf.computeIfAbsent(feature.column(), any -> new ArrayList<>());
            for (int i = 0; i < feature.width(); i++) {
                own.add(input++);
            }
        }
        inputs = input;
        columns = inputsOf.size();
        work = (double) model.parameterCount() * model.spec().members();
        ofRows = all.length;
        int most = fitting(MOST_WORK / (work * columns * repeats), LEAST_ROWS, ofRows);
        this.repeats = fitting(MOST_WORK / (work * columns * most), LEAST_REPEATS, repeats);
        int[] shuffled = all.clone();
        if (most < ofRows) {
            new SeededRandom(key.fold("rows")).shuffle(shuffled, 0, ofRows);
        }
        used = Arrays.copyOf(shuffled, most);
        features = model.preprocessor().transformFeatures(table, used).features();
        whole = new float[most * predictor.columns()];
        moved = new float[whole.length];
        predictor.predictPrepared(features, 0, most, whole, 0);
    }

    /** As much as fits, but no less than a bound, and no more than there is. */
    private static int fitting(double fits, int least, int most) {
        return (int) Math.min(most, Math.max(least, fits));
    }

    /**
     * Measures on some rows of a table.
     *
     * @param repeats permutations of each column, 2 or more
     */
    static Importance measure(
            Model model, Table table, TargetEncoding encoding, int[] rows, int repeats, long seed, Kernels kernels) {
        return new ImportanceMeter(model, table, encoding, rows, repeats, seed, kernels).measure();
    }

    private Importance measure() {
        double before = score(whole);
        List<Importance.Column> found = new ArrayList<>();
        List<String> names = List.copyOf(inputsOf.keySet());
        for (int column : chosen()) {
            double[] drops = new double[repeats];
            for (int i = 0; i < repeats; i++) {
                predictPermuted(column, names.get(column), i, used.length);
                drops[i] = before - score(moved);
            }
            double mean = Arrays.stream(drops).sum() / repeats;
            double squares =
                    Arrays.stream(drops).map(d -> (d - mean) * (d - mean)).sum();
            found.add(new Importance.Column(names.get(column), mean, Math.sqrt(squares / (repeats - 1))));
        }
        found.sort(Comparator.comparingDouble(Importance.Column::drop).reversed());
        String score = model.task().isClassification() ? "accuracy" : "R2";
        return new Importance(score, before, used.length, ofRows, repeats, columns, found);
    }

    private double score(float[] values) {
        return Outcomes.evaluation(
                        model, values, encoding, used, model.postprocessor().threshold())
                .score();
    }

    /** The columns to permute, by their numbers: all, or those that move the predictions of a few rows most. */
    private int[] chosen() {
        int[] all = new int[columns];
        Arrays.setAll(all, column -> column);
        int most = fitting(MOST_WORK / (work * used.length * repeats), LEAST_COLUMNS, columns);
        if (most == columns) {
            return all;
        }
        int looked = fitting(MOST_WORK / (work * columns), LOOKED_AT, used.length);
        List<String> names = List.copyOf(inputsOf.keySet());
        double[] moves = new double[columns];
        for (int column : all) {
            predictPermuted(column, names.get(column), repeats, looked);
            for (int i = 0; i < looked * predictor.columns(); i++) {
                moves[column] += Math.abs((double) moved[i] - whole[i]) / scale(i % predictor.columns());
            }
        }
        return Arrays.stream(all)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer column) -> moves[column])
                        .reversed())
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** What a move of a target counts in. */
    private double scale(int value) {
        float[] scales = model.preprocessor().targetScales();
        return scales.length == 0 ? 1 : scales[value * scales.length / predictor.columns()];
    }

    /** Predicts the first rows with the inputs of a column dealt out anew among them. */
    private void predictPermuted(int column, String name, int repeat, int count) {
        int[] from = new int[count];
        Arrays.setAll(from, r -> r);
        new SeededRandom(key.fold(column).fold(repeat)).shuffle(from, 0, count);
        List<Integer> own = inputsOf.getOrDefault(name, List.of());
        float[] kept = new float[count * own.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = features[i / own.size() * inputs + own.get(i % own.size())];
        }
        for (int i = 0; i < kept.length; i++) {
            int moving = from[i / own.size()] * own.size() + i % own.size();
            features[i / own.size() * inputs + own.get(i % own.size())] = kept[moving];
        }
        predictor.predictPrepared(features, 0, count, moved, 0);
        for (int i = 0; i < kept.length; i++) {
            features[i / own.size() * inputs + own.get(i % own.size())] = kept[i];
        }
    }
}
