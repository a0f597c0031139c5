package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.BudgetChoice;
import dev.lanewise.model.Model;
import dev.lanewise.testing.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetOptionTest {

    @TempDir
    Path folder;

    private CapturedConsole run(int code, List<String> words) {
        CapturedConsole console = new CapturedConsole();
        assertEquals(code, console.run(words.toArray(String[]::new)), console.err());
        return console;
    }

    private List<String> train(String... options) {
        List<String> words = new ArrayList<>(List.of("train", "iris", "--threads", "1", "--kernels", "scalar"));
        words.addAll(List.of(options));
        return words;
    }

    @Test
    void theOptionsThatAreToldTrainTheSame() {
        Path first = folder.resolve("first");
        CapturedConsole console = run(0, train("--budget", "0.5s", "--model", first.toString()));
        Map<String, String> provenance = Model.load(first).provenance();
        String members = provenance.get("budget.members");
        String epochs = provenance.get("budget.epochs");
        String told = "--members " + members + " --epochs " + epochs;
        String words = console.out().replaceAll("\\s+", " ");
        assertTrue(words.contains("the same bits without the clock: " + told), words);
        assertTrue(console.err().contains("budget 0.5s: " + members + " member"), console.err());
        assertTrue(console.err().contains("; about "), console.err());
        Path second = folder.resolve("second");
        List<String> same = train(told.split(" "));
        same.addAll(List.of("--model", second.toString(), "--json", "-"));
        CapturedConsole again = run(0, same);
        Map<?, ?> options = (Map<?, ?>) Json.parse(again.out()).get("options");
        assertEquals(null, options.get("budget"));
        assertArrayEquals(
                Model.load(first).network().parameters(),
                Model.load(second).network().parameters());
    }

    @Test
    void whatKeepsTheModelHasTheSizeInThePlaceOfTheTime() {
        BudgetChoice choice = new BudgetChoice(Duration.ofSeconds(90), 5, 40, true, true, 80, 82);
        List<String> same = List.of("train", "iris", "--seed", "2", "--members", "5", "--epochs", "40");
        assertEquals(same, BudgetOption.replaced(List.of("train", "iris", "--budget", "90s", "--seed", "2"), choice));
        assertEquals(same, BudgetOption.replaced(List.of("train", "iris", "--budget=90s", "--seed", "2"), choice));
        assertEquals(
                "budget 1m30s: 5 members, 40 epochs; about 1 min 20 s for all of them.", BudgetOption.announce(choice));
        BudgetChoice large = new BudgetChoice(Duration.ofSeconds(1), 1, 1, false, true, 3, 0.9);
        assertTrue(BudgetOption.announce(large).contains("more than is left"), BudgetOption.announce(large));
        assertEquals(List.of("--epochs", "1"), BudgetOption.options(large));
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "-5s", "0s", "s", "", "1x", "1d", "99999999999999999999h", "5s5m"})
    void whatIsNoTimeIsRefusedInOneLine(String time) {
        CapturedConsole console = run(2, train("--budget=" + time));
        assertTrue(console.err().contains("is no time such as 60s, 5m or 1h30m"), console.err());
        assertTrue(console.err().contains("--budget"), console.err());
    }

    @Test
    void aBudgetWithNothingToChooseIsRefused() {
        CapturedConsole console = run(2, train("--budget=5s", "--members=2", "--epochs=3"));
        assertTrue(console.err().contains("budget has nothing to choose"), console.err());
    }
}
