package dev.lanewise.cli;

import dev.lanewise.bench.Bench;
import dev.lanewise.bench.Portrait;
import dev.lanewise.bench.StepResult;
import dev.lanewise.bench.Workload;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.Optimizer;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures this machine. */
@Command(
        name = "bench",
        header = "Measure how fast this machine trains, predicts, multiplies and updates.",
        description = {
            "",
            "Without options that say what: a portrait of this machine. Training steps are the trainer's own, on a batch in"
                    + " memory whose loss must fall (exit code 3 where it does not). Figures are medians of windows after a"
                    + " warm-up. The peak is that of fused multiply-adds in registers, the bandwidth of an update that of a loop"
                    + " over the same arrays with hardly any arithmetic, both measured at the same time.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  lanewise bench",
            "  lanewise bench --case mnist --optimizer sgd --threads 1",
            "  lanewise bench --widths 784,512,256,10 --batch 128 --loss softmax-cross-entropy --json -",
            "  lanewise bench --product 784x512x128 --product-kind weight-gradient",
            "  lanewise bench --update adam --parameters 16777216",
            "  lanewise bench --predict --widths 30,64,64,1 --loss sigmoid-binary-cross-entropy"
        })
final class BenchCommand implements Callable<Integer> {

    private static final double SECONDS = 5;
    /** Most time of a warm-up: the compiler may share a core with the work, and needs seconds for the larger kernels. */
    private static final double WARM_UP_SECONDS = 15;

    /** Most time of a warm-up over that of the measurement. */
    private static final double WARM_UP_SHARE = 20;

    private static final double PORTRAIT_SECONDS = 60;

    /** Time of a portrait over that of one of its measurements without the warm-up, and over the most that its warm-up may take. */
    private static final double PORTRAIT_SHARE = 2.0 * Portrait.MEASUREMENTS;

    private final Console console;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    BenchOptions options = new BenchOptions();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            converter = Numbers.Positive.class,
            description = "Time to measure for, after the warm-up. Default: 5; for the portrait about 60 in all.")
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
        BenchOptions.Mode mode = options.mode(givenOptions());
        JsonFile jsonFile = JsonFile.check(console, json);
        int threads = mode == BenchOptions.Mode.PREDICTION ? 1 : engine.threads;
        // Checked before anything is measured.
        Workload workload = options.workload();
        Optimizer optimizer = options.trainingOptimizer();
        Kernels kernels = engine.choose(console);
        try (Execution execution = Execution.of(kernels, threads)) {
            BenchReport report = new BenchReport(console, jsonFile, execution);
            return switch (mode) {
                case PORTRAIT -> portrait(report, execution);
                case STEPS -> {
                    StepResult steps = bench(execution).steps(workload, optimizer);
                    report.steps(steps);
                    yield verdict(steps.lossFell());
                }
                case PRODUCT -> {
                    report.product(bench(execution).product(options.matrixProduct()));
                    yield ExitCodes.OK;
                }
                case UPDATE -> {
                    report.update(bench(execution).update(options.updatingOptimizer(), options.updatedParameters()));
                    yield ExitCodes.OK;
                }
                case PREDICTION -> {
                    report.prediction(bench(execution).prediction(workload));
                    yield ExitCodes.OK;
                }
            };
        }
    }

    private List<String> givenOptions() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .toList();
    }

    private Bench bench(Execution execution) {
        double measured = seconds == null ? SECONDS : seconds;
        return new Bench(execution, measured, Math.min(WARM_UP_SECONDS, WARM_UP_SHARE * measured));
    }

    private int portrait(BenchReport report, Execution execution) {
        double total = seconds == null ? PORTRAIT_SECONDS : seconds;
        console.message("Measuring this machine; that takes about " + Text.time(total) + ".");
        Portrait portrait = Portrait.of(new Bench(execution, total / PORTRAIT_SHARE, total / PORTRAIT_SHARE));
        report.portrait(portrait);
        return verdict(portrait.lossesFell());
    }

    private int verdict(boolean lossFell) {
        if (lossFell) {
            return ExitCodes.OK;
        }
        console.message(
                "The loss did not fall, so these steps are no training. Try another --learning-rate or more --seconds.");
        return ExitCodes.DIVERGED;
    }
}
