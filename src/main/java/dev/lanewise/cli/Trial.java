package dev.lanewise.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trial of a search that has ended.
 *
 * @param number its number, from 1
 * @param share one in how many of the epochs it had; 1 for all of them
 * @param options its options by key
 * @param loss what it is judged by; infinite where it diverged
 * @param epochs epochs that ran, of all folds
 * @param bestEpoch the epoch whose weights were judged; 0 with folds
 */
record Trial(int number, int share, Map<String, String> options, double loss, int epochs, int bestEpoch) {

    /** The longer ones first, then the better ones. */
    static final Comparator<Trial> RANK = Comparator.comparingInt(Trial::share)
            .thenComparingDouble(Trial::loss)
            .thenComparingInt(Trial::number);

    Trial {
        options = new LinkedHashMap<>(options);
    }

    boolean diverged() {
        return Double.isInfinite(loss);
    }

    /** The loss in words. */
    String told() {
        return diverged() ? "diverged" : Text.figure(loss);
    }
}
