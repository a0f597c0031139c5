package dev.lanewise.cli;

import java.util.List;

/** Prints labelled lines, broken at the console's width. */
final class Facts {

    private static final int LABEL = 12;

    private final Console console;

    Facts(Console console) {
        this.console = console;
    }

    Facts add(String label, String text) {
        List<String> lines = Text.wrap(text, Math.max(24, console.width - LABEL - 1));
        for (int i = 0; i < lines.size(); i++) {
            String start = i == 0 ? label : "";
            String pad = " ".repeat(Math.max(1, LABEL - Text.width(start)));
            console.out.println((start.isEmpty() ? "" : console.style.label(start)) + pad + lines.get(i));
        }
        return this;
    }
}
