package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Room;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Batches;
import dev.lanewise.data.Column;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Feature;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Table;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.loss.Losses;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.train.Averaging;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingPlan;
import dev.lanewise.train.TrainingRoom;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Sizes beyond an int or beyond the heap are refused in one line, before memory is taken for them. */
class LargeSizesTest {

    private static final int ROWS = 100_000;

    private static void refused(Executable action, String... parts) {
        String line = assertThrows(UserException.class, action).getMessage();
        for (String part : parts) {
            assertTrue(line.contains(part), line + " lacks " + part);
        }
    }

    /** Columns of one array: cells beyond an int in little memory. */
    private static Table wide(int columns) {
        float[] values = new float[ROWS];
        for (int r = 0; r < ROWS; r++) {
            values[r] = r % 100;
        }
        List<Column> all = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            all.add(new Column.Numbers("c" + c, values));
        }
        return Table.of(all);
    }

    private static Preprocessor preprocessor(Table table, int targets) {
        List<Feature> features = new ArrayList<>();
        for (String name : table.names().subList(targets, table.names().size())) {
            features.add(new Feature.Numeric(name, 0, 1, false));
        }
        float[] ones = new float[targets];
        Arrays.fill(ones, 1);
        return new Preprocessor(
                features,
                table.names().subList(0, targets),
                Task.REGRESSION,
                List.of(),
                new float[targets],
                ones,
                null,
                List.of());
    }

    @Test
    void tablesBeyondAnIntAreRefused() {
        Table table = wide(30_000);
        Preprocessor many = preprocessor(table, 1);
        refused(() -> many.transformFeatures(table), "100,000 x 29,999", "fewer rows or columns");
        refused(() -> many.transform(table), "100,000 x 29,999");
        refused(
                () -> TargetEncoding.of(table, table.names(), Task.REGRESSION),
                "the targets",
                "100,000 x 30,000",
                "fewer rows or targets");
        refused(() -> preprocessor(table, 29_999).transform(table), "the targets", "100,000 x 29,999");
    }

    /** Predictions go on where what is prepared would not fit as a whole. */
    @Test
    void predictionsTakePartsOfTheRows() {
        Table table = wide(4_000);
        Preprocessor preprocessor = preprocessor(table, 1);
        Network network =
                Network.of(NetworkSpec.perceptron(preprocessor.inputs(), List.of(), Activation.RELU, 0, 1), 3);
        Model model = new Model(network, preprocessor, Map.of());
        Prediction prediction = model.predict(table);
        assertEquals(ROWS, prediction.rows());
        int[] some = {0, 16_383, 16_384, 99_999};
        float[] alone = new float[1];
        Dataset prepared = preprocessor.transformFeatures(table, some);
        for (int i = 0; i < some.length; i++) {
            model.predictor().predictPrepared(prepared.features(), i * prepared.inputs(), 1, alone, 0);
            assertEquals(alone[0], prediction.value(some[i], 0));
        }
    }

    @Test
    void dataBeyondTheHeapIsRefusedBeforeItIsPrepared() {
        long columns = Runtime.getRuntime().maxMemory() / ROWS / Float.BYTES;
        if (columns < 10_000) {
            Table table = wide((int) columns * 3 / 2);
            refused(
                    () -> ModelTrainer.on(table).target("c0").testFraction(0).train(),
                    "this training needs at least",
                    "JDK_JAVA_OPTIONS=-Xmx",
                    "a smaller batch or a smaller network");
        }
    }

    @Test
    void networksAndBatchesBeyondAnIntAreRefused() {
        refused(
                () -> NetworkSpec.perceptron(50_000, List.of(50_000), Activation.RELU, 0, 1),
                "2500000000 parameters",
                "narrower layers");
        refused(
                () -> NetworkSpec.perceptron(1 << 20, List.of(1 << 20, 1 << 20, 1 << 20), Activation.RELU, 0, 1),
                "parameters");
        NetworkSpec relu = NetworkSpec.perceptron(4, List.of(8), Activation.RELU, 0, 1);
        NetworkSpec gelu = NetworkSpec.perceptron(4, List.of(8), Activation.GELU, 0, 1);
        int rows = 1 << 27;
        assertEquals(2L * 9 * rows, relu.workspaceFloats(rows, true));
        assertEquals(9L * rows, relu.workspaceFloats(rows, false));
        // Its scratch alone is beyond an int.
        refused(() -> gelu.workspaceFloats(rows, true), "134,217,728 x 16", "8 units", "a smaller batch");
        refused(() -> relu.workspaceFloats(1 << 30, false), "1,073,741,824 x 8");
        Network network = Network.of(relu, 1);
        refused(() -> network.workspace(Execution.serial(), 1 << 30, true), "1,073,741,824 x 8");
        TrainingPlan plan =
                TrainingPlan.of(Optimizers.parse("sgd", Map.of()), Losses.parse("mean-squared-error", Map.of()));
        Trainer trainer = new Trainer(network, plan, Execution.serial());
        refused(() -> trainer.trainBatch(new float[0], new float[0], null, 1 << 30), "1,073,741,824 x 8");
    }

    @Test
    void repeatedRowsBeyondAnIntAreRefused() {
        Dataset one = new Dataset(new float[1_000], 1_000, new float[1], 1, null, 1);
        refused(() -> new Batches(one.view(new int[3_000_000]), 3_000_000), "3,000,000 x 1,000", "a smaller batch");
        float[][] same = new float[3_000_000][];
        Arrays.fill(same, new float[1_000]);
        refused(() -> Dataset.of(same, same), "3,000,000 x 1,000", "fewer rows or columns");
    }

    /** What the estimate counts is what is there in the end. */
    @Test
    void trainingsAreEstimated() {
        NetworkSpec spec = NetworkSpec.perceptron(100, List.of(200), Activation.RELU, 0, 10);
        long weights = spec.parameters();
        assertEquals(Network.of(spec, 1).layout().parameters(), weights);
        TrainingPlan sgd = TrainingPlan.of(
                        Optimizers.parse("sgd", Map.of()), Losses.parse("mean-squared-error", Map.of()))
                .withBatchSize(64)
                .withPatience(3);
        long step = spec.workspaceFloats(64, true) + 64 * 100;
        assertEquals(2 * weights + step, TrainingRoom.floats(spec, sgd, 1_000, false, false));
        assertEquals(3 * weights + step, TrainingRoom.floats(spec, sgd, 1_000, true, false));
        assertEquals(4 * weights + step, TrainingRoom.floats(spec, sgd, 1_000, true, true));
        long few = spec.workspaceFloats(7, true) + 7 * 100;
        assertEquals(2 * weights + few, TrainingRoom.floats(spec, sgd, 7, false, false));
        for (String name : Optimizers.names()) {
            TrainingPlan plan = TrainingPlan.of(
                            Optimizers.parse(name, Map.of()), Losses.parse("mean-squared-error", Map.of()))
                    .withBatchSize(64);
            // It keeps an average of its own, and takes no other.
            boolean own = "schedule-free-adamw".equals(name);
            plan = own ? plan : plan.with(Averaging.exponential(0.9));
            long moments = plan.optimizer().start((int) weights).slabs().values().stream()
                    .mapToLong(slab -> slab.length)
                    .sum();
            assertEquals(
                    (own ? 2 : 4) * weights + moments + step,
                    TrainingRoom.floats(spec, plan, 1_000, false, false),
                    name);
        }
    }

    /** A file that is as large as it claims, and too large for the heap, is not begun with. */
    @Test
    void filesBeyondTheHeapAreRefusedBeforeTheyAreRead() {
        long side = Math.min(40_000, (long) Math.sqrt(Runtime.getRuntime().maxMemory() / 4.0) + 1);
        long bytes = 4 * side * side;
        assertRefused(side, 1, bytes, "Reading huge.safetensors needs at least", "JDK_JAVA_OPTIONS=-Xmx");
        assertRefused(side, 8, 8 * bytes, "Reading huge.safetensors needs at least");
        assertRefused(Integer.MAX_VALUE, 1, Long.MAX_VALUE / 4, "absurd shape");
        assertRefused(50_000, 1, 4L * 50_000 * 50_000, "absurd shape");
        assertRefused(Room.MOST_ELEMENTS, 1, 4L * Room.MOST_ELEMENTS, "absurd shape");
    }

    private static void assertRefused(long side, int tensors, long bytes, String... parts) {
        StringBuilder header = new StringBuilder("{");
        for (int t = 0; t < tensors; t++) {
            long size = bytes / tensors;
            header.append(t == 0 ? "" : ",")
                    .append("\"layers.")
                    .append(t)
                    .append(".weight\":{\"dtype\":\"F32\",\"shape\":[")
                    .append(side)
                    .append(',')
                    .append(side)
                    .append("],\"data_offsets\":[")
                    .append(t * size)
                    .append(',')
                    .append((t + 1) * size)
                    .append("]}");
        }
        byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        byte[] head = ByteBuffer.allocate(8 + json.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
        ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(head));
        refused(() -> read(channel, head.length + bytes), parts);
    }

    private static void read(ReadableByteChannel channel, long size) throws IOException {
        SafetensorsReader.read(Path.of("huge.safetensors"), channel, size);
    }
}
