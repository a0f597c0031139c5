package dev.lanewise.cli;

import dev.lanewise.bench.Machine;
import dev.lanewise.bench.Portrait;
import dev.lanewise.bench.PredictionResult;
import dev.lanewise.bench.ProductResult;
import dev.lanewise.bench.Samples;
import dev.lanewise.bench.StepResult;
import dev.lanewise.bench.UpdateResult;
import dev.lanewise.bench.Workload;
import dev.lanewise.kernel.Execution;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Measurements as text for people, and as JSON. */
final class BenchReport {

    private final Console console;
    private final @Nullable JsonFile json;
    private final Execution execution;

    BenchReport(Console console, @Nullable JsonFile json, Execution execution) {
        this.console = console;
        this.json = json;
        this.execution = execution;
    }

    void steps(StepResult result) {
        write("steps", generator -> BenchJson.steps(generator, result), result.machine());
        if (printed()) {
            facts().add(
                            "Network",
                            training(result.workload()) + ", "
                                    + result.optimizer().label())
                    .add(
                            "Speed",
                            Text.count(Math.round(result.samplesPerSecond())) + " samples/s"
                                    + best(Text.count(Math.round(result.bestSamplesPerSecond())), result.steps()))
                    .add("Arithmetic", arithmetic(result.gflops(), result.fractionOfPeak()))
                    .add("Allocation", bytes(result.steps()) + " bytes a step")
                    .add(
                            "Loss",
                            Text.figure(result.lossStart()) + " at the start, " + Text.figure(result.lossEnd())
                                    + " after " + Text.count(result.stepsInAll(), "step", "steps"));
            machine(result.machine());
        }
    }

    void product(ProductResult result) {
        write("product", generator -> BenchJson.product(generator, result), result.machine());
        if (printed()) {
            facts().add(
                            "Product",
                            result.product().shape() + ", "
                                    + result.product().kind().label())
                    .add(
                            "Arithmetic",
                            arithmetic(result.gflops(), result.fractionOfPeak())
                                    + best(Text.figure(result.bestGflops()), result.products()));
            machine(result.machine());
        }
    }

    void update(UpdateResult result) {
        write("update", generator -> BenchJson.update(generator, result), result.machine());
        if (printed()) {
            facts().add(
                            "Update",
                            result.optimizer().label() + ", "
                                    + Text.count(result.parameters(), "parameter", "parameters") + ", "
                                    + result.bytesPerParameter() + " bytes each")
                    .add(
                            "Memory",
                            Text.figure(result.gigabytesPerSecond()) + " GB/s" + bandwidth(result) + " ("
                                    + windows(result.steps()) + ")");
            machine(result.machine());
        }
    }

    void prediction(PredictionResult result) {
        write("prediction", generator -> BenchJson.prediction(generator, result), result.machine());
        if (printed()) {
            facts().add("Network", network(result.workload()))
                    .add(
                            "Latency",
                            Text.figure(result.nanoseconds()) + " ns a row"
                                    + best(Text.figure(result.bestNanoseconds()), result.predictions()))
                    .add("Allocation", bytes(result.predictions()) + " bytes a row");
            machine(result.machine());
        }
    }

    void portrait(Portrait portrait) {
        write("portrait", generator -> BenchJson.portrait(generator, portrait), portrait.machine());
        if (printed()) {
            facts();
            machine(portrait.machine());
            long restless =
                    portrait.samples().filter(samples -> !samples.settled()).count();
            if (restless > 0) {
                new Facts(console)
                        .add(
                                "Warm-up",
                                "ended before the rate had settled in " + restless + " of "
                                        + portrait.samples().count()
                                        + " measurements; more --seconds give it more time");
            }
            console.out.println();
            stepTable(portrait);
            console.out.println();
            productTable(portrait);
            console.out.println();
            updateTable(portrait);
            console.out.println();
            predictionTable(portrait);
        }
    }

    private void stepTable(Portrait portrait) {
        TextTable table =
                new TextTable(2, "Training", "optimizer", "samples/s", "GFLOP/s", "of peak", "bytes a step", "spread");
        for (StepResult result : portrait.steps()) {
            table.add(
                    training(result.workload()),
                    result.optimizer().label(),
                    Text.count(Math.round(result.samplesPerSecond())),
                    Text.figure(result.gflops()),
                    percent(result.fractionOfPeak()),
                    bytes(result.steps()),
                    percent(result.steps().spread()));
        }
        table.print(console.out, console.style);
    }

    private void productTable(Portrait portrait) {
        TextTable table = new TextTable(2, "Product", "kind", "GFLOP/s", "of peak", "spread");
        for (ProductResult result : portrait.products()) {
            table.add(
                    result.product().shape(),
                    result.product().kind().label(),
                    Text.figure(result.gflops()),
                    percent(result.fractionOfPeak()),
                    percent(result.products().spread()));
        }
        table.print(console.out, console.style);
    }

    private void updateTable(Portrait portrait) {
        TextTable table = new TextTable(1, "Update", "parameters", "GB/s", "of bandwidth", "spread");
        for (UpdateResult result : portrait.updates()) {
            table.add(
                    result.optimizer().label(),
                    Text.count(result.parameters()),
                    Text.figure(result.gigabytesPerSecond()),
                    percent(result.fractionOfBandwidth()),
                    percent(result.steps().spread()));
        }
        table.print(console.out, console.style);
    }

    private void predictionTable(Portrait portrait) {
        TextTable table = new TextTable(1, "Prediction of a row", "ns", "bytes", "spread");
        for (PredictionResult result : portrait.predictions()) {
            table.add(
                    network(result.workload()),
                    Text.figure(result.nanoseconds()),
                    bytes(result.predictions()),
                    percent(result.predictions().spread()));
        }
        table.print(console.out, console.style);
    }

    private boolean printed() {
        return json == null || !json.takesStandardOutput();
    }

    private Facts facts() {
        return new Facts(console)
                .add(
                        "Engine",
                        execution.kernels() + ", "
                                + Text.count(execution.team().threads(), "thread", "threads") + " of "
                                + Text.count(Runtime.getRuntime().availableProcessors(), "core", "cores"));
    }

    private void machine(Machine machine) {
        new Facts(console)
                .add(
                        "Peak",
                        Text.figure(machine.peakOneThread()) + " GFLOP/s of one thread, "
                                + Text.figure(machine.peakAllThreads()) + " of all")
                .add(
                        "Copy",
                        Text.figure(machine.copyOneThread()) + " GB/s of one thread, "
                                + Text.figure(machine.copyAllThreads()) + " of all");
    }

    private void write(String benchmark, Consumer<JsonGenerator> properties, Machine machine) {
        if (json != null) {
            json.write(generator -> {
                generator.writeStringProperty("benchmark", benchmark);
                properties.accept(generator);
                BenchJson.engine(generator, execution);
                BenchJson.machine(generator, machine);
            });
        }
    }

    private static String training(Workload workload) {
        return network(workload) + ", batch " + workload.batch();
    }

    private static String network(Workload workload) {
        return workload.widths().stream().map(String::valueOf).collect(Collectors.joining("-")) + " "
                + workload.activation().label();
    }

    private static String arithmetic(double gflops, double fraction) {
        return Text.figure(gflops) + " GFLOP/s, " + percent(fraction) + " of the peak";
    }

    private static String best(String figure, Samples samples) {
        return " (best " + figure + ", " + windows(samples) + ")";
    }

    private static String windows(Samples samples) {
        return "spread " + percent(samples.spread()) + ", " + samples.windows() + " windows"
                + (samples.settled() ? "" : "; the warm-up ended before the rate had settled");
    }

    private static String bandwidth(UpdateResult result) {
        return result.streams() == null
                ? ""
                : ", " + percent(result.fractionOfBandwidth()) + " of " + Text.figure(result.bandwidth())
                        + " GB/s for the same streams";
    }

    private static String bytes(Samples samples) {
        return samples.bytes() == 0 ? "0" : Text.figure(samples.bytes());
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "-";
    }
}
