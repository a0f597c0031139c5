package dev.lanewise.lab;

import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Optimizers with settings, and the rates of published sweeps. */
final class Rates {

    private Rates() {}

    /** Returns an optimizer; settings are names and values in turn. */
    static Optimizer rule(String name, Object... settings) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            given.put((String) settings[i], String.valueOf(settings[i + 1]));
        }
        return Optimizers.parse(name, given);
    }

    /** Returns rates at half decades: 1, 3, 10, 30 and so on times a power of ten. */
    static List<Double> halfDecades(int fromPower, int toPower) {
        List<Double> rates = new ArrayList<>();
        for (int power = fromPower; power <= toPower; power++) {
            rates.add(Double.parseDouble("1e" + power));
            if (power < toPower) {
                rates.add(Double.parseDouble("3e" + power));
            }
        }
        return rates;
    }
}
