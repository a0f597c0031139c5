package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.History;
import dev.lanewise.train.TrainingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that a time budget chooses: what is chosen trains the same bits when it is said. */
class BudgetTest {

    enum Named {
        TABLE(Recipe.TABLE),
        PLAIN(Recipe.PLAIN);

        final Recipe recipe;

        Named(Recipe recipe) {
            this.recipe = recipe;
        }
    }

    @TempDir
    Path folder;

    private static ModelTrainer training(String data, Recipe recipe) {
        BundledData bundled = BundledData.find(data).orElseThrow();
        return ModelTrainer.on(bundled.table())
                .target(bundled.target())
                .recipe(recipe)
                .threads(1)
                .kernels(Kernels.scalar());
    }

    private static BudgetChoice choice(TrainedModel trained) {
        BudgetChoice choice = trained.setup().budget();
        assertNotNull(choice);
        return choice;
    }

    /** Fails unless two models differ in nothing but that one tells of its budget. */
    private void assertSame(TrainedModel said, TrainedModel chosen) {
        Safetensors[] files = new Safetensors[2];
        for (int i = 0; i < 2; i++) {
            Path file = folder.resolve("same" + i);
            (i == 0 ? said : chosen).model().save(file);
            files[i] = SafetensorsReader.read(file);
        }
        assertNull(files[0].metadata().get(BudgetChoice.KEY));
        assertNotNull(files[1].metadata().get(BudgetChoice.KEY));
        assertEquals(rest(files[0]), rest(files[1]));
        assertEquals(files[0].tensors().size(), files[1].tensors().size());
        for (StoredTensor tensor : files[0].tensors()) {
            StoredTensor other = files[1].tensor(tensor.name());
            assertNotNull(other, tensor.name());
            assertEquals(tensor.shapeText(), other.shapeText());
            assertArrayEquals(tensor.values(), other.values(), tensor.name());
        }
    }

    private static Map<String, String> rest(Safetensors file) {
        Map<String, String> rest = new TreeMap<>(file.metadata());
        rest.keySet().removeIf(key -> key.startsWith(BudgetChoice.KEY) || key.equals(Safetensors.CHECKSUM));
        return rest;
    }

    @ParameterizedTest
    @EnumSource
    void whatWasChosenTrainsTheSameBitsWhenItIsSaid(Named named) {
        TrainedModel chosen =
                training("iris", named.recipe).budget(Duration.ofMillis(600)).train();
        BudgetChoice choice = choice(chosen);
        assertEquals(named == Named.TABLE, choice.membersChosen());
        assertTrue(choice.epochsChosen());
        assertEquals(choice.epochs(), chosen.setup().plan().epochs());
        assertEquals(choice.members(), chosen.setup().network().members());
        assertTrue(choice.seconds() > 0 && choice.seconds() <= 0.6 && choice.fits(), choice.toString());
        Map<String, String> provenance = chosen.model().provenance();
        assertEquals("0.6s", provenance.get("budget"));
        assertEquals(String.valueOf(choice.epochs()), provenance.get("budget.epochs"));
        TrainedModel said = training("iris", named.recipe.withMembers(choice.members()))
                .epochs(choice.epochs())
                .train();
        assertNull(said.setup().budget());
        assertSame(said, chosen);
    }

    @Test
    void moreTimeIsForMoreMembersAndEpochs() {
        BudgetChoice little = choice(
                training("iris", Recipe.TABLE).budget(Duration.ofMillis(40)).train());
        BudgetChoice much = choice(
                training("iris", Recipe.TABLE).budget(Duration.ofSeconds(4)).train());
        assertTrue(much.members() > little.members(), little + ", " + much);
        assertTrue(much.members() * much.epochs() > 4 * little.members() * little.epochs(), little + ", " + much);
        assertTrue(much.epochs() >= 32, much.toString());
    }

    @Test
    void whereNothingFitsTheLeastIsTrained() {
        TrainedModel trained =
                training("digits", Recipe.TABLE).budget(Duration.ofMillis(2)).train();
        BudgetChoice choice = choice(trained);
        assertEquals(1, choice.members());
        assertEquals(1, choice.epochs());
        assertFalse(choice.fits());
        assertEquals(1, trained.history().epochs().size());
    }

    @Test
    void whatIsSaidStays() {
        BudgetChoice members = choice(training("iris", Recipe.TABLE.withMembers(3))
                .budget(Duration.ofMillis(300))
                .train());
        assertEquals(3, members.members());
        assertFalse(members.membersChosen());
        BudgetChoice epochs = choice(training("iris", Recipe.TABLE)
                .epochs(7)
                .budget(Duration.ofMillis(300))
                .train());
        assertEquals(7, epochs.epochs());
        assertFalse(epochs.epochsChosen());
        TrainedModel own = training("iris", Recipe.TABLE)
                .network(spec -> new NetworkSpec(
                        spec.inputs(),
                        spec.layers().stream()
                                .filter(LayerSpec.Dense.class::isInstance)
                                .toList()))
                .budget(Duration.ofMillis(300))
                .train();
        assertEquals(1, choice(own).members());
        assertFalse(choice(own).membersChosen());
        UserException both = assertThrows(
                UserException.class,
                () -> training("iris", Recipe.PLAIN)
                        .epochs(3)
                        .budget(Duration.ofSeconds(1))
                        .train());
        assertTrue(both.getMessage().startsWith("budget has nothing to choose"), both.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0001S", "PT9000H"})
    void timesOutOfRangeAreRefused(String time) {
        UserException refused = assertThrows(
                UserException.class, () -> training("iris", Recipe.TABLE).budget(Duration.parse(time)));
        assertTrue(refused.getMessage().startsWith("budget must be"), refused.getMessage());
    }

    @Test
    void whatGoesOnFromACheckpointKeepsWhatWasChosen() {
        Path states = folder.resolve("states");
        TrainedModel part = training("iris", Recipe.TABLE)
                .budget(Duration.ofSeconds(3))
                .checkpoints(Checkpoints.in(states))
                .listen(new TrainingListener() {
                    @Override
                    public boolean onEpoch(EpochRecord epoch) {
                        return epoch.epoch() < 2;
                    }
                })
                .train();
        assertEquals(History.Stop.LISTENER, part.history().stop());
        BudgetChoice before = choice(part);
        // Another time would allow another size.
        TrainedModel rest = training("iris", Recipe.TABLE)
                .budget(Duration.ofMinutes(5))
                .resume(Checkpoint.newest(states))
                .train();
        BudgetChoice after = choice(rest);
        assertEquals(before.members(), after.members());
        assertEquals(before.epochs(), after.epochs());
        assertTrue(Double.isNaN(after.seconds()) && after.fits());
        Recipe size = Recipe.TABLE.withMembers(before.members());
        TrainedModel whole = training("iris", size).epochs(before.epochs()).train();
        assertSame(whole, rest);
        // It goes on without the budget, too.
        TrainedModel said = training("iris", size)
                .epochs(before.epochs())
                .resume(Checkpoint.newest(states))
                .train();
        assertArrayEquals(
                whole.model().network().parameters(), said.model().network().parameters());
    }

    @Test
    void aCheckpointWithoutABudgetDoesNotGoOnWithOne() {
        Path states = folder.resolve("plain");
        training("iris", Recipe.PLAIN)
                .epochs(2)
                .checkpoints(Checkpoints.in(states))
                .train();
        UserException refused = assertThrows(
                UserException.class,
                () -> training("iris", Recipe.PLAIN)
                        .budget(Duration.ofSeconds(1))
                        .resume(Checkpoint.newest(states))
                        .train());
        assertTrue(refused.getMessage().contains("Go on without the budget"), refused.getMessage());
    }
}
