package dev.lanewise.testing;

import dev.lanewise.optim.Convention;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The reference runs, and the table that maps the references' classes and hyper-parameters to ours. */
public final class Golden {

    /** What a reference calls a hyper-parameter, and its name here; several names for a list. */
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            key("lr", "learning-rate"),
            key("learning_rate", "learning-rate"),
            key("betas", "beta1", "beta2"),
            key("beta_1", "beta1"),
            key("beta_2", "beta2"),
            key("b1", "beta1"),
            key("b2", "beta2"),
            key("b3", "beta3"),
            key("eps", "epsilon"),
            key("eps_root", "epsilon-root"),
            key("alpha", "rho"),
            key("decay", "rho"),
            key("lr_decay", "rate-decay"),
            key("initial_accumulator_value", "initial-accumulator"),
            key("bias_correction", "bias-corrected"),
            key("etas", "shrink-by", "grow-by"),
            key("step_sizes", "least-step", "largest-step"),
            key("weight_lr_power", "weight-power"),
            key("estim_lr0", "start-rate"),
            key("estim_lr_coef", "coefficient"),
            key("safeguard_warmup", "safeguard"),
            key("ns_steps", "iterations"),
            key("ns_coefficients", "a", "b", "c"),
            key("adjust_lr_fn", "adjust"),
            key("adam_lr_ratio", "adam-rate"));

    private Golden() {}

    private static Map.Entry<String, List<String>> key(String theirs, String... ours) {
        return Map.entry(theirs, List.of(ours));
    }

    /** The files of a folder of reference runs, sorted. */
    public static List<Path> files(String folder) {
        Path root = Path.of(System.getProperty("lanewise.golden", "src/test/resources/golden"));
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException("no reference runs in " + root.resolve(folder), e);
        }
    }

    /** Whether the traces are those in the project, not others of the same format. */
    public static boolean bundled() {
        Path here = Path.of("src/test/resources/golden").toAbsolutePath();
        return Path.of(System.getProperty("lanewise.golden", here.toString()))
                .toAbsolutePath()
                .equals(here);
    }

    /** Our optimizer for a reference's; fails on a name that is not known. What is not listed is the convention's default. */
    public static Optimizer optimizer(String reference, String name, Map<String, Object> hyper) {
        Convention convention = Convention.parse("torch".equals(reference) ? "pytorch" : reference);
        String rule = name.toLowerCase(Locale.ROOT).replace('_', '-');
        Map<String, String> settings = new LinkedHashMap<>();
        hyper.forEach((theirs, value) -> set(settings, theirs, value));
        boolean momentum = !settings.getOrDefault("momentum", "0.0").equals("0.0");
        if (rule.equals("sgd") && !momentum) {
            settings.keySet().removeAll(List.of("momentum", "nesterov", "dampening"));
        } else if (rule.equals("sgd")) {
            rule = "momentum";
            settings.put("beta", settings.remove("momentum"));
        }
        if ("true".equals(settings.remove("amsgrad"))) {
            settings.put("ams-grad", "raw");
        }
        if ("true".equals(settings.remove("decoupled-weight-decay"))) {
            settings.put("decay-form", "decoupled");
        }
        if ("false".equals(settings.remove("eps-in-sqrt"))) {
            settings.put("epsilon-place", "outside");
        }
        return Optimizers.parse(rule, convention, settings);
    }

    /** Words with hyphens, numbers as they are: an exponent keeps its sign. */
    private static String text(Object value) {
        return value instanceof String word ? word.replace('_', '-') : String.valueOf(value);
    }

    private static void set(Map<String, String> settings, String theirs, Object value) {
        List<String> ours = KEYS.getOrDefault(theirs, List.of(theirs.replace('_', '-')));
        if (value == null) {
            return;
        }
        if (ours.size() == 1) {
            settings.put(ours.getFirst(), text(value).replace("match-rms-adamw", "match-rms"));
            return;
        }
        double[] values = Json.doubles(value);
        for (int i = 0; i < ours.size(); i++) {
            settings.put(ours.get(i), String.valueOf(values[i]));
        }
    }
}
