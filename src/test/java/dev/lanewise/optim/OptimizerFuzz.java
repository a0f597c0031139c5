package dev.lanewise.optim;

import dev.lanewise.testing.Contract;
import dev.lanewise.testing.Input;
import java.util.LinkedHashMap;
import java.util.Map;

/** Optimizers by name and settings: a convention, a name, and lines {@code KEY=VALUE}. */
public final class OptimizerFuzz {

    private OptimizerFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        String[] lines = new Input(bytes).text().split("\n", -1);
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 2; i < lines.length; i++) {
            int equals = lines[i].indexOf('=');
            settings.put(lines[i].substring(0, Math.max(0, equals)), lines[i].substring(equals + 1));
        }
        Contract.holds(() -> {
            Convention convention = Convention.parse(lines[0]);
            Optimizer optimizer = Optimizers.parse(lines.length < 2 ? "" : lines[1], convention, settings);
            Contract.require(optimizer.equals(Optimizers.parse(lines[1], convention, settings)), "is another");
        });
    }
}
