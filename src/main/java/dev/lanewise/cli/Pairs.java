package dev.lanewise.cli;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import dev.lanewise.optim.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Checks of the options that take keys and values. */
final class Pairs {

    private Pairs() {}

    /** Refuses a key that an option names twice, of which one would be lost. */
    static void checkUnique(@Nullable CommandSpec command) {
        ParseResult parsed = command == null ? null : command.commandLine().getParseResult();
        for (String name : List.of("--set", "--rate-factor", "--decay-factor")) {
            OptionSpec option = parsed == null ? null : parsed.matchedOption(name);
            Set<String> keys = new TreeSet<>();
            // Keys and values in turn.
            List<String> words = option == null ? List.of() : option.stringValues();
            for (int i = 0; i < words.size(); i += 2) {
                if (!keys.add(words.get(i))) {
                    throw new UserException(name + " " + words.get(i) + "=... is given twice.");
                }
            }
        }
    }

    /** Refuses a key of {@code --set} that is neither the optimizer's nor a loss's. */
    static void checkKnown(Rule rule, Collection<String> lossKeys, Collection<String> keys) {
        List<String> known = new ArrayList<>();
        rule.hypers().forEach(hyper -> known.add(hyper.name()));
        known.addAll(lossKeys);
        for (String key : keys) {
            if (!known.contains(key)) {
                throw new UserException("There is no setting '" + key + "' of optimizer " + rule.name()
                        + ", nor of a loss." + Suggest.hint(key, known));
            }
        }
    }
}
