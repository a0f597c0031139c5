package dev.lanewise.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0, 2 for what the user can mend, 3 training diverged, 70 a bug, 130 interrupted. */
@Command(
        name = "lanewise",
        header = "Trains neural networks on the CPU, with the same bits on every machine.",
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  lanewise train iris",
            "  lanewise train houses.csv --target price --model houses.safetensors",
            "  lanewise predict houses.safetensors new-houses.csv",
            "",
            "Exit codes: 0 done, 2 something to mend (data, options, files), 3 training diverged, 70 a bug, 130 interrupted."
        })
public final class Main {

    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        // Warnings of the library's logger in one line, like other messages.
        System.setProperty("java.util.logging.SimpleFormatter.format", "lanewise: %5$s%n");
        System.setProperty("jdk.system.logger.jul.format", "lanewise: %5$s%n");
        System.setProperty("jdk.system.logger.format", "lanewise: %5$s%n");
        Console console = Console.system();
        Interrupts interrupts = new Interrupts();
        interrupts.install(console);
        int code = run(console, interrupts, args);
        interrupts.done();
        System.exit(code);
    }

    /** Runs a command and returns its code. */
    static int run(Console console, Interrupts interrupts, String... args) {
        return new CommandRunner(console, interrupts, List.of(args)).run();
    }
}
