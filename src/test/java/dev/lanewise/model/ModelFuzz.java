package dev.lanewise.model;

import dev.lanewise.data.Column;
import dev.lanewise.data.Feature;
import dev.lanewise.data.Table;
import dev.lanewise.testing.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Model files, see {@link FuzzedFile}, with a checksum that fits: a model that loads is saved, loads again, and predicts the same bits. */
public final class ModelFuzz {

    private ModelFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Contract.holds(() ->
                check(ModelFile.read(FuzzedFile.NAME, FuzzedFile.read(bytes).withChecksum())));
    }

    private static void check(Model model) {
        byte[] saved = FuzzedFile.written(ModelFile.content(model).withChecksum());
        Model again = ModelFile.read(FuzzedFile.NAME, FuzzedFile.parse(saved));
        Contract.require(again.provenance().equals(model.provenance()), "loses its provenance");
        Contract.require(
                again.preprocessor().features().equals(model.preprocessor().features()), "loses its columns");
        Contract.require((again.training() == null) == (model.training() == null), "loses the record of its training");
        Table table = table(model);
        if (table != null) {
            Contract.require(
                    FuzzedFile.sameBits(
                            model.predict(table).values(), again.predict(table).values()),
                    "predicts other bits");
        }
    }

    /** Two rows that fit; null where two columns are of one name, which no table has. */
    private static Table table(Model model) {
        List<Column> columns = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        for (Feature feature : model.preprocessor().features()) {
            columns.add(
                    switch (feature) {
                        case Feature.Numeric number ->
                            new Column.Numbers(
                                    number.column(), new float[] {0.5f, number.indicator() ? Float.NaN : 2f});
                        case Feature.Embedded embedded ->
                            new Column.Categories(embedded.column(), new int[] {0, -1}, List.of("a"));
                        case Feature.Truth truth ->
                            new Column.Categories(truth.column(), new int[] {0, -1}, List.of("yes"));
                        case Feature.Date date ->
                            new Column.Categories(date.column(), new int[] {0, -1}, List.of("2024-02-29 23:59"));
                        case Feature.Category category ->
                            new Column.Categories(category.column(), new int[] {0, -1}, List.of("a"));
                    });
            if (!names.add(feature.column())) {
                return null;
            }
        }
        return columns.isEmpty() ? null : Table.of(columns);
    }
}
