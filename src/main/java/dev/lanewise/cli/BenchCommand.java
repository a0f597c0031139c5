package dev.lanewise.cli;

import dev.lanewise.bench.Bench;
import dev.lanewise.bench.StepResult;
import dev.lanewise.bench.Workload;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.Optimizer;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures this machine. */
@Command(
        name = "bench",
        header = "Measure how fast this machine trains.",
        footer = {
            "",
            "Examples:",
            "  lanewise bench --case mnist --threads 1",
            "  lanewise bench --widths 784,512,256,10 --batch 128 --optimizer sgd --json -"
        })
final class BenchCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    BenchOptions options = new BenchOptions();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            converter = Numbers.Positive.class,
            description = "Time to measure for, after the warm-up. Default: 5.")
    @Nullable
    Double seconds;

    @Mixin
    KernelOptions engine = new KernelOptions();

    @Option(names = "--json", paramLabel = "FILE|-", description = Help.JSON)
    @Nullable
    String json;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonFile jsonFile = JsonFile.check(console, json);
        Workload workload = options.workload();
        Optimizer optimizer = options.resolveOptimizer();
        Kernels kernels = engine.choose(console);
        try (Execution execution = Execution.of(kernels, engine.threads)) {
            StepResult result = new Bench(execution, seconds == null ? 5 : seconds).steps(workload, optimizer);
            if (jsonFile != null) {
                jsonFile.write(generator -> {
                    generator.writeStringProperty("benchmark", "step");
                    BenchJson.steps(generator, result);
                    BenchJson.engine(generator, execution);
                    BenchJson.machine(generator, result.machine());
                });
            }
            if (jsonFile == null || !jsonFile.takesStandardOutput()) {
                console.out.println(Text.figure(result.samplesPerSecond()) + " samples/s");
            }
            return result.lossFell() ? ExitCodes.OK : ExitCodes.DIVERGED;
        }
    }
}
