package dev.lanewise.cli;

import dev.lanewise.model.BudgetChoice;
import dev.lanewise.model.ModelTrainer;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A time budget, and what is told of it. */
final class BudgetOption {

    private static final String NAME = "--budget";

    @Option(
            names = NAME,
            paramLabel = "T",
            converter = Times.class,
            description = "Time for reading, training and test, such as 60s, 5m or 1h30m: members and epochs, where not"
                    + " given, are chosen to fit, once, by steps that are timed before. Their numbers are told: given"
                    + " instead of the budget, they train the same bits. Default: none; nothing depends on the clock.")
    @Nullable
    Duration budget;

    /** Reading the data is in the budget. */
    private final long start = System.nanoTime();

    void applyTo(ModelTrainer trainer) {
        if (budget != null) {
            trainer.budget(budget, start);
        }
    }

    /** The options that train the same without the clock. */
    static List<String> options(BudgetChoice choice) {
        List<String> options = new ArrayList<>();
        if (choice.membersChosen()) {
            options.addAll(List.of("--members", String.valueOf(choice.members())));
        }
        if (choice.epochsChosen()) {
            options.addAll(List.of("--epochs", String.valueOf(choice.epochs())));
        }
        return options;
    }

    /** Says before the training what was chosen, and about how long it takes. */
    static String announce(BudgetChoice choice) {
        String estimate = Double.isNaN(choice.seconds())
                ? ", as before"
                : "; about " + Text.time(choice.seconds()) + " for all of them"
                        + (choice.fits() ? "" : ", which is more than is left: there is nothing smaller");
        return "budget " + choice.text() + ": " + size(choice) + estimate + ".";
    }

    /** Says afterwards what was chosen. */
    static String line(BudgetChoice choice) {
        return choice.text() + ": " + size(choice) + "; the same bits without the clock: "
                + String.join(" ", options(choice));
    }

    private static String size(BudgetChoice choice) {
        return Text.count(choice.members(), "member", "members") + ", "
                + Text.count(choice.epochs(), "epoch", "epochs");
    }

    /** The arguments with what was chosen in the place of the budget. */
    static List<String> replaced(List<String> arguments, @Nullable BudgetChoice choice) {
        if (choice == null) {
            return arguments;
        }
        List<String> same = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals(NAME)) {
                i++;
            } else if (!arguments.get(i).startsWith(NAME + "=")) {
                same.add(arguments.get(i));
            }
        }
        same.addAll(options(choice));
        return same;
    }

    /** Times as 60s, 5m or 1h30m. */
    static final class Times implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration time = Duration.parse("PT" + text);
                if (time.isPositive()) {
                    return time;
                }
            } catch (DateTimeParseException e) {
                // Told below.
            }
            throw new TypeConversionException("'" + text + "' is no time such as 60s, 5m or 1h30m");
        }
    }
}
