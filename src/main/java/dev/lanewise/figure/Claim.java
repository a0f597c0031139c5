package dev.lanewise.figure;

/**
 * Something that an experiment was to show.
 *
 * @param claim what was claimed, before the experiment; not blank
 * @param held whether it held
 * @param evidence the figures that decided it
 */
public record Claim(String claim, boolean held, String evidence) implements Item {

    /** Checks the claim. */
    public Claim {
        Checks.title("A claim", claim);
    }
}
