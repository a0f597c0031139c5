package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.data.ColumnKind;
import dev.lanewise.data.Table;
import dev.lanewise.model.ModelTrainer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what columns are. */
final class ColumnOptions {

    @Option(
            names = "--drop",
            paramLabel = "COL",
            description = "Leave a column out, or several with commas. May be repeated.")
    List<String> drop = new ArrayList<>();

    @Option(
            names = "--keep",
            paramLabel = "COL",
            description =
                    "Learn from a column, or several with commas, that would be left out as an identifier or as text"
                            + " that differs in most rows. May be repeated.")
    List<String> keep = new ArrayList<>();

    @Option(
            names = "--kind",
            paramLabel = "COL=KIND",
            description = "What a column is: number, category, date, date-dmy (31/01/2024) or date-mdy (01/31/2024)."
                    + " Default: told from its cells. May be repeated.")
    List<String> kind = new ArrayList<>();

    @Option(
            names = "--embed",
            paramLabel = "D",
            converter = Numbers.CountOrNone.class,
            description =
                    "Learn embeddings of D dimensions for columns of more than 9 categories, such as 8; 0 for an input for"
                            + " each of the 128 most frequent. Default: 8 for columns of more than 128; plain: 0.")
    @Nullable
    Integer embed;

    /** Columns that were asked to be categories. */
    Set<String> categories() {
        String end = "=" + ColumnKind.CATEGORY.label();
        return kind.stream()
                .filter(text -> text.endsWith(end))
                .map(text -> text.substring(0, text.length() - end.length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Hands on what was given. */
    void applyTo(ModelTrainer trainer, Table table) {
        if (embed != null) {
            trainer.embed(embed);
        }
        Set<String> seen = new LinkedHashSet<>();
        for (String text : kind) {
            int at = text.lastIndexOf('=');
            if (at < 0) {
                throw new UserException("--kind " + text + ": write COLUMN=KIND, such as --kind zip=category.");
            }
            apply(trainer, table, text.substring(0, at), ColumnKind.parse(text.substring(at + 1)), seen);
        }
        drop.forEach(names -> all(trainer, table, names, ColumnKind.DROP, seen));
        keep.forEach(names -> all(trainer, table, names, ColumnKind.KEEP, seen));
    }

    /** A column may have commas in its name, so the whole text is tried first. */
    private static void all(ModelTrainer trainer, Table table, String names, ColumnKind kind, Set<String> seen) {
        if (table.find(names) != null) {
            apply(trainer, table, names, kind, seen);
            return;
        }
        for (String name : names.split(",", -1)) {
            apply(trainer, table, name.strip(), kind, seen);
        }
    }

    private static void apply(ModelTrainer trainer, Table table, String name, ColumnKind kind, Set<String> seen) {
        if (!seen.add(name)) {
            throw new UserException(
                    "Column '" + name + "' is named twice by --drop, --keep and --kind. Say one thing about it.");
        }
        table.column(name, "option --" + (kind == ColumnKind.DROP || kind == ColumnKind.KEEP ? kind.label() : "kind"));
        trainer.column(name, kind);
    }
}
