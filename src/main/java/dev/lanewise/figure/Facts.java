package dev.lanewise.figure;

import java.util.List;

/**
 * Labels with their values, such as settings or provenance.
 *
 * @param facts in their order
 */
public record Facts(List<Fact> facts) implements Item {

    /** Copies the list. */
    public Facts {
        facts = List.copyOf(facts);
    }

    /**
     * One of them.
     *
     * @param label what it is
     * @param value its value, for readers
     */
    public record Fact(String label, String value) {}
}
