package dev.lanewise.data;

import java.util.Locale;

/** How columns of numbers are scaled. */
public enum Scaling {
    /** Each by its mean and standard deviation. */
    STANDARD,
    /** All by one mean and one standard deviation, as befits pixels. */
    COMMON,
    /**
     * Each by its median and the distance of its quartiles; where that is 0, by half its range. Then the smooth clip {@code x / sqrt(1 + (x/3)^2)}, so that no
     * outlier gets beyond 3 (Holzmüller et al., Better by Default, 2024).
     */
    ROBUST;

    /** Returns the name in kebab case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
