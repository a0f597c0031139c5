package dev.lanewise.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Named settings written as text, read one by one; what nobody asked for is an error with the near miss. */
public final class Settings {

    private final String owner;
    private final Map<String, String> values;
    private final Set<String> asked = new TreeSet<>();

    /**
     * Wraps settings.
     *
     * @param owner what they belong to, for messages
     * @param values from kebab-case name to text
     */
    public Settings(String owner, Map<String, String> values) {
        this.owner = owner;
        this.values = new LinkedHashMap<>(values);
    }

    /** Returns a number, or {@code missing} where it is not set. */
    public double number(String key, double missing) {
        asked.add(key);
        String text = values.get(key);
        if (text == null) {
            return missing;
        }
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw new UserException(key + " of " + owner + " must be a number, not '" + text + "'.", e);
        }
    }

    /** Returns {@code true} or {@code false}, or {@code missing} where it is not set. */
    public boolean flag(String key, boolean missing) {
        return "true".equals(choice(key, missing ? "true" : "false", List.of("true", "false")));
    }

    /** Returns one of some words, or {@code missing} where it is not set. */
    public String choice(String key, String missing, List<String> allowed) {
        asked.add(key);
        String text = values.getOrDefault(key, missing).trim();
        if (!allowed.contains(text)) {
            throw new UserException(
                    key + " of " + owner + " must be one of " + String.join(", ", allowed) + ", not '" + text + "'."
                            + Suggest.nearest(text, allowed)
                                    .map(n -> " Did you mean '" + n + "'?")
                                    .orElse(""));
        }
        return text;
    }

    /**
     * Ends the reading.
     *
     * @throws UserException if a setting was given that was never asked for
     */
    public void end() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                throw new UserException("There is no setting '" + key + "' of " + owner + "."
                        + (asked.isEmpty() ? " It has none." : Suggest.hint(key, asked)));
            }
        }
    }
}
