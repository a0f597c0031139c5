package dev.lanewise.model;

import static dev.lanewise.model.TableRecipes.on;
import static dev.lanewise.model.TableRecipes.quick;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Column;
import dev.lanewise.data.Feature;
import dev.lanewise.data.Scaling;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.optim.Adam;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.Averaging;
import dev.lanewise.train.TensorFactors;
import dev.lanewise.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recipe for tables: what it takes, and what goes before it. */
class RecipeTest {

    @TempDir
    Path folder;

    private static List<String> kinds(NetworkSpec spec) {
        return spec.layers().stream()
                .map(layer -> layer.getClass().getSimpleName())
                .toList();
    }

    /** The first column decides; it has so many categories of 5 rows each. */
    private static ModelTrainer shops(int shops) {
        List<String> names = new ArrayList<>();
        int[] codes = new int[5 * shops];
        float[] sales = new float[codes.length];
        for (int s = 0; s < shops; s++) {
            names.add("shop " + s);
        }
        for (int r = 0; r < codes.length; r++) {
            codes[r] = r % shops;
            sales[r] = (r % shops) * 37 % 101 + r / 1000f;
        }
        Table table =
                Table.of(List.of(new Column.Categories("shop", codes, names), new Column.Numbers("sales", sales)));
        return ModelTrainer.on(table).threads(1).epochs(1).hidden(4);
    }

    /** The dimension of the embeddings, which members come before; 0 where there are none. */
    private static int embedded(ModelTrainer trainer) {
        return trainer.train().model().spec().layers().stream()
                .mapToInt(layer -> layer instanceof LayerSpec.Embedding embedding ? embedding.dimension() : 0)
                .sum();
    }

    @Test
    void columnsOfVeryManyCategoriesAreEmbedded() {
        assertEquals(8, embedded(shops(200).recipe(Recipe.TABLE)));
        assertEquals(0, embedded(shops(100).recipe(Recipe.TABLE)));
        assertEquals(0, embedded(shops(200).recipe(Recipe.TABLE).embed(0)), "what is said goes first");
        assertEquals(3, embedded(shops(200).embed(3).recipe(Recipe.TABLE)));
        assertEquals(0, embedded(shops(200)), "the plain recipe embeds nothing by itself");
    }

    @Test
    void classesGetMembersWhoseRatesAreThoseOfTheNtkParametrisation() {
        TrainingSetup setup = on("iris").epochs(1).train().setup();
        assertEquals(
                List.of("Members", "Scale", "Dense", "Dropout", "Scale", "Dense", "Dropout", "Scale", "Dense"),
                kinds(setup.network()));
        assertEquals(4, setup.network().members());
        assertEquals(
                List.of(new LayerSpec.Dense(3, Activation.IDENTITY, Initializer.ZERO)),
                List.of(setup.network().layers().getLast()));
        TrainingPlan plan = setup.plan();
        assertEquals(0.04, plan.optimizer().learningRate());
        assertEquals("0.95", plan.optimizer().settings().get("beta2"));
        assertEquals(Schedule.parse("coslog4"), plan.scheduling().learningRate());
        assertEquals(
                "layer1.weights rate x 0.5, layer2.weights rate x 0.125, layer3.weights rate x 0.125,"
                        + " biases rate x 0.1, biases decay x 0.0, scale1 rate x 6.0, scales decay x 0.0",
                plan.factors().toString());
        // 102 rows in batches of 32: an average over 12 steps, 1 - 1/12 in four digits.
        assertEquals(Averaging.exponential(0.9167), plan.averaging());
    }

    /** Adam's first step moves each element by its rate, whatever the gradient. */
    @Test
    void theFirstStepIsThatOfTheNtkParametrisation() {
        double rate = 0.01;
        TrainedModel trained = quick("concrete")
                .activation(Activation.TANH)
                .network(spec -> new NetworkSpec(
                        spec.inputs(),
                        spec.layers().stream()
                                .map(layer -> layer instanceof LayerSpec.Dense dense
                                        ? new LayerSpec.Dense(
                                                dense.units(), dense.activation(), Initializer.LECUN_NORMAL)
                                        : layer)
                                .toList()))
                .learningRate(rate)
                .schedule(Schedule.parse("constant"))
                .plan(plan -> plan.with(Averaging.NONE))
                .epochs(1)
                .batchSize(10_000)
                .train();
        Network before = Network.of(trained.setup().network(), 1);
        float[] after = trained.model().network().parameters();
        int dense = 0;
        int inputs = 0;
        int scales = 0;
        for (Tensor tensor : before.layout().tensors()) {
            double factor = switch (tensor.kind()) {
                case WEIGHT -> 1 / Math.sqrt(new int[] {8, 6, 5}[dense++]);
                case BIAS -> 0.1;
                case SCALE -> scales++ == 0 ? 6 : 1;
                case EMBEDDING, STATISTIC -> 1;
            };
            for (int i = 0; i < tensor.size(); i++) {
                int at = tensor.offset() + i;
                double step = Math.abs((double) after[at] - before.parameters()[at]);
                assertEquals(rate * factor, step, 1e-3 * rate * factor + 2e-7, tensor.name() + " " + i);
                inputs++;
            }
        }
        assertEquals(before.layout().parameters(), inputs);
        assertEquals(3, dense);
    }

    @Test
    void numbersGetNoDropoutAndPredictionsWithinWhatWasSeen() throws IOException {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 120; i++) {
            text.append(i).append(',').append(3 * i + 0.5).append('\n');
        }
        Table table = Table.read(Files.writeString(folder.resolve("line.csv"), text));
        ModelTrainer trainer = ModelTrainer.on(table)
                .threads(1)
                .testFraction(0)
                .recipe(Recipe.TABLE)
                .epochs(30);
        TrainedModel trained = trainer.train();
        assertTrue(trained.setup().network().layers().stream().noneMatch(LayerSpec.Dropout.class::isInstance));
        assertEquals(0.07, trained.setup().plan().optimizer().learningRate());
        float[] limits = trained.model().preprocessor().targetLimits();
        assertTrue(limits[0] >= 0.5f && limits[0] < 30 && limits[1] <= 357.5f && limits[1] > 330, "limits");
        assertEquals(limits[0], trained.model().predict(-1e6f)[0]);
        assertEquals(limits[1], trained.model().predict(1e6f)[0]);
        float[] none = {Float.NaN};
        trained.model().preprocessor().undoTargets(none, 1);
        assertTrue(Float.isNaN(none[0]));
        TrainedModel free = trainer.recipe(Recipe.TABLE.withLimited(false)).train();
        assertTrue(free.model().predict(1e6f)[0] > limits[1], "beyond");
    }

    @Test
    void whatIsSaidGoesBeforeTheRecipe() {
        TrainedModel own = quick("iris")
                .recipe(Recipe.TABLE.withMembers(1).with(Scaling.STANDARD))
                .activation(Activation.RELU)
                .dropout(0)
                .patience(2)
                .learningRate(0.5)
                .train();
        TrainingSetup setup = own.setup();
        assertEquals(List.of("Scale", "Dense", "Dense", "Dense"), kinds(setup.network()));
        assertEquals(new TrainingPlan.Pace(4, 64, 1, 2), setup.plan().pace());
        assertEquals(0.5, setup.plan().optimizer().learningRate());
        assertTrue(own.model().preprocessor().features().stream()
                .noneMatch(f -> f instanceof Feature.Numeric number && number.clipped()));
        assertEquals(
                List.of("Dense", "Dropout", "Dense", "Dropout", "Dense"),
                kinds(quick("iris")
                        .recipe(Recipe.TABLE.withMembers(1).withFrontScale(false))
                        .train()
                        .setup()
                        .network()));
    }

    /** Schedule, average and rates fit the recipe's optimizer alone. */
    @Test
    void anotherOptimizerComesWithoutWhatFitsTheRecipesOwn() {
        TrainingPlan plan =
                on("iris").optimizer(Adam.defaults()).epochs(2).train().setup().plan();
        assertEquals(Adam.defaults(), plan.optimizer());
        assertNull(plan.scheduling().learningRate());
        assertEquals(Averaging.NONE, plan.averaging());
        assertEquals(TensorFactors.NONE, plan.factors());
        assertEquals(16, plan.batchSize());
        TrainingPlan asked = on("iris")
                .recipe(Recipe.TABLE.withNtk(true))
                .optimizer(Adam.defaults())
                .epochs(1)
                .train()
                .setup()
                .plan();
        assertNotEquals(TensorFactors.NONE, asked.factors());
    }

    @ParameterizedTest
    @CsvSource({
        "100, 6000, 4, 128",
        "999, 20000, 16, 128",
        "1000, 20000, 12, 128",
        "1500, 20000, 8, 128",
        "4000, 20000, 8, 128",
        "50000, 25000, 6, 66",
        "1000000, 25000, 1, 20",
        "100000000, 25000, 1, 10",
    })
    void membersAndEpochsFitTheSize(int rows, int parameters, int members, int epochs) {
        assertEquals(members, TableDefaults.members(rows, parameters));
        assertEquals(epochs, TableDefaults.epochs(rows, parameters, members));
    }

    @Test
    void membersHaveARange() {
        for (int members : new int[] {-1, 257, Integer.MAX_VALUE}) {
            String told = assertThrows(UserException.class, () -> Recipe.TABLE.withMembers(members))
                    .getMessage();
            assertEquals("members must be from 1 to 256, not " + members + ".", told);
        }
    }

    /** Both recipes reach what is asked of the bundled data. */
    @ParameterizedTest
    @CsvSource({
        "iris, 0.9",
        "wine, 0.94",
        "penguins, 0.95",
        "digits, 0.95",
        "concrete, 0.88",
        "auto-mpg, 0.8",
    })
    @Tag("slow")
    void bundledDataIsLearnt(String name, double least) {
        for (Recipe recipe : List.of(Recipe.PLAIN, Recipe.TABLE)) {
            TrainedModel trained =
                    on(name).recipe(recipe).kernels(Kernels.best()).train();
            double score = Objects.requireNonNull(trained.test()).score();
            assertTrue(score >= least, name + " " + recipe + " reaches " + score);
        }
    }
}
