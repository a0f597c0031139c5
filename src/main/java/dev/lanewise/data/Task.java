package dev.lanewise.data;

import java.util.Locale;

/** What a network is asked for. */
public enum Task {
    /** Numbers. */
    REGRESSION,
    /** One of two classes. */
    BINARY,
    /** One of several classes. */
    MULTICLASS;

    /** Returns the name in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether the answer is a class. */
    public boolean isClassification() {
        return this != REGRESSION;
    }
}
