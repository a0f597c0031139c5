package dev.lanewise.cli;

import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.ReferenceRun;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks that this machine computes the published bits. */
@Command(
        name = "verify",
        description = "Trains a fixed reference run and compares its bits with the published ones.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: lanewise verify --kernels scalar"})
final class VerifyCommand implements Callable<Integer> {

    /** The bits differ: that is a bug, of Lanewise, the JDK or the machine. */
    private static final int DIFFERENT = Main.BUG;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    CommandSpec spec;

    @Mixin
    KernelOptions execution = new KernelOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Kernels kernels = execution.choose(spec.commandLine().getErr());
        ReferenceRun run;
        try (Execution running = Execution.of(kernels, execution.threads)) {
            run = ReferenceRun.run(running);
        }
        out.println("kernels    " + run.kernels());
        out.println("width      " + (run.vectorBits() == 0 ? "none" : run.vectorBits() + " bits"));
        out.println("threads    " + run.threads());
        out.println("time       " + String.format(Locale.ROOT, "%.1f s", run.seconds()));
        out.println("digest     " + run.digest());
        out.println("published  " + ReferenceRun.PUBLISHED);
        out.println(
                run.asPublished() ? "The bits are the published ones." : "THE BITS DIFFER from the published ones.");
        out.flush();
        return run.asPublished() ? 0 : DIFFERENT;
    }
}
