package dev.lanewise.core;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one probably meant. */
public final class Suggest {

    /** Longer words are no misspelt names; the time to compare grows with the square of the length. */
    private static final int LONGEST = 200;

    private Suggest() {}

    /** Returns the known name nearest to {@code word}, if it is near (at most a third of the letters differ). */
    public static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = word.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Math.max(1, word.length() / 3) + 1;
        for (String candidate : known) {
            String lower = candidate.toLowerCase(Locale.ROOT);
            if (Math.abs(lower.length() - wanted.length()) >= bestDistance && !lower.startsWith(wanted)) {
                continue;
            }
            int distance = lower.startsWith(wanted) && wanted.length() >= 2 ? 1 : distance(wanted, lower);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns {@code " Did you mean 'x'?"}, or the list of all names where none is near. */
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(name -> " Did you mean '" + name + "'?")
                .orElseGet(() -> " Known: " + String.join(", ", known) + ".");
    }

    /** Damerau-Levenshtein distance of adjacent transpositions. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int substitute = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(substitute, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
