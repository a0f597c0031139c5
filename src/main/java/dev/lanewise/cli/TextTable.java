package dev.lanewise.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells in columns: the first {@code leftColumns} to the left, the others to the right. Long cells are cut. */
final class TextTable {

    private static final String GAP = "  ";
    private static final int WIDEST = 40;

    private final int leftColumns;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(int leftColumns, String... header) {
        this.leftColumns = leftColumns;
        add(header);
    }

    TextTable add(String... cells) {
        return add(List.of(cells));
    }

    TextTable add(List<String> cells) {
        List<String> clean = new ArrayList<>(cells.size());
        for (int c = 0; c < cells.size(); c++) {
            boolean lastAndLeft = c == cells.size() - 1 && c < leftColumns;
            String cell = Text.oneLine(cells.get(c));
            clean.add(lastAndLeft ? cell : Text.cut(cell, WIDEST));
        }
        rows.add(clean);
        return this;
    }

    /** Returns the columns of a terminal that the table takes. */
    int width() {
        int sum = 0;
        for (int width : widths()) {
            sum += width + GAP.length();
        }
        return sum - GAP.length();
    }

    private int[] widths() {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], Text.width(row.get(c)));
            }
        }
        return widths;
    }

    void print(PrintStream out, Style style) {
        int[] widths = widths();
        for (int r = 0; r < rows.size(); r++) {
            String line = line(rows.get(r), widths);
            out.println(r == 0 ? style.label(line) : line);
        }
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < cells.size(); c++) {
            String pad = " ".repeat(widths[c] - Text.width(cells.get(c)));
            line.append(c == 0 ? "" : GAP);
            line.append(c < leftColumns ? cells.get(c) + pad : pad + cells.get(c));
        }
        return line.toString().stripTrailing();
    }
}
