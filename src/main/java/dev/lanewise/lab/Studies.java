package dev.lanewise.lab;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import java.util.List;

/** The studies by name. */
public final class Studies {

    private static final List<Study> ALL = List.of(
            Study.of(
                    "neuron",
                    "What does one neuron compute, forward and backward, and what is its bias for?",
                    NeuronStudy::run),
            Study.of("non-linearity", "Why does a network need activations that bend?", NonLinearity::run),
            Study.of(
                    "local-minimum",
                    "Where does gradient descent stop, and when does momentum go on?",
                    LocalMinimum::run),
            Study.of("constant-rate", "Is there one rate that fits all axes?", ConstantRate::run),
            Study.of(
                    "vanishing-rate",
                    "Why are squares summed, and what does the sum do to AdaGrad?",
                    VanishingRate::run),
            Study.of("adaptive-rate", "Which weights take large steps, and which small ones?", AdaptiveRate::run),
            Study.of("adam", "What does Adam take from momentum and RMSProp, and where does it lose?", AdamStudy::run),
            new Study("which", "Which optimizer, and at which rate?", Which::run));

    private Studies() {}

    /** Returns all studies. */
    public static List<Study> all() {
        return ALL;
    }

    /** Returns all names. */
    public static List<String> names() {
        return ALL.stream().map(Study::name).toList();
    }

    /**
     * Returns a study by its name.
     *
     * @throws UserException if there is none of that name
     */
    public static Study parse(String name) {
        return ALL.stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new UserException("There is no study '" + name + "'." + Suggest.hint(name, names())));
    }
}
