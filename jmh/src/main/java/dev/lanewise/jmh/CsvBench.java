package dev.lanewise.jmh;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.data.Column;
import dev.lanewise.data.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a table from a file in the page cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CsvBench implements Checked {

    private static final int COLUMNS = 20;

    /** What the file holds. */
    public enum Kind {
        /** Numbers of six digits. */
        NUMBERS,
        /** The same, every field in quotes. */
        QUOTED,
        /** The same, gzipped; bytes are counted before. */
        GZIPPED
    }

    /** The kind. */
    @Param
    public Kind kind = Kind.NUMBERS;

    /** Rows of {@value #COLUMNS} numbers. */
    @Param({"77", "30000"})
    public int rows;

    private @Nullable Path file;
    private @Nullable Table table;
    private final List<float[]> expected = new ArrayList<>();
    private long bytes;

    @Setup
    @Override
    public void prepare() throws IOException {
        byte[] text = text().getBytes(StandardCharsets.US_ASCII);
        bytes = text.length;
        file = Files.createTempFile("lanewise-", kind == Kind.GZIPPED ? ".csv.gz" : ".csv");
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream target = kind == Kind.GZIPPED ? new GZIPOutputStream(out) : out) {
            target.write(text);
        }
    }

    private String text() {
        expected.clear();
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < COLUMNS; c++) {
            expected.add(new float[rows]);
            text.append(c == 0 ? "x0" : ",x" + c);
        }
        SeededRandom random = new SeededRandom(RandomKey.of(1));
        String quote = kind == Kind.QUOTED ? "\"" : "";
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                String number = String.format(Locale.ROOT, "%.5f", random.nextNormal());
                expected.get(c)[r] = Float.parseFloat(number);
                text.append(c == 0 ? '\n' : ',').append(quote).append(number).append(quote);
            }
        }
        return text.append('\n').toString();
    }

    @Override
    public List<float[]> results() {
        return Objects.requireNonNull(table).columns().stream()
                .map(column -> ((Column.Numbers) column).values())
                .toList();
    }

    @Override
    public List<float[]> expected() {
        return expected;
    }

    @TearDown
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(Objects.requireNonNull(file));
    }

    /** Reads the file. */
    @Benchmark
    public void read(Counters.Memory memory) {
        table = Table.read(Objects.requireNonNull(file));
        memory.gigabytes += 1e-9 * bytes;
    }
}
