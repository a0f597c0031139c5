package dev.lanewise.soak;

import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import dev.lanewise.data.Table;
import dev.lanewise.figure.Report;
import dev.lanewise.kernel.Activation;
import dev.lanewise.model.Checkpoint;
import dev.lanewise.model.Checkpoints;
import dev.lanewise.model.Model;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.Prediction;
import dev.lanewise.model.TrainedModel;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.report.HtmlReport;
import dev.lanewise.report.ModelReport;
import dev.lanewise.report.Plots;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.Averaging;
import dev.lanewise.train.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** What users do, once, for several data sets, optimizers and numbers of threads. Leaves no file behind but the data. */
final class SoakRound {

    private record Case(String data, String optimizer, int threads, Activation activation, boolean refined) {}

    private static final List<Case> CASES = List.of(
            new Case("iris", "adam", 1, Activation.RELU, false),
            new Case("auto-mpg", "momentum", 3, Activation.GELU, true),
            new Case("penguins", "schedule-free-adamw", 2, Activation.TANH, false),
            new Case("digits", "muon", 2, Activation.RELU, true));

    private static final int EPOCHS = 6;
    private static final int CALLERS = 4;

    private final Path folder;
    private final CRC32C digest = new CRC32C();

    SoakRound(Path folder) {
        this.folder = folder;
        for (Case each : CASES) {
            write(data(each), csv(BundledData.find(each.data).orElseThrow().table()));
        }
    }

    private Path data(Case each) {
        return folder.resolve(each.data + ".csv");
    }

    /** Does everything, and returns a digest of all results. */
    long run() {
        digest.reset();
        try {
            for (Case each : CASES) {
                run(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest.getValue();
    }

    private void run(Case each) throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Table table = Table.read(data(each));
        Path file = work.resolve("model.safetensors");
        TrainedModel trained = trainer(each, table)
                .checkpoints(Checkpoints.in(work.resolve("whole")))
                .train();
        trained.model().save(file);
        byte[] whole = Files.readAllBytes(file);
        digest.update(whole);

        interrupted(each, table, work.resolve("parts")).model().save(file);
        if (!Arrays.equals(whole, Files.readAllBytes(file))) {
            throw new AssertionError(each + ": the training that was interrupted made another model");
        }
        Model model = Model.load(file);
        predict(model, table);
        report(model, trained, work);
        refuse(file, whole);
        delete(work);
    }

    private static ModelTrainer trainer(Case each, Table table) {
        ModelTrainer trainer = ModelTrainer.on(table)
                .target(BundledData.find(each.data).orElseThrow().target())
                .optimizer(Optimizers.parse(each.optimizer, Map.of()))
                .activation(each.activation)
                .hidden(24, 12)
                .epochs(EPOCHS)
                .patience(4)
                .threads(each.threads);
        return each.refined
                ? trainer.schedule(Schedule.parse("cosine:warmup=5%"))
                        .plan(plan -> plan.with(Averaging.exponential(0.9)).withAccumulate(2))
                : trainer;
    }

    /** Stopped in the middle of the third epoch, and gone on with from the file. */
    private static TrainedModel interrupted(Case each, Table table, Path state) {
        ModelTrainer first = trainer(each, table).checkpoints(Checkpoints.in(state));
        first.listen(new TrainingListener() {
                    @Override
                    public boolean onBatch(int epoch, int batch, int batches, double loss) {
                        if (epoch == 3 && batch == 2) {
                            first.cancel();
                        }
                        return true;
                    }
                })
                .train();
        return trainer(each, table).resume(Checkpoint.newest(state)).train();
    }

    /** A table, and its rows from several threads, which must see the same bits. */
    private void predict(Model model, Table table) {
        Prediction prediction = model.predict(table);
        digest(prediction.values());
        digest.update(ByteBuffer.allocate(Double.BYTES)
                .putDouble(0, model.evaluate(table).score())
                .array());
        List<Prediction> others = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(Thread.ofPlatform().start(() -> {
                Prediction other = model.predict(table);
                synchronized (others) {
                    others.add(other);
                }
            }));
        }
        for (Thread caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (others.size() != CALLERS
                || others.stream().anyMatch(other -> !Arrays.equals(other.values(), prediction.values()))) {
            throw new AssertionError("threads predicted other bits");
        }
    }

    private static void report(Model model, TrainedModel trained, Path work) throws IOException {
        Report report = ModelReport.of(model, trained.test(), "the test rows", List.of());
        try (OutputStream out = Files.newOutputStream(work.resolve("report.html"))) {
            HtmlReport.write(report, out);
        }
        for (Plots.Format format : Plots.Format.values()) {
            try (OutputStream out = Files.newOutputStream(work.resolve("plot." + format))) {
                Plots.write(report, report.figures().getFirst(), format, out);
            }
        }
    }

    /** What is refused must not leave anything open either. */
    private void refuse(Path model, byte[] whole) throws IOException {
        Path damaged = model.resolveSibling("damaged");
        byte[] changed = whole.clone();
        changed[changed.length - 5] ^= 1;
        refuse(() -> Model.load(write(damaged, changed)));
        refuse(() -> Model.load(write(damaged, Arrays.copyOf(whole, whole.length / 2))));
        refuse(() -> Table.read(write(damaged, "a,b\n1,2\n3\n".getBytes(StandardCharsets.UTF_8))));
        refuse(() -> Table.read(write(damaged, new byte[] {'a', '\n', (byte) 0xE9, '\n'})));
        refuse(() -> Checkpoint.newest(folder));
    }

    private static void refuse(Runnable reading) {
        try {
            reading.run();
        } catch (UserException expected) {
            return;
        }
        throw new AssertionError("a damaged file was read");
    }

    private void digest(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }

    private static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] csv(Table table) {
        StringBuilder text = new StringBuilder(String.join(",", table.names())).append('\n');
        for (int r = 0; r < table.rows(); r++) {
            for (int c = 0; c < table.columns().size(); c++) {
                text.append(c == 0 ? "" : ",")
                        .append('"')
                        .append(table.columns().get(c).text(r))
                        .append('"');
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
