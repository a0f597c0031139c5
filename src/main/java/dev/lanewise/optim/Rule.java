package dev.lanewise.optim;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is known about an update rule: formula, source, when to use it, and its hyper-parameters. They are the components of the rule's record in kebab
 * case and in order, where an {@link Epsilon} is two ({@code epsilon} and {@code epsilon-place}), and so is a {@link WeightDecay}. Parsing, checks, texts and
 * the documentation all read them here.
 */
public final class Rule {

    private final String name;
    private final Class<? extends Record> type;
    private final String formula;
    private final String source;
    private final String use;
    private final List<Hyper> hypers;
    private final Set<Convention> conventions;

    Rule(RuleBuilder builder) {
        name = builder.name;
        type = builder.type;
        formula = builder.formula;
        source = builder.source;
        use = builder.use;
        hypers = List.copyOf(builder.hypers);
        conventions = Collections.unmodifiableSet(EnumSet.copyOf(builder.conventions));
    }

    static RuleBuilder named(String name, Class<? extends Record> type) {
        return new RuleBuilder(name, type);
    }

    /** A rule of the same record with other defaults. */
    RuleBuilder as(String newName) {
        RuleBuilder builder = new RuleBuilder(newName, type);
        builder.hypers.addAll(hypers);
        builder.source = source;
        return builder;
    }

    /** Returns the name in kebab case. */
    public String name() {
        return name;
    }

    /** Returns the formula in one line. */
    public String formula() {
        return formula;
    }

    /** Returns the paper that it is from. */
    public String source() {
        return source;
    }

    /** Returns when to use it. */
    public String use() {
        return use;
    }

    /** Returns the hyper-parameters in order. */
    public List<Hyper> hypers() {
        return hypers;
    }

    /** Returns whose definitions are known, Lanewise's own first. */
    public Set<Convention> conventions() {
        return conventions;
    }

    /** Returns the rule with a convention's values. */
    Optimizer standard(Convention convention) {
        return parse(convention, Collections.emptyMap());
    }

    /** Reads hyper-parameters; those left out are the convention's. */
    Optimizer parse(Convention convention, Map<String, String> settings) {
        if (!conventions.contains(convention)) {
            throw new UserException("There is no " + name + " in the convention " + convention.label()
                    + "; it is known to "
                    + String.join(
                            ", ", conventions.stream().map(Convention::label).toList()) + ".");
        }
        List<String> known = hypers.stream().map(Hyper::name).toList();
        for (String key : settings.keySet()) {
            if (!known.contains(key)) {
                throw new UserException(
                        "There is no setting '" + key + "' of " + owner() + "." + Suggest.hint(key, known));
            }
        }
        List<Object> values = new ArrayList<>();
        for (Hyper hyper : hypers) {
            String text = settings.get(hyper.name());
            values.add(text == null ? hyper.value(convention) : hyper.read(owner(), text));
        }
        return make(values);
    }

    /** Returns the same optimizer with one value changed. */
    Optimizer with(Optimizer optimizer, String key, Object value) {
        List<Object> values = values(optimizer);
        for (int i = 0; i < hypers.size(); i++) {
            if (hypers.get(i).name().equals(key)) {
                values.set(i, value);
            }
        }
        return make(values);
    }

    /** Returns all values as {@link #parse} takes them. */
    Map<String, String> settings(Optimizer optimizer) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<Object> values = values(optimizer);
        for (int i = 0; i < values.size(); i++) {
            settings.put(hypers.get(i).name(), Hyper.text(values.get(i)));
        }
        return settings;
    }

    /** Checks the components of the record, in order. */
    void check(Object... components) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            int at = i;
            spread(Objects.requireNonNull(components[i], () -> type.getRecordComponents()[at].getName()), values);
        }
        for (int i = 0; i < values.size(); i++) {
            hypers.get(i).check(owner(), values.get(i));
        }
    }

    private String owner() {
        return "optimizer " + name;
    }

    private static void spread(Object component, List<Object> values) {
        if (component instanceof Epsilon epsilon) {
            values.addAll(List.of(epsilon.value(), epsilon.place()));
        } else if (component instanceof WeightDecay decay) {
            values.addAll(List.of(decay.rate(), decay.form()));
        } else {
            values.add(component);
        }
    }

    private List<Object> values(Optimizer optimizer) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            try {
                spread(component.getAccessor().invoke(optimizer), values);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component.toString(), e);
            }
        }
        return values;
    }

    private Optimizer make(List<Object> values) {
        List<Object> components = new ArrayList<>();
        List<Class<?>> types = new ArrayList<>();
        int next = 0;
        for (RecordComponent component : type.getRecordComponents()) {
            types.add(component.getType());
            if (component.getType() == Epsilon.class) {
                components.add(new Epsilon((Double) values.get(next++), (Epsilon.Place) values.get(next++)));
            } else if (component.getType() == WeightDecay.class) {
                components.add(new WeightDecay((Double) values.get(next++), (WeightDecay.Form) values.get(next++)));
            } else {
                components.add(values.get(next++));
            }
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            return (Optimizer) constructor.newInstance(components.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof UserException mistake) {
                throw mistake;
            }
            throw new IllegalStateException(name, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** A number as short as it can be: {@code 0.001}, {@code 1e-8}. */
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e7) {
            return String.valueOf((long) value);
        }
        boolean plain = Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7;
        if (plain || !Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal exact = new BigDecimal(String.valueOf(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        return exact.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
