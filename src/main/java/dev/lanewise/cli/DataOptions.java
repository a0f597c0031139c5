package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.model.ModelTrainer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what is predicted, and which rows are for the test. */
final class DataOptions {

    @Mixin
    TargetOption target = new TargetOption();

    @Option(names = "--test", paramLabel = "DATA", description = "Data to evaluate on, instead of splitting rows off.")
    @Nullable
    String test;

    @Option(
            names = "--test-fraction",
            paramLabel = "F",
            converter = Numbers.Fraction.class,
            description =
                    "Share of rows that are split off for the test, stratified by class; 0 for none. Default: 0.2.")
    @Nullable
    Double testFraction;

    /** Refuses options that contradict each other. */
    void check() {
        if (test != null && testFraction != null) {
            throw new UserException("Give either --test or --test-fraction, not both.");
        }
    }

    /** Tells a training which rows are for the test. */
    void applyTo(ModelTrainer trainer, DataSource input) {
        if (test != null) {
            trainer.test(DataSource.rows(test, input));
        } else if (testFraction != null) {
            trainer.testFraction(testFraction);
        } else if (input.test() != null) {
            trainer.test(input.test());
        }
    }

    /** Says which rows are for the test, for what must be of the same. */
    String testRows(DataSource input) {
        if (test != null || (testFraction == null && input.test() != null)) {
            return "other data";
        }
        return testFraction == null ? "0.2" : String.valueOf(testFraction);
    }

    /** The options as they were given. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        add(words, "--target", target.target);
        add(words, "--test", test);
        add(words, "--test-fraction", testFraction == null ? null : String.valueOf(testFraction));
        return words;
    }

    private static void add(List<String> words, String name, @Nullable String value) {
        if (value != null) {
            words.add(name + "=" + value);
        }
    }
}
