package dev.lanewise.optim;

import dev.lanewise.core.Decimals;
import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One hyper-parameter of a rule: its name, what it may be, what it is where nothing is said, and what it means. */
public final class Hyper {

    private final String name;
    private final Object standard;
    private final @Nullable Range range;
    private final List<Object> words;
    private final Map<Convention, Object> under;
    private final String meaning;

    Hyper(
            String name,
            Object standard,
            @Nullable Range range,
            List<Object> words,
            Map<Convention, Object> under,
            String meaning) {
        this.name = name;
        this.standard = standard;
        this.range = range;
        this.words = List.copyOf(words);
        this.under = Collections.unmodifiableMap(new EnumMap<>(under));
        this.meaning = meaning;
    }

    private static Map<Convention, Object> nothing() {
        return new EnumMap<>(Convention.class);
    }

    static Hyper number(String name, double standard, Range range, String meaning) {
        return new Hyper(name, standard, range, List.of(), nothing(), meaning);
    }

    static Hyper flag(String name, boolean standard, String meaning) {
        return new Hyper(name, standard, null, List.of(true, false), nothing(), meaning);
    }

    /** One of some constants of an enum. */
    static Hyper choice(String name, Enum<?> standard, List<? extends Enum<?>> words, String meaning) {
        return new Hyper(name, standard, null, List.copyOf(words), nothing(), meaning);
    }

    /** The same with another standard, and nothing said by the conventions. */
    Hyper changed(Object newStandard) {
        return new Hyper(name, typed(newStandard), range, words, nothing(), meaning);
    }

    /** The same with what a convention says. */
    Hyper under(Convention convention, Object value) {
        Map<Convention, Object> more = new EnumMap<>(Convention.class);
        more.putAll(under);
        more.put(convention, typed(value));
        return new Hyper(name, standard, range, words, more, meaning);
    }

    private Object typed(Object value) {
        return range != null && value instanceof Number number ? number.doubleValue() : value;
    }

    /** Returns the name in kebab case. */
    public String name() {
        return name;
    }

    /** Returns what it means. */
    public String meaning() {
        return meaning;
    }

    /** Returns what it may be, in words. */
    public String allowed() {
        return range != null
                ? range.toString()
                : String.join(" or ", words.stream().map(Hyper::text).toList());
    }

    /** Returns the value of a convention as text. */
    public String standard(Convention convention) {
        return text(value(convention));
    }

    /** Whether a convention says another value than Lanewise's own. */
    public boolean differs(Convention convention) {
        return !value(convention).equals(standard);
    }

    Object value(Convention convention) {
        return under.getOrDefault(convention, standard);
    }

    /** Reads a value. */
    Object read(String owner, String text) {
        if (range != null) {
            double value = Decimals.parse(text.trim());
            if (Double.isNaN(value)) {
                throw new UserException(name + " of " + owner + " must be " + range + ", not '" + text + "'.");
            }
            return check(owner, value);
        }
        String word = text.trim();
        for (Object candidate : words) {
            if (text(candidate).equals(word)) {
                return candidate;
            }
        }
        String near = Suggest.nearest(word, words.stream().map(Hyper::text).toList())
                .map(n -> " Did you mean '" + n + "'?")
                .orElse("");
        throw new UserException(name + " of " + owner + " must be " + allowed() + ", not '" + word + "'." + near);
    }

    /** Returns a value that is allowed. */
    Object check(String owner, Object value) {
        if (range != null) {
            return range.check(name + " of " + owner, (Double) value);
        }
        if (!words.contains(value)) {
            throw new UserException(name + " of " + owner + " must be " + allowed() + ", not " + text(value) + ".");
        }
        return value;
    }

    static String text(Object value) {
        return value instanceof Double number
                ? Rule.text(number)
                : value.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All constants of an enum but some. */
    static <E extends Enum<E>> List<E> allBut(Class<E> type, List<E> left) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> !left.contains(constant))
                .toList();
    }
}
