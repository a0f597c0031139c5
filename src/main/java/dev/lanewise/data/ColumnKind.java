package dev.lanewise.data;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a column of a table is taken for, where it is not to be told from its cells. */
public enum ColumnKind {
    /** Numbers. */
    NUMBER,
    /** Categories; of a column of numbers, each number is one. */
    CATEGORY,
    /** Dates, whose order of day and month is told from the cells; where they do not tell, it must be said. */
    DATE,
    /** Dates, those that end in the year written day first. */
    DATE_DMY,
    /** Dates, those that end in the year written month first. */
    DATE_MDY,
    /** As its cells say, but not left out as an identifier or as text that differs in most rows. */
    KEEP,
    /** Left out. */
    DROP;

    /** Returns the name in kebab case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns all labels. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(ColumnKind::label).toList();
    }

    /**
     * Returns the kind of a {@link #label()}.
     *
     * @throws UserException if there is none, with the near miss
     */
    public static ColumnKind parse(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        "There is no kind of column '" + label + "'." + Suggest.hint(label, labels())));
    }
}
