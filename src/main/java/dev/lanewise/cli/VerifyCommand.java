package dev.lanewise.cli;

import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.ReferenceRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks that this machine computes the published bits. */
@Command(
        name = "verify",
        header = "Train a fixed reference run and compare its bits with the published ones.",
        footer = {
            "",
            "Examples:",
            "  lanewise verify",
            "  lanewise verify --kernels scalar",
            "  lanewise verify --threads 1 --vector-bits 128"
        })
final class VerifyCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    KernelOptions engine = new KernelOptions();

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Kernels kernels = engine.choose(console);
        ReferenceRun run;
        try (Execution execution = Execution.of(kernels, engine.threads)) {
            run = ReferenceRun.run(execution);
        }
        new Facts(console)
                .add("Kernels", run.kernels())
                .add("Width", run.vectorBits() == 0 ? "no vectors" : run.vectorBits() + " bits")
                .add("Threads", String.valueOf(run.threads()))
                .add("Time", Text.time(run.seconds()))
                .add("Digest", run.digest())
                .add("Published", ReferenceRun.PUBLISHED)
                .add(
                        "Result",
                        run.asPublished()
                                ? "The same bits."
                                : "THE BITS DIFFER. Please report this with 'lanewise --version'.");
        return run.asPublished() ? ExitCodes.OK : ExitCodes.BUG;
    }
}
