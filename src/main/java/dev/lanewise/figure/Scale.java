package dev.lanewise.figure;

/** How values lie along an axis or a scale of colours. */
public enum Scale {
    /** Equal distances for equal differences. */
    LINEAR,
    /** Equal distances for equal ratios; values that are not positive have no place and are not drawn. */
    LOGARITHMIC
}
