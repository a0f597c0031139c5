package dev.lanewise.data;

import static dev.lanewise.data.TableFiles.assertRefused;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user may say of columns. */
class ColumnPlanTest {

    @TempDir
    Path folder;

    private static Preprocessor fit(Table table, ColumnPlan plan) {
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        return Preprocessor.fit(table, encoding, encoding.rows(), null, true, Scaling.STANDARD, plan);
    }

    @Test
    void kindsThatDoNotFitAreRefused() throws IOException {
        Table table = TableFiles.read(folder, "z,x,y\nw0,0,a\nw1,1,b\nw2,2,a\nw0,3,b\n");
        assertRefused(() -> fit(table, ColumnPlan.DEFAULT.with("z", ColumnKind.NUMBER)), "line 2", "'w0'", "number");
        assertRefused(() -> fit(table, ColumnPlan.DEFAULT.with("zz", ColumnKind.KEEP)), "'zz'");
        assertRefused(() -> fit(table, ColumnPlan.DEFAULT.with("y", ColumnKind.DROP)), "'y'", "target");
        assertRefused(() -> ColumnKind.parse("dat"), "'dat'", "date");
    }
}
