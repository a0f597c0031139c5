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
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Measurements as properties of a JSON object. */
final class BenchJson {

    private BenchJson() {}

    static void steps(JsonGenerator json, StepResult result) {
        workload(json, result.workload());
        json.writeStringProperty("optimizer", result.optimizer().label());
        json.writeNumberProperty("learningRate", result.optimizer().learningRate());
        json.writeNumberProperty("parameters", result.parameters());
        JsonFile.number(json, "samplesPerSecond", result.samplesPerSecond());
        JsonFile.number(json, "bestSamplesPerSecond", result.bestSamplesPerSecond());
        JsonFile.number(json, "gflops", result.gflops());
        JsonFile.number(json, "fractionOfPeak", result.fractionOfPeak());
        JsonFile.number(json, "bytesAllocatedPerStep", result.steps().bytes());
        JsonFile.number(json, "lossStart", result.lossStart());
        JsonFile.number(json, "lossEnd", result.lossEnd());
        json.writeBooleanProperty("lossFell", result.lossFell());
        json.writeNumberProperty("steps", result.stepsInAll());
        JsonFile.number(json, "kernelWarmUpSeconds", result.kernelWarmUpSeconds());
        samples(json, result.steps());
    }

    static void product(JsonGenerator json, ProductResult result) {
        json.writeStringProperty("product", result.product().shape());
        json.writeStringProperty("kind", result.product().kind().label());
        JsonFile.number(json, "gflops", result.gflops());
        JsonFile.number(json, "bestGflops", result.bestGflops());
        JsonFile.number(json, "fractionOfPeak", result.fractionOfPeak());
        JsonFile.number(json, "bytesAllocated", result.products().bytes());
        samples(json, result.products());
    }

    static void update(JsonGenerator json, UpdateResult result) {
        json.writeStringProperty("optimizer", result.optimizer().label());
        json.writeNumberProperty("parameters", result.parameters());
        json.writeNumberProperty("readStreams", 1);
        json.writeNumberProperty("readWriteStreams", result.slabs());
        json.writeNumberProperty("bytesPerParameter", result.bytesPerParameter());
        JsonFile.number(json, "gigabytesPerSecond", result.gigabytesPerSecond());
        JsonFile.number(json, "bandwidthGigabytesPerSecond", result.bandwidth());
        JsonFile.number(json, "fractionOfBandwidth", result.fractionOfBandwidth());
        JsonFile.number(json, "bytesAllocated", result.steps().bytes());
        samples(json, result.steps());
    }

    static void prediction(JsonGenerator json, PredictionResult result) {
        workload(json, result.workload());
        json.writeNumberProperty("parameters", result.parameters());
        JsonFile.number(json, "nanoseconds", result.nanoseconds());
        JsonFile.number(json, "bestNanoseconds", result.bestNanoseconds());
        JsonFile.number(json, "bytesAllocated", result.predictions().bytes());
        samples(json, result.predictions());
    }

    static void portrait(JsonGenerator json, Portrait portrait) {
        array(json, "steps", portrait.steps(), result -> steps(json, result));
        array(json, "products", portrait.products(), result -> product(json, result));
        array(json, "updates", portrait.updates(), result -> update(json, result));
        array(json, "predictions", portrait.predictions(), result -> prediction(json, result));
    }

    private static <T> void array(JsonGenerator json, String name, List<T> results, Consumer<T> properties) {
        json.writeArrayPropertyStart(name);
        for (T result : results) {
            json.writeStartObject();
            properties.accept(result);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void workload(JsonGenerator json, Workload workload) {
        json.writeArrayPropertyStart("widths");
        workload.widths().forEach(json::writeNumber);
        json.writeEndArray();
        JsonFile.text(json, "case", workload.caseName());
        json.writeNumberProperty("batch", workload.batch());
        json.writeStringProperty("activation", workload.activation().label());
        json.writeStringProperty("loss", workload.loss());
    }

    private static void samples(JsonGenerator json, Samples samples) {
        JsonFile.number(json, "spread", samples.spread());
        json.writeNumberProperty("windows", samples.windows());
        JsonFile.number(json, "windowSeconds", samples.windowSeconds());
        JsonFile.number(json, "warmUpSeconds", samples.warmUpSeconds());
        json.writeBooleanProperty("warmUpSettled", samples.settled());
    }

    static void engine(JsonGenerator json, Execution execution) {
        json.writeNumberProperty("threads", execution.team().threads());
        json.writeStringProperty("kernels", execution.kernels().label());
        json.writeNumberProperty("vectorBits", execution.kernels().vectorBits());
    }

    static void machine(JsonGenerator json, Machine machine) {
        json.writeObjectPropertyStart("machine");
        JsonFile.number(json, "peakGflopsOneThread", machine.peakOneThread());
        JsonFile.number(json, "peakGflopsAllThreads", machine.peakAllThreads());
        JsonFile.number(json, "copyGigabytesPerSecondOneThread", machine.copyOneThread());
        JsonFile.number(json, "copyGigabytesPerSecondAllThreads", machine.copyAllThreads());
        json.writeNumberProperty("peakLanes", machine.lanes());
        json.writeNumberProperty("cores", Runtime.getRuntime().availableProcessors());
        json.writeStringProperty("java", System.getProperty("java.runtime.version", ""));
        json.writeEndObject();
    }
}
