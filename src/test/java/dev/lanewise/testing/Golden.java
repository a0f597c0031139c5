package dev.lanewise.testing;

import dev.lanewise.optim.AdaGrad;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Epsilon;
import dev.lanewise.optim.Momentum;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.RmsProp;
import dev.lanewise.optim.Sgd;
import dev.lanewise.optim.WeightDecay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The reference runs, and the table that maps the references' classes and hyper-parameters to ours. */
public final class Golden {

    /** Classes of the references that Lanewise does not have yet. */
    public static final Set<String> NOT_BUILT = Set.of(
            "Adadelta",
            "Adamax",
            "NAdam",
            "Nadam",
            "RAdam",
            "Rprop",
            "Lion",
            "Lamb",
            "Muon",
            "adabelief",
            "yogi",
            "adan",
            "novograd",
            "lamb",
            "lion",
            "schedule_free_adamw",
            "prodigy");

    private Golden() {}

    /** The files of a folder of reference runs, sorted. */
    public static List<Path> files(String folder) {
        Path root = Path.of(System.getProperty("lanewise.golden", "src/test/resources/golden"));
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException("no reference runs in " + root.resolve(folder), e);
        }
    }

    /** Our optimizer for a reference's; fails on a name that is not known. */
    public static Optimizer optimizer(String reference, String name, Map<String, Object> hyper) {
        Values values = new Values(new LinkedHashMap<>(hyper));
        boolean keras = "keras".equals(reference);
        Optimizer optimizer = switch (name) {
            case "SGD" -> sgd(values, keras);
            case "Adagrad" -> adaGrad(values, keras);
            case "RMSprop" -> rmsProp(values, keras);
            case "Adam", "AdamW" -> adam(values, keras, "AdamW".equals(name));
            default -> throw new IllegalArgumentException("class " + name + " of " + reference + " is not known");
        };
        if (!values.left.isEmpty()) {
            throw new IllegalArgumentException(
                    "hyper-parameters " + values.left.keySet() + " of " + name + " are not known");
        }
        return optimizer;
    }

    private static Optimizer sgd(Values v, boolean keras) {
        double rate = v.rate(keras ? 0.01 : 1e-3);
        double momentum = v.number("momentum", 0);
        double dampening = v.number("dampening", 0);
        boolean nesterov = v.flag("nesterov");
        WeightDecay decay = v.decay(keras, 0);
        return momentum == 0 ? new Sgd(rate, decay) : new Momentum(rate, momentum, dampening, nesterov, true, decay);
    }

    private static Optimizer adaGrad(Values v, boolean keras) {
        return new AdaGrad(
                v.rate(keras ? 1e-3 : 1e-2),
                v.number("lr_decay", 0),
                v.number("initial_accumulator_value", keras ? 0.1 : 0),
                v.epsilon(keras, keras ? 1e-7 : 1e-10),
                v.decay(keras, 0));
    }

    private static Optimizer rmsProp(Values v, boolean keras) {
        return new RmsProp(
                v.rate(keras ? 1e-3 : 1e-2),
                keras ? v.number("rho", 0.9) : v.number("alpha", 0.99),
                v.number("momentum", 0),
                v.flag("centered"),
                v.epsilon(keras, keras ? 1e-7 : 1e-8),
                v.decay(keras, 0));
    }

    private static Optimizer adam(Values v, boolean keras, boolean decoupled) {
        double[] betas = v.betas();
        return new Adam(
                v.rate(1e-3),
                betas[0],
                betas[1],
                v.epsilon(false, keras ? 1e-7 : 1e-8).value(),
                keras,
                v.flag("amsgrad"),
                decoupled ? v.decay(true, keras ? 0.004 : 0.01) : v.decay(keras, 0));
    }

    /** Hyper-parameters that are taken out one by one. */
    private record Values(Map<String, Object> left) {
        double number(String key, double missing) {
            Object value = left.remove(key);
            return value == null ? missing : (Double) value;
        }

        boolean flag(String key) {
            return Boolean.TRUE.equals(left.remove(key));
        }

        double rate(double missing) {
            return number("learning_rate", number("lr", missing));
        }

        double[] betas() {
            Object betas = left.remove("betas");
            return betas != null ? Json.doubles(betas) : new double[] {number("beta_1", 0.9), number("beta_2", 0.999)};
        }

        Epsilon epsilon(boolean inside, double missing) {
            return new Epsilon(
                    number("epsilon", number("eps", missing)), inside ? Epsilon.Place.INSIDE : Epsilon.Place.OUTSIDE);
        }

        WeightDecay decay(boolean decoupled, double missing) {
            return new WeightDecay(
                    number("weight_decay", missing), decoupled ? WeightDecay.Form.DECOUPLED : WeightDecay.Form.COUPLED);
        }
    }
}
