package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known about the rules: how a rule is described, its defaults, its ranges, and the floats that its steps move. */
class RuleTest {

    static Stream<String> names() {
        return Optimizers.names().stream();
    }

    private static Object[] components(Optimizer optimizer) throws ReflectiveOperationException {
        RecordComponent[] components = optimizer.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getAccessor().invoke(optimizer);
        }
        return values;
    }

    /** A rule's own defaults are those of its name without settings; AMSGrad and others are records of another rule. */
    @ParameterizedTest
    @MethodSource("names")
    void defaultsAreThoseOfTheName(String name) throws ReflectiveOperationException {
        Optimizer parsed = Optimizers.parse(name, Map.of());
        Optimizer own = (Optimizer) parsed.getClass().getMethod("defaults").invoke(null);
        assertInstanceOf(parsed.getClass(), own);
        if (own.rule().name().equals(name)) {
            assertEquals(parsed, own);
        }
    }

    /** Records are checked when a program makes them, as when a text is parsed. */
    @ParameterizedTest
    @MethodSource("names")
    void everyNumberOfARecordIsChecked(String name) throws ReflectiveOperationException {
        Optimizer optimizer = Optimizers.parse(name, Map.of());
        RecordComponent[] parts = optimizer.getClass().getRecordComponents();
        Class<?>[] types = Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        int checked = 0;
        for (int i = 0; i < parts.length; i++) {
            if (types[i] == double.class) {
                Object[] values = components(optimizer);
                values[i] = Double.NaN;
                Throwable refused = assertThrows(
                                InvocationTargetException.class,
                                () -> optimizer
                                        .getClass()
                                        .getDeclaredConstructor(types)
                                        .newInstance(values))
                        .getCause();
                assertInstanceOf(UserException.class, refused, parts[i].getName());
                String key = parts[i].getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                assertTrue(refused.getMessage().startsWith(key + " of optimizer "), refused.getMessage());
                checked++;
            }
        }
        assertTrue(checked > 0, "each has a number");
    }

    /** The gradient is read; the weight and each moment are read and written, by some rules in two passes. */
    @Test
    void floatsThatAStepMoves() {
        Map<String, Integer> moved =
                Map.of("sgd", 3, "momentum", 5, "adam", 7, "lamb", 10, "novograd", 6, "prodigy", 13);
        moved.forEach((name, floats) ->
                assertEquals(floats, Optimizers.parse(name, Map.of()).start(100).floatsMoved(), name));
    }

    @Test
    void aDescriptionSaysWhatItWasTold() {
        Rule rule = Rule.named("own", Sgd.class)
                .formula("w - r g")
                .source("a paper")
                .use("in tests")
                .known(Convention.KERAS, Convention.OPTAX)
                .rate(0.25)
                .under(Convention.KERAS, 1)
                .betas(0.5, 0.75)
                .factor("share", 0.125, "a share")
                .epsilon(1e-3)
                .epsilonRoot(0)
                .flag("averaged", true, "whether")
                .under(Convention.OPTAX, false)
                .place(Epsilon.Place.INSIDE, Epsilon.Place.OUTSIDE)
                .decay()
                .build();
        assertEquals(
                List.of("own", "w - r g", "a paper", "in tests"),
                List.of(rule.name(), rule.formula(), rule.source(), rule.use()));
        assertEquals(Set.of(Convention.LANEWISE, Convention.KERAS, Convention.OPTAX), rule.conventions());
        assertEquals(
                List.of(
                        "learning-rate",
                        "beta1",
                        "beta2",
                        "share",
                        "epsilon",
                        "epsilon-root",
                        "averaged",
                        "epsilon-place",
                        "weight-decay",
                        "decay-form"),
                rule.hypers().stream().map(Hyper::name).toList());
        assertEquals(
                List.of("0.25", "0.5", "0.75", "0.125", "0.001", "0", "true", "inside", "0", "coupled"),
                standards(rule, Convention.LANEWISE));
        assertEquals("1", standards(rule, Convention.KERAS).getFirst());
        assertTrue(rule.hypers().getFirst().differs(Convention.KERAS));
        assertFalse(rule.hypers().getFirst().differs(Convention.OPTAX));
        assertEquals("false", standards(rule, Convention.OPTAX).get(6));
        assertEquals("decoupled", standards(rule, Convention.KERAS).getLast());
    }

    private static List<String> standards(Rule rule, Convention convention) {
        return rule.hypers().stream().map(hyper -> hyper.standard(convention)).toList();
    }

    @Test
    void whatAChoiceLeavesOutIsNeitherAllowedNorExplained() {
        Hyper place = Rule.named("own", Sgd.class)
                .place(Epsilon.Place.INSIDE, Epsilon.Place.OUTSIDE)
                .build()
                .hypers()
                .getFirst();
        assertEquals("inside or hat", place.allowed());
        assertEquals("inside: sqrt(v + e); hat: sqrt(v) + e before bias correction", place.meaning());
        Hyper form = Rule.named("own", Sgd.class)
                .form(WeightDecay.Form.COUPLED)
                .build()
                .hypers()
                .getFirst();
        assertEquals("coupled or decoupled or update", form.allowed());
        assertEquals(3, form.meaning().split("; ").length);
        assertThrows(UserException.class, () -> place.read("own", "outside"));
        assertThrows(UserException.class, () -> place.check("own", Epsilon.Place.OUTSIDE));
        assertEquals(Epsilon.Place.HAT, place.read("own", " hat "));
        assertEquals(Epsilon.Place.HAT, place.check("own", Epsilon.Place.HAT));
        Hyper rate = Hyper.number("rate", 1, Range.POSITIVE, "a rate");
        assertEquals(0.5, rate.check("own", 0.5));
    }

    @Test
    void anotherRuleOfTheSameRecordStartsFromItsSettings() {
        RuleBuilder builder = Rule.named("own", Sgd.class)
                .source("a paper")
                .rate(0.25)
                .under(Convention.KERAS, 1)
                .decay(0.5);
        Rule other = builder.build()
                .as("other")
                .change("learning-rate", 2)
                .under(Convention.OPTAX, 4)
                .build();
        assertEquals(List.of("other", "a paper"), List.of(other.name(), other.source()));
        Hyper rate = other.hypers().getFirst();
        assertEquals("2", rate.standard(Convention.LANEWISE));
        assertEquals("2", rate.standard(Convention.KERAS), "what the conventions said of the first is forgotten");
        assertEquals("4", rate.standard(Convention.OPTAX));
        assertEquals("0.5", other.hypers().getLast().standard(Convention.OPTAX));
        assertThrows(IllegalArgumentException.class, () -> other.as("third").change("beta1", 1));
    }

    @Test
    void numbersAreAsShortAsTheyCanBe() {
        assertEquals("9999999", Rule.text(9999999));
        assertEquals("1e7", Rule.text(1e7));
        assertEquals("0.001", Rule.text(1e-3));
        assertEquals("9.9e-4", Rule.text(9.9e-4));
        assertEquals("-2.5e-9", Rule.text(-2.5e-9));
        assertEquals("1.25e8", Rule.text(1.25e8));
        assertEquals("NaN", Rule.text(Double.NaN));
    }

    @Test
    void weightDecayTakesOneOfItsForms() {
        double rate = 0.25;
        for (WeightDecay.Form form : WeightDecay.Form.values()) {
            WeightDecay decay = new WeightDecay(rate, form);
            assertEquals(form == WeightDecay.Form.COUPLED ? 0.75f : 0, decay.coupled(3));
            assertEquals(form == WeightDecay.Form.UPDATE ? 0.75f : 0, decay.pull(3));
            assertEquals(form == WeightDecay.Form.DECOUPLED ? 0.75f : 0, decay.decoupled(3));
            assertEquals(form == WeightDecay.Form.DECOUPLED ? 0.625f : 1, decay.shrink(0.5, 3));
        }
    }
}
