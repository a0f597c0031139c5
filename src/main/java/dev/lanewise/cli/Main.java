package dev.lanewise.cli;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import dev.lanewise.train.DivergedException;
import java.io.PrintWriter;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Exit codes: 0, 2 for what the user can mend, 3 training diverged, 70 a bug, 130 interrupted. */
@Command(
        name = "lanewise",
        description = "Trains neural networks on the CPU: the same bits on every machine.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            InspectCommand.class,
            ImportCommand.class,
            DatasetsCommand.class,
            VerifyCommand.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Example: lanewise train iris",
            "Exit codes: 0 done, 2 bad input, 3 training diverged, 70 a bug, 130 interrupted."
        })
public final class Main {

    static final int BAD_INPUT = 2;
    static final int DIVERGED = 3;
    static final int BUG = 70;

    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command and returns its code. */
    static int run(String... args) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setUsageHelpLongOptionsMaxWidth(34);
        commandLine.setParameterExceptionHandler(Main::badUsage);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command.getErr()));
        if (args.length == 0) {
            commandLine.usage(commandLine.getOut());
            return 0;
        }
        return commandLine.execute(args);
    }

    private static int badUsage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            boolean option = word.startsWith("-");
            List<String> known = option
                    ? List.copyOf(command.getCommandSpec().optionsMap().keySet())
                    : List.copyOf(command.getSubcommands().keySet());
            String near = Suggest.nearest(word, known)
                    .map(n -> " Did you mean '" + n + "'?")
                    .orElse("");
            message = (option ? "There is no option '" : "Not expected: '") + word + "'." + near;
        }
        command.getErr()
                .println("lanewise: " + message + " (See '"
                        + command.getCommandSpec().qualifiedName() + " --help'.)");
        return BAD_INPUT;
    }

    private static int failed(Exception failure, PrintWriter err) {
        if (failure instanceof UserException || failure instanceof DivergedException) {
            err.println("lanewise: " + failure.getMessage());
            return failure instanceof DivergedException ? DIVERGED : BAD_INPUT;
        }
        err.println("lanewise: this is a bug in Lanewise; please report it with the lines below.");
        failure.printStackTrace(err);
        return BUG;
    }
}
