package dev.lanewise.schedule;

import dev.lanewise.core.UserException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the text of a schedule; see {@link Schedule}. */
final class ScheduleParser {

    private final String text;
    private int at;

    ScheduleParser(String text) {
        this.text = text;
    }

    Schedule parse() {
        List<Schedule.Part> parts = new ArrayList<>();
        int start;
        Part part;
        do {
            start = at;
            part = part();
            boolean last = !take('+');
            if (!last && text.substring(at).isBlank()) {
                throw fail(at, "behind the + another part is expected.");
            }
            if (last && part.length != null) {
                throw fail(part.lengthAt, "the last part lasts to the end: leave 'for' out.");
            }
            Length length = last ? Length.REST : part.length == null ? part.over() : part.length;
            if (!last && length.unit() == Length.Unit.REST) {
                throw fail(start, "a part that another follows needs for=LENGTH, how long it lasts, such as for=50%.");
            }
            parts.add(new Schedule.Part(part.factors, length));
            if (last) {
                break;
            }
        } while (true);
        if (at < text.length()) {
            throw fail(at, "'" + text.charAt(at) + "' is not expected here.");
        }
        return new Schedule(parts);
    }

    private Part part() {
        Part part = new Part();
        do {
            factor(part);
        } while (take('*'));
        return part;
    }

    private void factor(Part part) {
        skipSpace();
        int start = at;
        String name = until(":+*,");
        if (name.isEmpty()) {
            throw fail(start, "a schedule is expected here. Known: " + String.join(", ", Schedules.names()) + ".");
        }
        if (!Schedules.names().contains(name)) {
            throw fail(start, Schedules.unknown(name));
        }
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Integer> places = new LinkedHashMap<>();
        if (take(':')) {
            do {
                setting(values, places);
            } while (take(','));
        }
        try {
            Keys keys = new Keys(values);
            Shape shape = Schedules.read(name, keys);
            WarmUp warmUp = WarmUp.read(keys);
            boolean byEpoch = keys.choice("by", By.STEP) == By.EPOCH;
            Length length = keys.length("for", Length.REST);
            keys.end("schedule " + name);
            part.factors.add(new Schedule.Factor(shape, warmUp, byEpoch));
            if (length.unit() != Length.Unit.REST) {
                if (part.length != null) {
                    throw new BadSetting("for", "this part has a 'for' already.");
                }
                part.length = length;
                part.lengthAt = places.getOrDefault("for", start);
            }
        } catch (BadSetting e) {
            throw fail(places.getOrDefault(e.key(), start), String.valueOf(e.getMessage()));
        }
    }

    private void setting(Map<String, String> values, Map<String, Integer> places) {
        skipSpace();
        int start = at;
        String key = until("=,+*:");
        if (key.isEmpty() || !take('=')) {
            throw fail(start, "a setting is expected here, such as warmup=5%.");
        }
        String value = until(",+*");
        if (value.isEmpty()) {
            throw fail(at, key + " has no value.");
        }
        if (values.put(key, value) != null) {
            throw fail(start, key + " stands there twice.");
        }
        places.put(key, start);
    }

    /** The text up to one of some characters; the plus of an exponent such as 1e+3 is none of them. */
    private String until(String ends) {
        int start = at;
        while (at < text.length() && (ends.indexOf(text.charAt(at)) < 0 || inExponent())) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private boolean inExponent() {
        return text.charAt(at) == '+'
                && at >= 2
                && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E')
                && Character.isDigit(text.charAt(at - 2));
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private UserException fail(int index, String message) {
        return new UserException("Schedule '" + text + "', column " + (index + 1) + ": " + message);
    }

    /** What a shape moves by. */
    private enum By {
        STEP,
        EPOCH
    }

    /** A part that is being read. */
    private static final class Part {
        private final List<Schedule.Factor> factors = new ArrayList<>();
        private @Nullable Length length;
        private int lengthAt;

        /** How long the first shape that says it takes. */
        private Length over() {
            return factors.stream()
                    .map(factor -> factor.shape().over())
                    .filter(over -> over.unit() != Length.Unit.REST)
                    .findFirst()
                    .orElse(Length.REST);
        }
    }
}
