package dev.lanewise.optim;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whose definition of a rule is meant. Libraries differ in where epsilon stands, in what starts where, in how weight decay enters, and in their defaults;
 * a convention sets all of them together, and each can be set by its own name.
 */
public enum Convention {
    /** Lanewise's own: the paper's rule where libraries differ without a reason. */
    LANEWISE,
    /** PyTorch 2. */
    PYTORCH,
    /** Keras 3. */
    KERAS,
    /** Optax. */
    OPTAX,
    /**
     * The plainest form: averaged momentum, a plain sum of squares with a zero step where it is zero, epsilon added to the mean of squares under the root, Adam as
     * averaged momentum over that root without bias correction.
     */
    ARTICLE;

    /** Returns the name in kebab case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns all names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Convention::label).toList();
    }

    /**
     * Returns a convention by its name.
     *
     * @throws UserException if there is none
     */
    public static Convention parse(String label) {
        return Arrays.stream(values())
                .filter(c -> c.label().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new UserException("There is no convention '" + label + "'." + Suggest.hint(label, names())));
    }
}
