package dev.lanewise.cli;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import dev.lanewise.optim.Optimizers;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the options of a trial are drawn from, by their names without dashes. A draw depends on the seed, the trial and the option alone, so that a change of one range leaves all
 * other draws as they were.
 */
final class SearchSpace {

    private static final String RATE = "learning-rate";
    private static final String OPTIMIZER = "optimizer";
    private static final String RECIPE = "recipe";
    private static final String RESIDUAL = "residual";
    private static final String HIDDEN = "hidden";

    /** Hidden layers that residual blocks can go around. */
    private static final String EQUAL = "64,64/128,128/256,256/128,128,128/64,64,64";

    /** A range of rates that depends on the optimizer and the recipe. */
    private static final String AUTO = "auto";

    /** Ranges of the rate of the recipes' own optimizers; a named one has a tenth to ten times its own rate. */
    private static final String TABLE_RATES = "0.01..0.2";

    private static final String PLAIN_RATES = "0.0003..0.03";

    /** Options that can be searched: none of them changes what the validation loss means. Those that others depend on come first. */
    static final List<String> KEYS = List.of(
            RECIPE,
            OPTIMIZER,
            RATE,
            HIDDEN,
            "activation",
            "dropout",
            "normalization",
            RESIDUAL,
            "weight-decay",
            "members",
            "batch-size",
            "epochs",
            "patience",
            "schedule",
            "scaling",
            "front-scale",
            "ntk",
            "embed",
            "ema",
            "clip-global-norm",
            "l1",
            "l2",
            "max-norm",
            "accumulate");

    private static final List<String> WHOLE =
            List.of("members", "batch-size", "epochs", "patience", "embed", "accumulate");

    private final Map<String, String> ranges = new LinkedHashMap<>();
    private final Map<String, String> fixed;
    private final boolean table;

    /**
     * Makes a space.
     *
     * @param given ranges by key, which go before the standard ones
     * @param fixed options of all trials by key
     * @param table whether the recipe is that for tables where nothing else is said
     * @param rows rows of the data
     */
    SearchSpace(Map<String, String> given, Map<String, String> fixed, boolean table, int rows) {
        this.fixed = fixed;
        this.table = table;
        for (String key : given.keySet()) {
            if (!KEYS.contains(key)) {
                throw new UserException("--space names '" + key + "', which is not searched." + Suggest.hint(key, KEYS)
                        + " It takes: " + String.join(", ", KEYS) + ".");
            }
            if (fixed.containsKey(key)) {
                throw new UserException("Give either --" + key + " or --space " + key + "=..., not both.");
            }
        }
        boolean blocks = "on".equals(fixed.get(RESIDUAL))
                || given.getOrDefault(RESIDUAL, "").contains("on");
        Map<String, String> all = new LinkedHashMap<>(standard(rows, blocks));
        all.keySet().removeAll(fixed.keySet());
        all.putAll(given);
        for (String key : KEYS) {
            String range = all.get(key);
            if (range != null) {
                if (range.equals(AUTO) && !key.equals(RATE)) {
                    throw new UserException("--space " + key + "=auto: only learning-rate takes that.");
                }
                ranges.put(key, range);
                if (!range.equals(AUTO)) {
                    SearchRange.parse(key, range, WHOLE.contains(key));
                }
            }
        }
        if (blocks) {
            checkBlocks();
        }
    }

    /** Refuses widths that residual blocks cannot go around, before a trial has drawn them. */
    private void checkBlocks() {
        String said = fixed.get(HIDDEN);
        List<String> hidden = said != null ? List.of(said) : samples(HIDDEN);
        for (String widths : hidden) {
            String[] each = widths.replace(" ", "").split(",", -1);
            boolean equal = Arrays.stream(each).distinct().count() == 1;
            if (!widths.equals(SearchRange.DEFAULT) && (each.length < 2 || !equal)) {
                throw new UserException("residual takes two or more hidden layers of equal widths, such as --space"
                        + " hidden=64,64/128,128, not " + widths + ".");
            }
        }
    }

    /** Ranges where nothing is said; with {@code blocks} around hidden layers, which have equal widths then. */
    private Map<String, String> standard(int rows, boolean blocks) {
        boolean tables = "table".equals(fixed.getOrDefault(RECIPE, table ? "table" : "plain"));
        Map<String, String> standard = new LinkedHashMap<>();
        standard.put(OPTIMIZER, "default,default,adamw,nadam");
        standard.put(RATE, AUTO);
        standard.put(HIDDEN, blocks ? EQUAL : "64,64/128,128/256,256/256,128/128,128,128/512");
        standard.put("activation", "relu,selu,mish,silu,gelu");
        standard.put("dropout", "0,0.05,0.1,0.2,0.3,0.4");
        standard.put("weight-decay", "0,0.0001,0.001,0.01,0.1");
        if (tables) {
            standard.put("members", "1,4,8,16");
        }
        standard.put("batch-size", rows < 1_000 ? "16,32,64" : rows < 20_000 ? "32,64,128,256" : "128,256,512");
        return standard;
    }

    /** The ranges by key, as they are kept and compared. */
    Map<String, String> ranges() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
    }

    /** Returns the keys that are drawn. */
    List<String> keys() {
        return List.copyOf(ranges.keySet());
    }

    /** Values of a key to try out whether the option takes them. */
    List<String> samples(String key) {
        String range = Objects.requireNonNull(ranges.get(key));
        return range.equals(AUTO)
                ? List.of()
                : SearchRange.parse(key, range, WHOLE.contains(key)).samples();
    }

    /** Returns the options of a trial by key; none for trial 1, the settings as they are without a search. */
    Map<String, String> draw(long seed, int trial) {
        Map<String, String> drawn = new LinkedHashMap<>();
        if (trial == 1) {
            return drawn;
        }
        RandomKey random = RandomKey.of(seed).fold("tune").fold(trial);
        ranges.forEach((key, range) -> {
            String text = range.equals(AUTO) ? rates(drawn) : range;
            String value = SearchRange.parse(key, text, WHOLE.contains(key)).draw(new SeededRandom(random.fold(key)));
            if (!value.equals(SearchRange.DEFAULT)) {
                drawn.put(key, value);
            }
        });
        return drawn;
    }

    private String rates(Map<String, String> drawn) {
        String optimizer = drawn.getOrDefault(OPTIMIZER, fixed.getOrDefault(OPTIMIZER, ""));
        if (!optimizer.isEmpty()) {
            double own = Optimizers.parse(optimizer, Map.of()).learningRate();
            return own / 10 + ".." + own * 10;
        }
        String recipe = drawn.getOrDefault(RECIPE, fixed.getOrDefault(RECIPE, table ? "table" : "plain"));
        return "table".equals(recipe) ? TABLE_RATES : PLAIN_RATES;
    }
}
