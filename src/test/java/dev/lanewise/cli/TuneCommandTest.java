package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.testing.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches: what they find is what {@code train} trains, and they go on where they were killed. */
class TuneCommandTest {

    @TempDir
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String run(int code, String... words) {
        CapturedConsole console = new CapturedConsole();
        assertEquals(code, console.run(words), console.err());
        return code == 0 ? console.out() : console.err();
    }

    /** A small search: short trainings of small networks. */
    private static String tune(int code, String... more) {
        List<String> words = new ArrayList<>(List.of("tune", "iris", "--quiet"));
        words.addAll(List.of("--space", "hidden=8/16/8,8", "--space", "members=1,2"));
        words.addAll(Arrays.asList(more));
        words.addAll(words.contains("--epochs") ? List.of() : List.of("--epochs", "9"));
        words.addAll(words.contains("--trials") ? List.of() : List.of("--trials", "6"));
        return run(code, words.toArray(String[]::new));
    }

    private static List<Map<String, Object>> trials(Map<String, Object> json) {
        List<Map<String, Object>> trials = new ArrayList<>();
        for (Object trial : (List<?>) Objects.requireNonNull(json.get("trials"))) {
            @SuppressWarnings("unchecked") // an object of JSON
            Map<String, Object> object = (Map<String, Object>) trial;
            trials.add(object);
        }
        return trials;
    }

    /** Of all trials, not of the best alone: one may be best by chance. */
    @Test
    void theWordsTrainTheSame() throws IOException {
        Map<String, Object> json = Json.parse(tune(0, "--json", "-"));
        List<Map<String, Object>> trials = trials(json);
        assertEquals(6, trials.size());
        for (Map<String, Object> trial : trials) {
            List<String> words = new ArrayList<>(List.of("train", "iris", "--epochs", "9"));
            ((Map<?, ?>) Objects.requireNonNull(trial.get("options")))
                    .forEach((key, value) -> words.addAll(List.of("--" + key, String.valueOf(value))));
            words.addAll(List.of("--quiet", "--json", "-"));
            assertEquals(trial.get("loss"), validation(Json.parse(run(0, words.toArray(String[]::new)))), words + "");
        }
        Map<?, ?> best = (Map<?, ?>) Objects.requireNonNull(json.get("best"));
        assertEquals(trials.getFirst().get("loss"), best.get("loss"));
        List<String> command =
                new ArrayList<>(List.of(String.valueOf(best.get("command")).split(" ")));
        assertEquals("lanewise", command.removeFirst());
        command.addAll(List.of("--quiet", "--json", "-"));
        assertEquals(best.get("loss"), validation(Json.parse(run(0, command.toArray(String[]::new)))));
    }

    private static Object validation(Map<String, Object> trained) {
        int best = ((Number) Objects.requireNonNull(trained.get("bestEpoch"))).intValue();
        Map<?, ?> epoch = (Map<?, ?>) ((List<?>) Objects.requireNonNull(trained.get("epochs"))).get(best - 1);
        return Objects.requireNonNull(epoch.get("validationLoss"));
    }

    @Test
    void threadsChangeNothingAndSeedsDo() throws IOException {
        for (String[] how : new String[][] {{}, {"--halving"}, {"--folds", "3"}}) {
            List<String> one = new ArrayList<>(List.of(how));
            one.addAll(List.of("--json", "-", "--threads", "1"));
            String first = tune(0, one.toArray(String[]::new));
            one.set(one.size() - 1, "3");
            assertEquals(first, tune(0, one.toArray(String[]::new)));
        }
        assertNotEquals(tune(0, "--json", "-"), tune(0, "--json", "-", "--seed", "2"));
    }

    @Test
    void halvingGoesOnWithTheBestThirdAndTheSettingsWithoutASearch() throws IOException {
        List<Map<String, Object>> trials =
                trials(Json.parse(tune(0, "--halving", "--trials", "9", "--epochs", "18", "--json", "-")));
        for (int share : new int[] {9, 3}) {
            List<Object> kept = numbers(trials, share / 3);
            List<Object> ranked = numbers(trials, share);
            assertEquals(share == 9 ? 9 : ranked.size(), ranked.size());
            int count = share == 9 ? 3 : 1;
            assertTrue(kept.containsAll(ranked.subList(0, count)), ranked + " " + kept);
            assertTrue(kept.stream().anyMatch(number -> ((Number) number).intValue() == 1));
            assertTrue(kept.size() <= count + 1);
        }
        trials.forEach(trial -> assertTrue(((Number) Objects.requireNonNull(trial.get("epochs"))).doubleValue()
                <= 18 * ((Number) Objects.requireNonNull(trial.get("share"))).doubleValue() + 1e-9));
    }

    private static List<Object> numbers(List<Map<String, Object>> trials, int share) {
        return trials.stream()
                .filter(trial ->
                        Math.rint(1 / ((Number) Objects.requireNonNull(trial.get("share"))).doubleValue()) == share)
                .map(trial -> Objects.requireNonNull(trial.get("trial")))
                .toList();
    }

    /** Killed in the middle, with half a line left behind, it goes on to what it would have come to; then it has nothing left to do. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aKilledSearchGoesOnToTheSame(boolean halving) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("tune", "digits", "--trials", "9", "--epochs", "12"));
        words.addAll(List.of("--hidden", "16", "--members", "2", "--kernels", "scalar", "--json"));
        if (halving) {
            words.add(1, "--halving");
        }
        List<String> whole = new ArrayList<>(words);
        whole.addAll(List.of(path("whole.json"), "--quiet"));
        run(0, whole.toArray(String[]::new));
        words.addAll(List.of("killed.json", "--journal", "j.jsonl"));
        Path journal = folder.resolve("j.jsonl");
        Process process = new LanewiseProcess(folder)
                .builder(words.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        while (process.isAlive() && lines(journal).size() < 4) {
            Thread.sleep(20);
        }
        process.destroyForcibly().waitFor();
        List<String> before = lines(journal);
        assertTrue(before.size() >= 4 && before.size() < 10, before.size() + " lines");
        assertFalse(Files.exists(folder.resolve("killed.json")));
        Files.writeString(journal, "{\"trial\":7,\"share\":1,\"lo", StandardOpenOption.APPEND);
        LanewiseProcess.Result resumed = new LanewiseProcess(folder).run(words.toArray(String[]::new));
        assertEquals(0, resumed.code(), resumed.err());
        assertEquals(-1, Files.mismatch(folder.resolve("whole.json"), folder.resolve("killed.json")));
        List<String> after = lines(journal);
        assertEquals(before.subList(0, 4), after.subList(0, 4));
        assertEquals(after.size(), after.stream().distinct().count());
        LanewiseProcess.Result again = new LanewiseProcess(folder).run(words.toArray(String[]::new));
        assertEquals(0, again.code(), again.err());
        assertEquals(after, lines(journal));
        assertEquals(-1, Files.mismatch(folder.resolve("whole.json"), folder.resolve("killed.json")));
    }

    private static List<String> lines(Path journal) throws IOException {
        return Files.exists(journal) ? Files.readAllLines(journal) : List.of();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // has no SIGINT
    void ctrlCSaysHowToGoOn() throws IOException, InterruptedException {
        Process process = new LanewiseProcess(folder)
                .builder(
                        "tune",
                        "iris",
                        "--trials",
                        "400",
                        "--hidden",
                        "8",
                        "--members",
                        "1",
                        "--kernels",
                        "scalar",
                        "--journal",
                        "my j",
                        "--json",
                        "t.json")
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        while (process.isAlive() && lines(folder.resolve("my j")).size() < 2) {
            Thread.sleep(20);
        }
        ProcessTest.interrupt(process);
        String err = Files.readString(folder.resolve("err.txt"));
        assertEquals(130, process.waitFor(), err);
        err = Files.readString(folder.resolve("err.txt"));
        assertTrue(err.contains("of 400 trials. Go on with: lanewise tune iris --trials 400 --hidden 8"), err);
        assertTrue(err.contains("--journal 'my j'"), err);
        assertEquals(
                true, Json.parse(Files.readString(folder.resolve("t.json"))).get("interrupted"));
        assertTrue(Files.readString(folder.resolve("out.txt")).contains("Train it"));
    }

    @Test
    void moreTrialsGoOnFromFewer() throws IOException {
        tune(0, "--trials", "3", "--journal", path("j"), "--json", path("few.json"));
        tune(0, "--journal", path("j"), "--json", path("more.json"));
        tune(0, "--json", path("whole.json"));
        assertEquals(-1, Files.mismatch(folder.resolve("whole.json"), folder.resolve("more.json")));
        assertEquals(7, lines(folder.resolve("j")).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seed 2|its seed is 1, not 2",
                "--epochs 8|its options is --epochs=9, not --epochs=8",
                "--halving|its search is random, not halving",
                "--folds 3|its judge is validation loss, not 3 folds",
                "--space dropout=0,0.5|its space dropout is 0,0.05,0.1,0.2,0.3,0.4, not 0,0.5",
                "--test-fraction 0.3|its test rows is 0.2, not 0.3",
                "wine|its data is"
            })
    void aJournalOfOtherDataOrSettingsIsRefused(String other, String expected) throws IOException {
        tune(0, "--trials", "2", "--journal", path("j"));
        String before = Files.readString(folder.resolve("j"));
        List<String> words = new ArrayList<>(List.of("tune", "iris", "--quiet", "--epochs", "9", "--trials", "6"));
        words.addAll(List.of("--space", "hidden=8/16/8,8", "--space", "members=1,2", "--journal", path("j")));
        List<String> change = List.of(other.split(" "));
        if (other.equals("wine")) {
            words.set(1, "wine");
        } else if (words.contains(change.getFirst()) && !change.getFirst().equals("--space")) {
            words.set(words.indexOf(change.getFirst()) + 1, change.getLast());
        } else {
            words.addAll(change);
        }
        String err = run(2, words.toArray(String[]::new));
        assertTrue(err.contains("it is of other data or settings: " + expected), err);
        assertEquals(1, err.lines().count(), err);
        assertEquals(before, Files.readString(folder.resolve("j")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "my notes|line 1: this is no line of a journal",
                "my notes\\n|line 1: this is no line of a journal",
                "{}\\n|it is of other data or settings",
                "JOURNAL{\"trial\":2}\\n|line 4: this is no line of a journal",
                "JOURNAL\\n|line 4: this is no line of a journal",
                "JOURNAL{\"trial\":4,\"share\":1,\"loss\":1,\"epochs\":1,\"bestEpoch\":1,\"options\":{\"hidden\":\"9\"}}\\n"
                        + "|trial 4 has other options"
            })
    void whatIsNoJournalIsRefusedAndStays(String text, String expected) throws IOException {
        tune(0, "--trials", "2", "--journal", path("j"));
        String journal = Files.readString(folder.resolve("j"));
        String content = text.replace("JOURNAL", journal).replace("\\n", "\n");
        Files.writeString(folder.resolve("j"), content);
        String err = tune(2, "--journal", path("j"));
        assertTrue(err.contains(expected), err);
        assertEquals(1, err.lines().count(), err);
        assertEquals(content, Files.readString(folder.resolve("j")));
    }

    /** Killed while it wrote its first line. */
    @Test
    void aJournalThatHadHardlyBegunBegins() throws IOException {
        tune(0, "--trials", "2", "--threads", "1", "--journal", path("j"));
        String journal = Files.readString(folder.resolve("j"));
        Files.writeString(folder.resolve("j"), journal.substring(0, 30));
        tune(0, "--trials", "2", "--threads", "1", "--journal", path("j"));
        assertEquals(journal, Files.readString(folder.resolve("j")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--space loss=huber|names 'loss', which is not searched",
                "--space hiden=8|Did you mean 'hidden'",
                "--space dropout=0.5..0.1|write a range such as",
                "--space members=1..2.5|write a range such as",
                "--space activation=relu,|write a range such as",
                "--space activation=relu,foo|foo",
                "--space dropout=0..2|2.0",
                "--space dropout|--space takes KEY=RANGE",
                "--space dropout=auto|only learning-rate takes that",
                "--space learning-rate=x..1|write a range such as",
                "--dropout 0.1 --space dropout=0,0.1|Give either --dropout or --space dropout",
                "--space dropout=0,0.1 --space dropout=0|given twice",
                "--validation-fraction 0|leaves no rows to judge trials by",
                "--trials 0|--trials",
                "--folds 1|--folds",
                "--folds 80|80 folds take two rows each",
                "--test iris --test-fraction 0.1|not both",
                "--journal nowhere/j|there is no folder",
                "--interval 0.9|interval is for regression"
            })
    void whatDoesNotFitIsOneLine(String words, String expected) {
        List<String> all = new ArrayList<>(List.of("tune", "iris", "--quiet", "--epochs", "2"));
        all.addAll(List.of(words.split(" ")));
        String err = run(2, all.toArray(String[]::new));
        assertTrue(err.contains(expected), err);
        assertEquals(1, err.lines().count(), err);
    }

    @Test
    void divergedTrialsComeLast() throws IOException {
        Map<String, Object> json = Json.parse(tune(
                0, "--space", "optimizer=sgd", "--space", "learning-rate=1e25..1e30", "--trials", "3", "--json", "-"));
        assertEquals(1, ((Number) Objects.requireNonNull(trials(json).getFirst().get("trial"))).intValue());
        assertEquals(true, trials(json).getLast().get("diverged"));
        run(3, "tune", "iris", "--quiet", "--trials", "2", "--optimizer", "sgd", "--learning-rate", "1e30");
    }
}
