package dev.lanewise.optim;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import java.util.List;
import java.util.Map;

/** The optimizers by name: the one place that the command line, the API and the documentation read them from. */
public final class Optimizers {

    private static final List<String> NAMES = List.of(
            "sgd",
            "momentum",
            "nesterov",
            "adagrad",
            "rmsprop",
            "adadelta",
            "adam",
            "amsgrad",
            "adamw",
            "adamax",
            "nadam",
            "radam",
            "rprop",
            "lion",
            "lamb",
            "adabelief",
            "yogi",
            "adan",
            "novograd",
            "muon",
            "schedule-free-adamw",
            "prodigy");

    private Optimizers() {}

    /** Returns all names. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Returns what is known about a rule. Only its own class is loaded.
     *
     * @throws UserException if there is none of that name
     */
    public static Rule rule(String label) {
        return switch (label) {
            case "sgd" -> Sgd.RULE;
            case "momentum" -> Momentum.RULE;
            case "nesterov" -> Momentum.NESTEROV;
            case "adagrad" -> AdaGrad.RULE;
            case "rmsprop" -> RmsProp.RULE;
            case "adadelta" -> Adadelta.RULE;
            case "adam" -> Adam.RULE;
            case "amsgrad" -> Adam.AMSGRAD;
            case "adamw" -> Adam.ADAMW;
            case "adamax" -> Adamax.RULE;
            case "nadam" -> NAdam.RULE;
            case "radam" -> RAdam.RULE;
            case "rprop" -> Rprop.RULE;
            case "lion" -> Lion.RULE;
            case "lamb" -> Lamb.RULE;
            case "adabelief" -> AdaBelief.RULE;
            case "yogi" -> Yogi.RULE;
            case "adan" -> Adan.RULE;
            case "novograd" -> NovoGrad.RULE;
            case "muon" -> Muon.RULE;
            case "schedule-free-adamw" -> ScheduleFreeAdamW.RULE;
            case "prodigy" -> Prodigy.RULE;
            default -> throw new UserException("There is no optimizer '" + label + "'." + Suggest.hint(label, NAMES));
        };
    }

    /**
     * Returns an optimizer by its name, as Lanewise defines it.
     *
     * @param settings hyper-parameters in kebab case; those left out keep their defaults
     * @throws UserException for an unknown name or setting, or a value out of range
     */
    public static Optimizer parse(String label, Map<String, String> settings) {
        return parse(label, Convention.LANEWISE, settings);
    }

    /**
     * Returns an optimizer by its name, as a library defines it.
     *
     * @param convention sets what {@code settings} leave out
     * @param settings hyper-parameters in kebab case
     * @throws UserException for an unknown name or setting, a value out of range, or a rule that the convention does not know
     */
    public static Optimizer parse(String label, Convention convention, Map<String, String> settings) {
        return rule(label).parse(convention, settings);
    }
}
