package dev.lanewise.cli;

import dev.lanewise.data.Table;
import dev.lanewise.data.TableStream;
import dev.lanewise.model.Model;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Rows to predict, part after part: of a file or standard input as it is read, or of a table as a whole. */
final class RowSource implements AutoCloseable {

    private final @Nullable TableStream stream;
    private @Nullable Table whole;

    private RowSource(@Nullable TableStream stream, @Nullable Table whole) {
        this.stream = stream;
        this.whole = whole;
    }

    /** Opens what DATA on the command line stands for. */
    static RowSource of(String name, Model model) {
        if (name.equals("-")) {
            FileInputStream in = new FileInputStream(FileDescriptor.in);
            return new RowSource(TableStream.open("standard input", in, model.preprocessor()), null);
        }
        Path file = DataSource.delimited(name);
        return file == null
                ? new RowSource(null, DataSource.rows(name, model))
                : new RowSource(TableStream.open(file, model.preprocessor()), null);
    }

    /** Returns the next rows, or null at the end. */
    @Nullable
    Table next() {
        if (stream != null) {
            return stream.next();
        }
        Table table = whole;
        whole = null;
        return table;
    }

    /** Returns the share of the file that was read so far; NaN where that is not known. */
    double done() {
        return stream == null ? Double.NaN : stream.done();
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
    }
}
