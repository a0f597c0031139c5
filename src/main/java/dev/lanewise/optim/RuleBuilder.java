package dev.lanewise.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what is known about a {@link Rule}. */
final class RuleBuilder {
    final String name;
    final Class<? extends Record> type;
    final List<Hyper> hypers = new ArrayList<>();
    final Set<Convention> conventions = EnumSet.of(Convention.LANEWISE);
    String formula = "";
    String source = "";
    String use = "";
    private int last;

    RuleBuilder(String name, Class<? extends Record> type) {
        this.name = name;
        this.type = type;
    }

    RuleBuilder formula(String text) {
        formula = text;
        return this;
    }

    RuleBuilder source(String text) {
        source = text;
        return this;
    }

    RuleBuilder use(String text) {
        use = text;
        return this;
    }

    /** Says which conventions know the rule, beside Lanewise's own. */
    RuleBuilder known(Convention... by) {
        Collections.addAll(conventions, by);
        return this;
    }

    RuleBuilder add(Hyper hyper) {
        hypers.add(hyper);
        last = hypers.size() - 1;
        return this;
    }

    RuleBuilder rate(double standard) {
        return add(Hyper.number("learning-rate", standard, Range.POSITIVE, "size of a step"));
    }

    RuleBuilder factor(String key, double standard, String meaning) {
        return add(Hyper.number(key, standard, Range.FACTOR, meaning));
    }

    RuleBuilder number(String key, double standard, Range range, String meaning) {
        return add(Hyper.number(key, standard, range, meaning));
    }

    RuleBuilder flag(String key, boolean standard, String meaning) {
        return add(Hyper.flag(key, standard, meaning));
    }

    /** The two betas of Adam's family. */
    RuleBuilder betas(double beta1, double beta2) {
        factor("beta1", beta1, "share of the old mean of gradients that stays");
        return factor("beta2", beta2, "share of the old mean of squares that stays");
    }

    RuleBuilder epsilon(double standard) {
        return number("epsilon", standard, Range.POSITIVE, "keeps the step finite");
    }

    RuleBuilder place(Epsilon.Place standard, Epsilon.Place... left) {
        return add(Hyper.choice(
                "epsilon-place",
                standard,
                Hyper.allBut(Epsilon.Place.class, List.of(left)),
                without(
                        List.of(left),
                        "outside: sqrt(v) + e",
                        "inside: sqrt(v + e)",
                        "hat: sqrt(v) + e before bias correction")));
    }

    /** The meanings of the words that are not left out. */
    private static String without(List<? extends Enum<?>> left, String... meanings) {
        List<String> words = left.stream().map(Hyper::text).toList();
        return Arrays.stream(meanings)
                .filter(meaning -> !words.contains(meaning.substring(0, meaning.indexOf(':'))))
                .collect(Collectors.joining("; "));
    }

    RuleBuilder epsilonRoot(double standard) {
        return number("epsilon-root", standard, Range.NOT_NEGATIVE, "a second epsilon, under the root");
    }

    RuleBuilder decay(double standard) {
        return number("weight-decay", standard, Range.NOT_NEGATIVE, "strength of weight decay");
    }

    RuleBuilder form(WeightDecay.Form standard, WeightDecay.Form... left) {
        return add(Hyper.choice(
                "decay-form",
                standard,
                Hyper.allBut(WeightDecay.Form.class, List.of(left)),
                without(
                        List.of(left),
                        "coupled: added to the gradient",
                        "decoupled: taken off the weight",
                        "update: added to the step's direction")));
    }

    /** Weight decay as most rules take it: none, coupled in PyTorch, decoupled in Keras and Optax. */
    RuleBuilder decay() {
        decay(0);
        return form(WeightDecay.Form.COUPLED, WeightDecay.Form.UPDATE)
                .under(Convention.KERAS, WeightDecay.Form.DECOUPLED)
                .under(Convention.OPTAX, WeightDecay.Form.DECOUPLED);
    }

    /** Goes back to a hyper-parameter and gives it another standard. */
    RuleBuilder change(String key, Object standard) {
        for (int i = 0; i < hypers.size(); i++) {
            if (hypers.get(i).name().equals(key)) {
                hypers.set(i, hypers.get(i).changed(standard));
                last = i;
                return this;
            }
        }
        throw new IllegalArgumentException(key);
    }

    /** Says what a convention has for the hyper-parameter that came last. */
    RuleBuilder under(Convention convention, Object value) {
        hypers.set(last, hypers.get(last).under(convention, value));
        return this;
    }

    Rule build() {
        return new Rule(this);
    }
}
