package dev.lanewise.kernel;

import dev.lanewise.core.UserException;

/** The vector width that was asked for; apart from {@link Lanes} so that asking does not load the Vector API. */
final class Width {

    static final String PROPERTY = "lanewise.vectorBits";

    private Width() {}

    /** Returns 128, 256, 512, or 0 where the CPU decides. */
    static int requested() {
        String value = System.getProperty(PROPERTY, "");
        return switch (value) {
            case "" -> 0;
            case "128" -> 128;
            case "256" -> 256;
            case "512" -> 512;
            default ->
                throw new UserException("Vector width '" + value + "' is not possible: " + PROPERTY
                        + " is 128, 256 or 512, or left out for what the CPU prefers.");
        };
    }
}
