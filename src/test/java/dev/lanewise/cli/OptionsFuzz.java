package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.testing.Contract;
import dev.lanewise.testing.Input;
import dev.lanewise.train.TensorChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Command lines, which are read but not run: the first byte chooses the command, then comes an argument a line. */
public final class OptionsFuzz {

    private static final List<String> COMMANDS = List.of(
            "train",
            "compare",
            "lab",
            "find-rate",
            "schedules",
            "evaluate",
            "predict",
            "report",
            "inspect",
            "import",
            "datasets",
            "optimizers",
            "verify",
            "bench");

    /** To make one takes much longer than to read a command line. */
    private static final Map<String, Parser> PARSERS = new LinkedHashMap<>();

    private OptionsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        String command = COMMANDS.get(input.choice(COMMANDS.size()));
        String[] words = input.text().split("\n", -1);
        Parser parser = PARSERS.computeIfAbsent(command, Parser::new);
        Contract.holds(() -> parser.parse(words));
        for (String word : words) {
            Contract.holds(() -> {
                TensorChoice choice = TensorChoice.parse(word);
                Contract.require(choice.toString().equals(word), "is written as something else than it is read as");
            });
        }
    }

    /** A command line of one command. */
    private static final class Parser {
        private final CapturedConsole captured = new CapturedConsole();
        private final CommandRunner runner;
        private final String command;

        Parser(String command) {
            this.command = command;
            runner = new CommandRunner(captured.console(), new Interrupts(), List.of(command));
            runner.commandLine.setExecutionStrategy(parsed -> ExitCodes.OK);
        }

        void parse(String... words) {
            List<String> arguments = new ArrayList<>(List.of(words));
            arguments.addFirst(command);
            captured.clear();
            int code = runner.commandLine.execute(arguments.toArray(String[]::new));
            String told = captured.err();
            if (code == ExitCodes.OK) {
                Contract.require(told.isEmpty(), "goes through, but says " + told);
                return;
            }
            Contract.require(code == ExitCodes.USER, "ends with " + code + ": " + told);
            Contract.require(
                    told.startsWith("lanewise: ") && told.indexOf('\n') == told.length() - 1, "is no line: " + told);
            Contract.checkLine(told.stripTrailing());
            throw new UserException(told);
        }
    }
}
