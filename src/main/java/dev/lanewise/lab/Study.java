package dev.lanewise.lab;

import dev.lanewise.figure.Claim;
import dev.lanewise.figure.Report;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An experiment that puts claims to the test. Starts, rates and thresholds are fixed; a claim that does not hold is shown as such.
 *
 * @param name name in kebab case
 * @param question what it asks, in a line
 * @param experiment runs it into a notebook, on some threads
 */
public record Study(String name, String question, Experiment experiment) {

    /** The work of a study. */
    interface Experiment {
        void run(Notebook notes, int threads);
    }

    /**
     * What a study brings.
     *
     * @param report claims, figures and tables
     * @param claims the claims of the report
     * @param numbers measured figures by name
     */
    public record Result(Report report, List<Claim> claims, Map<String, Double> numbers) {

        /** Copies. */
        public Result {
            claims = List.copyOf(claims);
            numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        }

        /** Returns a measured figure; fails where there is none of that name. */
        public double number(String name) {
            Double value = numbers.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no figure is named " + name + ", only " + numbers.keySet());
            }
            return value;
        }
    }

    /** An experiment that needs no more than one thread. */
    static Study of(String name, String question, Consumer<Notebook> experiment) {
        return new Study(name, question, (notes, threads) -> experiment.accept(notes));
    }

    /**
     * Runs it. Results are the same for any number of threads.
     *
     * @param threads threads that it may use
     */
    public Result run(int threads) {
        Notebook notes = new Notebook();
        experiment.run(notes, threads);
        return notes.result(name, question);
    }
}
