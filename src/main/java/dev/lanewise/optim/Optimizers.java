package dev.lanewise.optim;

import dev.lanewise.core.Settings;
import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The optimizers by name: the one place that the command line and the API read them from. */
public final class Optimizers {

    private static final List<String> NAMES =
            List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw");

    private Optimizers() {}

    /** Returns all names. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Returns an optimizer by its name. {@code nesterov} is momentum that looks ahead, {@code adamw} Adam with a decoupled decay of 0.01.
     *
     * @param settings hyper-parameters in kebab case; those left out keep their defaults
     * @throws UserException for an unknown name or setting, or a value out of range
     */
    public static Optimizer parse(String label, Map<String, String> settings) {
        if (!NAMES.contains(label)) {
            throw new UserException("There is no optimizer '" + label + "'." + Suggest.hint(label, NAMES));
        }
        Settings values = new Settings("optimizer " + label, settings);
        Optimizer optimizer = switch (label) {
            case "sgd" -> new Sgd(values.number("learning-rate", Sgd.defaults().learningRate()), decay(values, false));
            case "momentum" -> momentum(values, false);
            case "nesterov" -> momentum(values, true);
            case "adagrad" -> adaGrad(values);
            case "rmsprop" -> rmsProp(values);
            default -> adam(values, "adamw".equals(label));
        };
        values.end();
        return optimizer;
    }

    private static Momentum momentum(Settings values, boolean nesterov) {
        Momentum d = Momentum.defaults();
        double beta = values.number("beta", d.beta());
        boolean averaged = values.flag("averaged", false);
        return new Momentum(
                values.number("learning-rate", d.learningRate()),
                beta,
                values.number("dampening", averaged ? beta : d.dampening()),
                values.flag("nesterov", nesterov),
                values.flag("first-step-copies", !averaged),
                decay(values, false));
    }

    private static AdaGrad adaGrad(Settings values) {
        AdaGrad d = AdaGrad.defaults();
        return new AdaGrad(
                values.number("learning-rate", d.learningRate()),
                values.number("rate-decay", d.rateDecay()),
                values.number("initial-accumulator", d.initialAccumulator()),
                epsilon(values, d.epsilon()),
                decay(values, false));
    }

    private static RmsProp rmsProp(Settings values) {
        RmsProp d = RmsProp.defaults();
        return new RmsProp(
                values.number("learning-rate", d.learningRate()),
                values.number("rho", d.rho()),
                values.number("momentum", d.momentum()),
                values.flag("centered", d.centered()),
                epsilon(values, d.epsilon()),
                decay(values, false));
    }

    private static Adam adam(Settings values, boolean decoupled) {
        Adam d = Adam.defaults();
        return new Adam(
                values.number("learning-rate", d.learningRate()),
                values.number("beta1", d.beta1()),
                values.number("beta2", d.beta2()),
                values.number("epsilon", d.epsilon()),
                values.flag("epsilon-hat", d.epsilonHat()),
                values.flag("amsgrad", d.amsGrad()),
                decay(values, decoupled));
    }

    private static WeightDecay decay(Settings values, boolean decoupled) {
        String form = values.choice("decay-form", decoupled ? "decoupled" : "coupled", List.of("coupled", "decoupled"));
        return new WeightDecay(
                values.number("weight-decay", decoupled ? 0.01 : 0),
                WeightDecay.Form.valueOf(form.toUpperCase(Locale.ROOT)));
    }

    private static Epsilon epsilon(Settings values, Epsilon missing) {
        String place = values.choice(
                "epsilon-place", missing.place().name().toLowerCase(Locale.ROOT), List.of("outside", "inside"));
        return new Epsilon(
                values.number("epsilon", missing.value()), Epsilon.Place.valueOf(place.toUpperCase(Locale.ROOT)));
    }

    /** Adds weight decay to settings. */
    static void describe(WeightDecay decay, Map<String, String> settings) {
        settings.put("weight-decay", String.valueOf(decay.rate()));
        settings.put("decay-form", decay.form().name().toLowerCase(Locale.ROOT));
    }

    /** Adds epsilon to settings. */
    static void describe(Epsilon epsilon, Map<String, String> settings) {
        settings.put("epsilon", String.valueOf(epsilon.value()));
        settings.put("epsilon-place", epsilon.place().name().toLowerCase(Locale.ROOT));
    }
}
