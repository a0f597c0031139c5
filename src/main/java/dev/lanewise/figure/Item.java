package dev.lanewise.figure;

/** A part of a section of a report. */
public sealed interface Item permits Figure, Table, Facts, Claim {}
