package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.TrainedModel;
import dev.lanewise.train.EpochRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are kept as bytes are those that are kept as floats. */
class ByteRowsTest {

    private static final int ROWS = 3_001;
    private static final int COLUMNS = 700; // an array of bytes holds 1024 rows
    private static final Feature.Numeric PIXEL = new Feature.Numeric("c0", 31.5f, 0.0123f, false);

    private static Feature.Numeric pixel(int column) {
        return new Feature.Numeric("c" + column, PIXEL.mean(), PIXEL.scale(), false);
    }

    private static List<Feature> pixels(int columns) {
        List<Feature> features = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            features.add(pixel(c));
        }
        return features;
    }

    private static Table table(int columns, boolean kept) {
        byte[] bytes = new byte[columns * ROWS];
        new Random(columns).nextBytes(bytes);
        List<Column> all = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            Column.Numbers column = Column.Numbers.ofBytes("c" + c, bytes, c * ROWS, ROWS);
            all.add(kept ? column : new Column.Numbers("c" + c, column.values()));
        }
        return new Table("t", all, new int[0]);
    }

    private static float[] numbers() {
        float[] numbers = new float[256];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = 3 * i - 100;
        }
        return numbers;
    }

    /** From many rows in one array to one row, of more bytes than an array of many has, in each. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 262_144, 300_000, 1_100_000})
    void everyRowHasItsPlace(int inputs) {
        int rows = inputs == 3 ? 300_000 : 5;
        ByteRows kept = new ByteRows(rows, inputs, numbers());
        assertEquals((long) rows * inputs, kept.size());
        float[] expected = new float[rows * inputs];
        Random random = new Random(inputs);
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < inputs; i++) {
                int value = random.nextInt(256);
                kept.array(r)[kept.offset(r) + i] = (byte) value;
                expected[r * inputs + i] = 3 * value - 100;
            }
        }
        assertArrayEquals(expected, kept.all());
        float[] row = new float[inputs + 2];
        kept.copy(rows - 1, row, 1);
        assertArrayEquals(
                Arrays.copyOfRange(expected, expected.length - inputs, expected.length),
                Arrays.copyOfRange(row, 1, inputs + 1));
        assertEquals(0, row[0]);
        assertEquals(0, row[inputs + 1]);
    }

    @Test
    void aByteStandsForOneOf256Numbers() {
        assertThrows(IllegalArgumentException.class, () -> new ByteRows(1, 1, new float[255]));
    }

    /** Rows that follow each other, that jump back and forth, that come twice, fewer and more than a block. */
    @Test
    void preparedRowsAreThoseOfFloats() {
        Table bytes = table(COLUMNS, true);
        Table floats = table(COLUMNS, false);
        Random random = new Random(3);
        int[] mixed = random.ints(2_500, 0, ROWS).toArray();
        int[] all = new int[ROWS];
        Arrays.setAll(all, r -> r);
        for (int[] rows : List.of(all, mixed, new int[] {ROWS - 1, 0, 5, 5}, new int[0])) {
            FeatureRows kept = new FeatureWriter(bytes, pixels(COLUMNS), rows).rows();
            FeatureRows plain = new FeatureWriter(floats, pixels(COLUMNS), rows).rows();
            assertTrue(kept instanceof ByteRows);
            assertTrue(plain instanceof FeatureRows.Floats);
            assertArrayEquals(plain.all(), kept.all());
            assertEquals(-1, kept.firstNotFinite());
        }
    }

    @Test
    void batchesAreThoseOfFloats() {
        int inputs = 5;
        ByteRows kept = new ByteRows(40, inputs, numbers());
        byte[] drawn = new byte[inputs * 40];
        new Random(4).nextBytes(drawn);
        System.arraycopy(drawn, 0, kept.array(0), 0, drawn.length);
        float[] weights = new float[40];
        Arrays.fill(weights, 2);
        float[] targets = new float[40];
        Dataset bytes = new Dataset(kept, inputs, targets, 1, null, 40).withWeights(weights);
        Dataset floats = new Dataset(kept.all(), inputs, targets, 1, weights, 40);
        Batches some = new Batches(bytes.all(), 7);
        Batches same = new Batches(floats.all(), 7);
        some.shuffle(RandomKey.of(1), 2);
        same.shuffle(RandomKey.of(1), 2);
        while (same.next()) {
            assertTrue(some.next());
            assertArrayEquals(same.features(), some.features());
        }
        assertFalse(some.next());
        assertArrayEquals(floats.features(), bytes.features());
    }

    @Test
    void onlyOneFunctionOfBytesIsKeptAsBytes() {
        Table bytes = table(3, true);
        assertTrue(FeatureWriter.keepsBytes(bytes, pixels(3)));
        assertTrue(FeatureWriter.keepsBytes(bytes, pixels(1)));
        assertFalse(FeatureWriter.keepsBytes(table(3, false), pixels(3)));
        List<Column> mixed = new ArrayList<>(bytes.columns());
        mixed.set(1, table(3, false).columns().get(1));
        assertFalse(FeatureWriter.keepsBytes(new Table("t", mixed, new int[0]), pixels(3)));
        for (Feature other : List.of(
                new Feature.Numeric("c2", 31, 0.0123f, false),
                new Feature.Numeric("c2", 31.5f, 0.0124f, false),
                new Feature.Numeric("c2", 31.5f, 0.0123f, true),
                new Feature.Numeric("c2", 31.5f, 0.0123f, false, true),
                new Feature.Truth("c2", 0.5f, false))) {
            assertFalse(FeatureWriter.keepsBytes(bytes, List.of(pixel(0), pixel(1), other)), other.toString());
            assertFalse(FeatureWriter.keepsBytes(bytes, List.of(other, pixel(0))), other.toString());
        }
        assertFalse(FeatureWriter.keepsBytes(bytes, List.of()));
        assertEquals(
                0, new FeatureWriter(bytes, List.of(), new int[] {1, 2}).rows().size());
        // 255 becomes infinite, which training refuses where a row has it.
        assertFalse(FeatureWriter.keepsBytes(bytes, List.of(new Feature.Numeric("c0", 0, 3e38f, false))));
    }

    /** Trained, stopped early, calibrated and tested on bytes and on floats: one model, to the last bit. */
    @Test
    void modelsAreThoseOfFloats() {
        TrainedModel bytes = train(labelled(true));
        TrainedModel floats = train(labelled(false));
        assertEquals(losses(floats), losses(bytes));
        assertArrayEquals(
                floats.model().predict(labelled(true)).values(),
                bytes.model().predict(labelled(true)).values());
        assertArrayEquals(
                floats.model().predict(labelled(false)).values(),
                bytes.model().predict(labelled(true)).values());
        assertEquals(
                floats.model().postprocessor().temperature(),
                bytes.model().postprocessor().temperature());
    }

    private static List<Double> losses(TrainedModel trained) {
        return trained.history().epochs().stream().map(EpochRecord::trainLoss).toList();
    }

    @Test
    void transformingKeepsBytesAndTakesAQuarterOfTheRoom() {
        Table bytes = labelled(true);
        Table floats = labelled(false);
        Preprocessor fitted = train(bytes).model().preprocessor();
        assertEquals(6 * 1_000 / 4 + 1_000, fitted.room(bytes, 1_000));
        assertEquals(6 * 1_000 + 1_000, fitted.room(floats, 1_000));
        assertArrayEquals(
                fitted.transform(floats).features(), fitted.transform(bytes).features());
        assertArrayEquals(
                fitted.transform(floats).features(),
                fitted.transformFeatures(bytes).features());
    }

    /** Six pixels, of which the first two tell the class. */
    private static Table labelled(boolean kept) {
        Table pixels = table(6, kept);
        List<Column> columns = new ArrayList<>(pixels.columns());
        int[] codes = new int[ROWS];
        for (int r = 0; r < ROWS; r++) {
            codes[r] = ((Column.Numbers) columns.get(0)).value(r) > ((Column.Numbers) columns.get(1)).value(r) ? 1 : 0;
        }
        columns.add(new Column.Categories("label", codes, List.of("a", "b")));
        return new Table("t", columns, new int[0]);
    }

    private static TrainedModel train(Table table) {
        return ModelTrainer.on(table)
                .target("label")
                .commonScale(true)
                .hidden(8)
                .epochs(2)
                .calibrated(true)
                .train();
    }
}
