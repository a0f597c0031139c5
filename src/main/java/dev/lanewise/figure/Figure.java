package dev.lanewise.figure;

/** Something that is drawn. */
public sealed interface Figure extends Item
        permits Lines, Contours, HeatMap, Histogram, ConfusionMatrix, Scatter, Bars {

    /** Returns a name for files and links: lower case letters, digits and hyphens; unique in a report. */
    String id();

    /** Returns the heading; not blank. */
    String title();

    /** Returns what to see in it, in a sentence or two; may be empty. */
    String note();
}
