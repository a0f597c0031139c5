package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.data.ColumnKind;
import dev.lanewise.data.Feature;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.train.TensorChoice;
import dev.lanewise.train.TensorFactors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of every kind from the file to the prediction. */
class ColumnKindsTest {

    private static final int ROWS = 500;
    private static final int SHOPS = 60;

    @TempDir
    Path folder;

    /** Sales that depend on the weekday, on being open and on the shop; each shop has an effect of its own. */
    private Table table() throws IOException {
        SeededRandom random = new SeededRandom(RandomKey.of(3));
        double[] effect = new double[SHOPS];
        for (int s = 0; s < SHOPS; s++) {
            effect[s] = random.nextNormal();
        }
        StringBuilder text = new StringBuilder("row_id,day,open,shop,note,sales\n");
        for (int r = 0; r < ROWS; r++) {
            LocalDate day = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(700));
            boolean open = random.nextInt(3) > 0;
            int shop = random.nextInt(SHOPS);
            double sales = (open ? 3 : 0) + (day.getDayOfWeek().getValue() == 6 ? 2 : 0) + 2 * effect[shop];
            text.append(70_000 + 3 * r)
                    .append(',')
                    .append(r % 50 == 7 ? "" : day)
                    .append(',');
            text.append(open ? "Yes" : "no")
                    .append(",shop ")
                    .append(shop)
                    .append(",text ")
                    .append(r)
                    .append(',');
            text.append((float) (sales + 0.1 * random.nextNormal())).append('\n');
        }
        return read("sales.csv", text.toString());
    }

    private Table read(String name, String text) throws IOException {
        return Table.read(Files.writeString(folder.resolve(name), text));
    }

    private static ModelTrainer trainer(Table table, int embed) {
        return ModelTrainer.on(table).hidden(16).epochs(4).embed(embed).threads(1);
    }

    private static List<String> columns(Model model) {
        return model.preprocessor().features().stream().map(Feature::column).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void aModelFileHoldsColumnsOfEveryKind(int embed) throws IOException {
        Table table = table();
        Model model = trainer(table, embed).train().model();
        assertEquals(List.of("day", "open", "shop"), columns(model));
        Path file = folder.resolve("model.safetensors");
        model.save(file);
        Model loaded = Model.load(file);
        assertEquals(model.preprocessor().features(), loaded.preprocessor().features());
        assertEquals(model.preprocessor().notes(), loaded.preprocessor().notes());
        assertEquals(model.spec(), loaded.spec());
        assertArrayEquals(model.predict(table).values(), loaded.predict(table).values());
        assertEquals("lanewise-model/2", SafetensorsReader.read(file).metadata().get("format"));
        Path again = folder.resolve("again.safetensors");
        loaded.save(again);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    }

    @Test
    void embeddingsStandInFrontAndAreLearnt() throws IOException {
        Table table = table();
        Model model = trainer(table, 8).epochs(60).train().model();
        LayerSpec.Embedding layer = (LayerSpec.Embedding) model.spec().layers().getFirst();
        Feature.Embedded shop =
                (Feature.Embedded) model.preprocessor().features().getLast();
        assertEquals(List.of(shop.categories().size() + 1), layer.codes());
        assertEquals(8, layer.dimension());
        assertEquals("shop code", model.preprocessor().inputNames().getLast());
        Evaluation test = trainer(table, 8).epochs(60).train().test();
        // The deviation of sales is about 2.6; what depends on the shop alone is 4 of 6.8 of their variance.
        assertTrue(test.regression().r2() > 0.8, test.regression().toString());
    }

    @Test
    void theBitsAreTheSameForAnyThreadsKernelsAndCheckpoint() throws IOException {
        Table table = table();
        byte[] expected = bytes(trainer(table, 8).kernels(Kernels.scalar()));
        assertArrayEquals(
                expected, bytes(trainer(table, 8).kernels(Kernels.vector()).threads(3)));
        Path state = folder.resolve("state");
        assertArrayEquals(expected, bytes(trainer(table, 8).checkpoints(Checkpoints.in(state))));
        Checkpoint end = Checkpoint.newest(state);
        Files.delete(end.file());
        Checkpoint earlier = Checkpoint.newest(state);
        assertNotEquals(end.file(), earlier.file());
        assertArrayEquals(expected, bytes(trainer(table, 8).resume(earlier)));
        assertThrows(
                UserException.class, () -> trainer(table, 7).resume(earlier).train());
    }

    /** Weights alone: where a training ran, and how, is told in its file. */
    private byte[] bytes(ModelTrainer trainer) {
        Model model = trainer.train().model();
        List<StoredTensor> tensors = new ArrayList<>();
        for (Tensor tensor : model.network().layout().tensors()) {
            tensors.add(StoredTensor.of(tensor.name(), tensor, model.network().parameters()));
        }
        return FuzzedFile.written(new Safetensors(Map.of(), tensors));
    }

    @Test
    void unknownAndMissingCategoriesShareTheFirstRow() throws IOException {
        Model model = trainer(table(), 8).train().model();
        float[] values = model.predict(
                        read(
                                "new.csv",
                                "day,open,shop\n2024-01-01,yes,shop 99\n2024-01-01,yes,\n2024-01-01,y,other\n2024-01-01,yes,shop 5\n"))
                .values();
        assertEquals(values[0], values[1]);
        assertEquals(values[0], values[2]);
        assertNotEquals(values[0], values[3]);
        UserException thrown = assertThrows(
                UserException.class, () -> model.predict(read("new.csv", "day,open,shop\n2024-02-30,yes,shop 1\n")));
        assertTrue(thrown.getMessage().contains("new.csv, line 2, column 'day'"), thrown.getMessage());
    }

    @Test
    void embeddingsHaveRatesAndDecayOfTheirOwn() throws IOException {
        Table table = table();
        Model frozen = trainer(table, 8)
                .plan(plan -> plan.with(TensorFactors.NONE.freeze(TensorChoice.embeddings())))
                .train()
                .model();
        Model free = trainer(table, 8).train().model();
        Tensor tables = frozen.network().layout().tensor("layers.0.embedding");
        float[] start = Network.of(frozen.spec(), 1).parameters();
        int moved = 0;
        for (int i = tables.offset(); i < tables.offset() + tables.size(); i++) {
            assertEquals(start[i], frozen.network().parameters()[i]);
            moved += start[i] != free.network().parameters()[i] ? 1 : 0;
        }
        assertTrue(moved > tables.size() / 2, moved + " of " + tables.size());
        assertEquals(TensorChoice.embeddings(), TensorChoice.parse("embeddings"));
        assertThrows(
                UserException.class,
                () -> trainer(table, 0)
                        .plan(plan -> plan.with(TensorFactors.NONE.freeze(TensorChoice.embeddings())))
                        .train());
    }

    @Test
    void kindsAreAskedForByName() throws IOException {
        Table table = table();
        ModelTrainer trainer = trainer(table, 0)
                .column("note", ColumnKind.DROP)
                .column("row_id", ColumnKind.KEEP)
                .column("day", ColumnKind.CATEGORY);
        Model model = trainer.train().model();
        assertEquals("row_id", columns(model).getFirst());
        assertThrows(
                UserException.class,
                () -> trainer(table, 0).column("dya", ColumnKind.DROP).train());
        assertThrows(UserException.class, () -> trainer(table, 2000));
    }

    /** A file whose columns and network disagree on the codes. */
    @Test
    void embeddingsThatDoNotFitTheColumnsAreRefused() throws IOException {
        Model model = trainer(table(), 8).train().model();
        LayerSpec.Embedding layer = (LayerSpec.Embedding) model.spec().layers().getFirst();
        List<LayerSpec> layers = new ArrayList<>(model.spec().layers());
        layers.set(0, new LayerSpec.Embedding(List.of(layer.rows() - 1), 8, layer.initializer()));
        NetworkSpec spec = new NetworkSpec(model.spec().inputs(), layers);
        UserException thrown =
                assertThrows(UserException.class, () -> Model.of(Network.empty(spec), model.preprocessor(), Map.of()));
        assertTrue(thrown.getMessage().contains("codes"), thrown.getMessage());
    }
}
