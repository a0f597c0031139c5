package dev.lanewise.bench;

import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A machine in figures.
 *
 * @param steps every known workload, with gradient descent and with Adam
 * @param products the three products of the first layer of the {@code mnist} workload, and a square one
 * @param updates optimizers on arrays beyond the caches, and within
 * @param predictions single rows
 * @param machine the machine at the end
 */
public record Portrait(
        List<StepResult> steps,
        List<ProductResult> products,
        List<UpdateResult> updates,
        List<PredictionResult> predictions,
        Machine machine) {

    /** Measurements of a portrait. */
    public static final int MEASUREMENTS = 20;

    private static final int LARGE = 1 << 24;
    private static final int SMALL = 1 << 16;

    /** Measures. */
    public static Portrait of(Bench bench) {
        Optimizer sgd = Optimizers.parse("sgd", Map.of());
        Optimizer adam = Optimizers.parse("adam", Map.of());
        List<StepResult> steps = new ArrayList<>();
        for (Workload workload : Workload.CASES.values()) {
            steps.add(bench.steps(workload, sgd));
            steps.add(bench.steps(workload, adam));
        }
        List<ProductResult> products = List.of(
                bench.product(new Product(128, 512, 784, Product.Kind.FORWARD)),
                bench.product(new Product(784, 512, 128, Product.Kind.WEIGHT_GRADIENT)),
                bench.product(new Product(128, 784, 512, Product.Kind.INPUT_GRADIENT)),
                bench.product(new Product(768, 768, 768, Product.Kind.FORWARD)));
        List<UpdateResult> updates = List.of(
                bench.update(sgd, LARGE),
                bench.update(adam, LARGE),
                bench.update(sgd, SMALL),
                bench.update(adam, SMALL));
        List<PredictionResult> predictions = new ArrayList<>();
        for (String name : List.of("small", "mnist")) {
            predictions.add(bench.prediction(Workload.named(name)));
        }
        return new Portrait(steps, products, updates, predictions, bench.machine());
    }

    /** Returns whether every training did learn. */
    public boolean lossesFell() {
        return steps.stream().allMatch(StepResult::lossFell);
    }

    /** Returns the windows of every measurement. */
    public Stream<Samples> samples() {
        return Stream.of(
                        steps.stream().map(StepResult::steps),
                        products.stream().map(ProductResult::products),
                        updates.stream().map(UpdateResult::steps),
                        predictions.stream().map(PredictionResult::predictions))
                .flatMap(samples -> samples);
    }
}
