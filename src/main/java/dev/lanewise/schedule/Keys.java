package dev.lanewise.schedule;

import dev.lanewise.core.Decimals;
import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The settings of a shape as they were written, read one by one. */
final class Keys {

    private final Map<String, String> values;
    private final List<String> asked = new ArrayList<>();

    Keys(Map<String, String> values) {
        this.values = values;
    }

    /** Settings as texts by key, from keys and values in turn. */
    static Map<String, String> settings(Object... keysAndValues) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put((String) keysAndValues[i], text(keysAndValues[i + 1]));
        }
        return settings;
    }

    private static String text(Object value) {
        return switch (value) {
            case Double number -> Texts.number(number);
            case Enum<?> constant -> label(constant);
            default -> String.valueOf(value);
        };
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String join(List<Length> places) {
        return places.stream().map(Length::toString).collect(Collectors.joining("/"));
    }

    /** Whether it was written. */
    boolean has(String key) {
        return values.containsKey(key);
    }

    double number(String key, double missing) {
        return read(key, missing, text -> {
            double value = Decimals.parse(text);
            if (!Double.isFinite(value)) {
                throw new BadSetting(key, key + " must be a number, not '" + text + "'.");
            }
            return value;
        });
    }

    int whole(String key, int missing) {
        return read(key, missing, text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw new BadSetting(key, key + " must be a whole number, not '" + text + "'.");
            }
        });
    }

    boolean flag(String key, boolean missing) {
        return "true".equals(oneOf(key, String.valueOf(missing), List.of("true", "false")));
    }

    <E extends Enum<E>> E choice(String key, E missing) {
        Map<String, E> known = new LinkedHashMap<>();
        for (E constant : missing.getDeclaringClass().getEnumConstants()) {
            known.put(label(constant), constant);
        }
        E chosen = known.get(oneOf(key, label(missing), List.copyOf(known.keySet())));
        return chosen == null ? missing : chosen;
    }

    private String oneOf(String key, String missing, List<String> known) {
        return read(key, missing, text -> {
            if (!known.contains(text)) {
                throw new BadSetting(
                        key,
                        key + " must be one of " + String.join(", ", known) + ", not '" + text + "'."
                                + Suggest.nearest(text, known)
                                        .map(near -> " Did you mean '" + near + "'?")
                                        .orElse(""));
            }
            return text;
        });
    }

    Length length(String key, Length missing) {
        return read(key, missing, text -> length(key, text));
    }

    List<Length> lengths(String key, List<Length> missing) {
        return read(key, missing, text -> {
            List<Length> places = new ArrayList<>();
            for (String place : text.split("/", -1)) {
                places.add(length(key, place));
            }
            return places;
        });
    }

    private static Length length(String key, String text) {
        try {
            return Length.parse(text);
        } catch (UserException e) {
            throw new BadSetting(key, key + " " + e.getMessage());
        }
    }

    Level level(String key, Level missing) {
        return read(key, missing, text -> {
            try {
                return Level.parse(text);
            } catch (UserException e) {
                throw new BadSetting(key, key + " " + e.getMessage());
            }
        });
    }

    private <T> T read(String key, T missing, Function<String, T> reader) {
        asked.add(key);
        String text = values.get(key);
        return text == null ? missing : reader.apply(text);
    }

    /** Fails for a setting that nobody asked for. */
    void end(String owner) {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                throw new BadSetting(
                        key, "there is no setting '" + key + "' of " + owner + "." + Suggest.hint(key, asked));
            }
        }
    }
}
