package dev.lanewise.lab;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import dev.lanewise.optim.Convention;
import dev.lanewise.optim.Hyper;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.optim.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An optimizer that takes part, at one rate.
 *
 * @param label name of the optimizer
 * @param name name of the candidate: the label, with the rate where there are several
 * @param optimizer the rule with its settings
 */
public record Candidate(String label, String name, Optimizer optimizer) {

    /** Returns a candidate of one rate. */
    public static Candidate of(Optimizer optimizer) {
        return new Candidate(optimizer.label(), optimizer.label(), optimizer);
    }

    /**
     * Returns optimizers, each at each of some rates.
     *
     * @param labels names of optimizers
     * @param convention whose definitions
     * @param settings {@code key=value} for all optimizers that have the key, {@code optimizer.key=value} for one
     * @param rates learning rates, each once; empty for each optimizer's own
     * @throws UserException for what is not known, named twice or set for none
     */
    public static List<Candidate> of(
            List<String> labels, Convention convention, Map<String, String> settings, List<Double> rates) {
        if (labels.isEmpty()) {
            throw new UserException("Name at least one optimizer.");
        }
        for (int i = 0; i < rates.size(); i++) {
            if (rates.indexOf(rates.get(i)) != i) {
                throw new UserException("The rate " + Say.number(rates.get(i)) + " is given twice.");
            }
        }
        Set<String> used = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        List<Candidate> candidates = new ArrayList<>();
        for (String label : labels) {
            Rule rule = Optimizers.rule(label);
            if (!seen.add(label)) {
                throw new UserException("The optimizer " + label + " is named twice.");
            }
            Map<String, String> own = own(rule, settings, used);
            if (!rates.isEmpty() && own.containsKey("learning-rate")) {
                throw new UserException("Give either rates or a learning-rate among the settings, not both.");
            }
            if (rates.isEmpty()) {
                candidates.add(new Candidate(label, label, Optimizers.parse(label, convention, own)));
            }
            for (double rate : rates) {
                own.put("learning-rate", String.valueOf(rate));
                candidates.add(
                        new Candidate(label, label + " " + Say.number(rate), Optimizers.parse(label, convention, own)));
            }
        }
        checkUsed(labels, settings, used);
        return List.copyOf(candidates);
    }

    private static Map<String, String> own(Rule rule, Map<String, String> settings, Set<String> used) {
        Map<String, String> own = new LinkedHashMap<>();
        List<String> keys = rule.hypers().stream().map(Hyper::name).toList();
        settings.forEach((key, value) -> {
            int dot = key.indexOf('.');
            boolean named = dot > 0 && key.substring(0, dot).equals(rule.name());
            String bare = named ? key.substring(dot + 1) : key;
            // A key that is meant for one optimizer is handed on even where it has none such: parsing then says so.
            if (named || keys.contains(bare)) {
                own.put(bare, value);
                used.add(key);
            }
        });
        return own;
    }

    private static void checkUsed(List<String> labels, Map<String, String> settings, Set<String> used) {
        for (String key : settings.keySet()) {
            if (!used.contains(key)) {
                Set<String> known = new LinkedHashSet<>();
                for (String label : labels) {
                    Optimizers.rule(label).hypers().forEach(hyper -> {
                        known.add(hyper.name());
                        known.add(label + "." + hyper.name());
                    });
                }
                throw new UserException("There is no setting '" + key + "' of " + String.join(", ", labels) + "."
                        + Suggest.nearest(key, known)
                                .map(n -> " Did you mean '" + n + "'?")
                                .orElse(""));
            }
        }
    }
}
