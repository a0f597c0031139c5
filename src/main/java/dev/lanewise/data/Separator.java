package dev.lanewise.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;

/** Tells what stands between the cells of a file. */
final class Separator {

    private static final int HEADER_LIMIT = 1 << 20;

    private static final String CANDIDATES = ",\t;";

    private Separator() {}

    /**
     * Returns a tab where the name of the file says so; otherwise what the header has most of outside quotes, a comma where there is none. Leaves
     * the reader where it is.
     */
    static char of(BufferedReader reader, String name) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".tsv") || lower.endsWith(".tsv.gz")) {
            return '\t';
        }
        reader.mark(HEADER_LIMIT);
        int[] counts = counts(reader);
        reader.reset();
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return CANDIDATES.charAt(best);
    }

    private static int[] counts(BufferedReader reader) throws IOException {
        int[] counts = new int[CANDIDATES.length()];
        boolean quoted = false;
        boolean blank = true;
        int before = '\n';
        for (int i = 0; i < HEADER_LIMIT; i++) {
            int c = reader.read();
            if (c < 0 || (isLineEnd(c) && !quoted && !blank)) {
                break;
            }
            blank &= isLineEnd(c);
            // A quote opens where a cell starts, or after one that was taken for the end but is the first of a doubled
            // quote.
            boolean opens = before == '"' || isLineEnd(before) || CANDIDATES.indexOf(before) >= 0;
            quoted = c == '"' ? !quoted && opens : quoted;
            if (!quoted && CANDIDATES.indexOf(c) >= 0) {
                counts[CANDIDATES.indexOf(c)]++;
            }
            before = c;
        }
        return counts;
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }
}
