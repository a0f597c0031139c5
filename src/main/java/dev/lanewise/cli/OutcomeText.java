package dev.lanewise.cli;

import dev.lanewise.figure.Facts.Fact;
import dev.lanewise.model.Model;
import dev.lanewise.report.ModelReport;

/** What a model makes of its outputs, for people: calibration, threshold, intervals. */
final class OutcomeText {

    private OutcomeText() {}

    /** Adds a line for each that was asked for. */
    static void add(Facts facts, Model model) {
        for (Fact fact : ModelReport.outcome(model)) {
            facts.add(fact.label(), fact.value());
        }
    }
}
