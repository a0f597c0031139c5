package dev.lanewise.cli;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import dev.lanewise.model.Checkpoint;
import dev.lanewise.train.DivergedException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Sets the commands up, runs one, and turns whatever goes wrong into one line and an exit code. */
final class CommandRunner {

    private final Console console;
    private final List<String> arguments;
    final CommandLine commandLine;

    CommandRunner(Console console, Interrupts interrupts, List<String> arguments) {
        this(console, interrupts, arguments, null);
    }

    /** Sets up a training that goes on from a checkpoint. */
    CommandRunner(Console console, Interrupts interrupts, List<String> arguments, @Nullable Checkpoint resumed) {
        this.console = console;
        this.arguments = arguments;
        commandLine = new CommandLine(CommandSpec.forAnnotatedObjectLenient(Main.class));
        addCommands(interrupts, resumed);
        addHelp(commandLine);
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show version, JDK, vector width, cores and kernels.")
                        .build());
        commandLine.setOut(new PrintWriter(console.out, true, console.out.charset()));
        commandLine.setErr(new PrintWriter(console.err, true, console.err.charset()));
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(console.style.output() ? Ansi.ON : Ansi.OFF));
        commandLine.setUsageHelpWidth(Math.clamp(console.width, 60, 120));
        commandLine.setUsageHelpLongOptionsMaxWidth(30);
        commandLine.setAbbreviatedOptionsAllowed(false);
        // A word such as @home is a column or a file like any other, not a file of more arguments.
        commandLine.setExpandAtFiles(false);
        commandLine.setParameterExceptionHandler((failure, args) -> badUsage(failure));
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
    }

    /**
     * Adds the command that the arguments name, or all where they name none: reading the options of all commands takes longer than some
     * commands run.
     */
    private void addCommands(Interrupts interrupts, @Nullable Checkpoint resumed) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("train", () -> new TrainCommand(console, interrupts, arguments, resumed));
        // A command line of its own, so that its model is transformed before it becomes a subcommand.
        commands.put("compare", () -> new CommandLine(new CompareCommand(console, interrupts)));
        commands.put("tune", () -> new TuneCommand(console, interrupts, arguments));
        commands.put("lab", () -> new LabCommand(console));
        commands.put("find-rate", () -> new FindRateCommand(console));
        commands.put("schedules", () -> new SchedulesCommand(console));
        commands.put("evaluate", () -> new EvaluateCommand(console));
        commands.put("predict", () -> new PredictCommand(console));
        commands.put("report", () -> new ReportCommand(console));
        commands.put("inspect", () -> new InspectCommand(console));
        commands.put("import", () -> new ImportCommand(console));
        commands.put("datasets", () -> new DatasetsCommand(console));
        commands.put("optimizers", () -> new OptimizersCommand(console));
        commands.put("verify", () -> new VerifyCommand(console));
        commands.put("bench", () -> new BenchCommand(console));
        Supplier<Object> named = arguments.isEmpty() ? null : commands.get(arguments.getFirst());
        if (named != null) {
            commandLine.addSubcommand(named.get());
            return;
        }
        commands.values().forEach(command -> commandLine.addSubcommand(command.get()));
        CommandLine completion = new CommandLine(new AutoComplete.GenerateCompletion());
        completion.getCommandSpec().usageMessage().footer("", "Example:", "  source <(lanewise generate-completion)");
        commandLine.addSubcommand(completion);
        commandLine.addSubcommand(new CommandLine.HelpCommand());
    }

    /** Every command has help, with its options in the order of their declaration. */
    private static void addHelp(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (!spec.mixinStandardHelpOptions() && !spec.optionsMap().containsKey("--help")) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help.")
                    .build());
        }
        spec.usageMessage().sortOptions(false);
        command.getSubcommands().values().forEach(CommandRunner::addHelp);
    }

    int run() {
        try {
            if (arguments.isEmpty()) {
                commandLine.usage(console.out);
                console.data.finish();
                return ExitCodes.OK;
            }
            int code = commandLine.execute(arguments.toArray(String[]::new));
            commandLine.getOut().flush();
            console.out.flush();
            console.data.finish();
            return code;
        } catch (UserException e) {
            return failed(e);
        } catch (OutOfMemoryError e) {
            error(
                    "There is not enough memory (" + e.getMessage() + "; at most "
                            + Text.bytes(Runtime.getRuntime().maxMemory())
                            + " of heap). Give Java more: set the environment variable JDK_JAVA_OPTIONS=-Xmx8g, or use smaller data.");
            return ExitCodes.USER;
        } catch (ExceptionInInitializerError e) {
            // Such as a property of the JVM that has no such value.
            return failed(e.getCause() instanceof UserException refused ? refused : e);
        } catch (Error e) {
            return failed(e);
        }
    }

    /** What picocli says where a key has no value. */
    private static final Pattern NO_PAIR = Pattern.compile("should be in KEY=VALUE.* format but was (.*)");

    private int badUsage(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        String message;
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            message = unknown(command, unmatched.getUnmatched().getFirst());
        } else if (failure instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            message = missing(missing.getMissing());
        } else {
            message = failure.getMessage() == null ? "The command line cannot be read." : failure.getMessage();
            Matcher pair = NO_PAIR.matcher(message);
            if (pair.find() && failure.getArgSpec() instanceof OptionSpec option) {
                message = option.longestName() + " takes " + option.paramLabel() + ", not '" + pair.group(1) + "'.";
            }
        }
        error(sentence(message) + " See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCodes.USER;
    }

    private static String missing(List<ArgSpec> missing) {
        List<String> labels = new ArrayList<>();
        for (ArgSpec spec : missing) {
            if (spec instanceof OptionSpec option && !option.required()) {
                return option.longestName() + " needs a value (" + option.paramLabel() + ").";
            }
            labels.add(spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel());
        }
        return "Missing: " + String.join(", ", labels) + ".";
    }

    private static String unknown(CommandLine command, String word) {
        if (word.startsWith("-") && word.length() > 1) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            List<String> known =
                    new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
            return "There is no option '" + name + "'." + near(name, known);
        }
        List<String> known = new ArrayList<>(command.getSubcommands().keySet());
        return known.isEmpty()
                ? "'" + word + "' is one argument too many."
                : "There is no command '" + word + "'." + Suggest.hint(word, known);
    }

    private static String near(String word, List<String> known) {
        return Suggest.nearest(word, known)
                .map(n -> " Did you mean '" + n + "'?")
                .orElse("");
    }

    private static String sentence(String text) {
        String line = Text.oneLine(text);
        return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
    }

    private int failed(Throwable failure) {
        if (failure instanceof UserException || failure instanceof DivergedException) {
            error(String.valueOf(failure.getMessage()));
            return failure instanceof DivergedException ? ExitCodes.DIVERGED : ExitCodes.USER;
        }
        error("This is a bug in Lanewise (" + failure.getClass().getSimpleName()
                + "). Please report it with the command and the lines below.");
        failure.printStackTrace(console.err);
        return ExitCodes.BUG;
    }

    private void error(String text) {
        console.err.println(console.style.error("lanewise:") + " " + Text.oneLine(text));
    }
}
