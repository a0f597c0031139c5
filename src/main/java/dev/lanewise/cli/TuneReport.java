package dev.lanewise.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * The trials of a search for people and as JSON, which tells nothing that depends on how long it took or how often it was interrupted.
 *
 * @param settings data and settings by name
 * @param space what was drawn from, by key
 * @param keys the keys in order
 * @param trials the trials that ended, best first
 * @param asked how many there are at most
 * @param judge what trials are judged by
 * @param words the words that train as trial 1 does
 * @param interrupted whether not all have ended
 */
record TuneReport(
        Map<String, String> settings,
        Map<String, String> space,
        List<String> keys,
        List<Trial> trials,
        int asked,
        String judge,
        List<String> words,
        boolean interrupted) {

    private static final int SHOWN = 10;

    void print(Console console) {
        List<String> shown = keys.stream()
                .filter(key -> trials.stream().anyMatch(trial -> trial.options().containsKey(key)))
                .toList();
        boolean shares = trials.stream().anyMatch(trial -> trial.share() > 1);
        List<String> header = new ArrayList<>(List.of("Trial"));
        if (shares) {
            header.add("Share");
        }
        header.addAll(List.of(judge, "Epochs"));
        header.addAll(shown);
        TextTable table = new TextTable(0, header.toArray(String[]::new));
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            if (i >= SHOWN && !isPlain(trial)) {
                continue;
            }
            List<String> cells = new ArrayList<>(List.of(String.valueOf(trial.number())));
            if (shares) {
                cells.add(trial.share() == 1 ? "1" : "1/" + trial.share());
            }
            cells.add(trial.told());
            cells.add(
                    trial.bestEpoch() == 0 ? String.valueOf(trial.epochs()) : trial.bestEpoch() + "/" + trial.epochs());
            shown.forEach(key -> cells.add(trial.options().getOrDefault(key, "-")));
            table.add(cells);
        }
        table.print(console.out, console.style);
        console.out.println();
        Trial best = trials.getFirst();
        Facts facts = new Facts(console)
                .add(
                        "Trials",
                        (interrupted ? trials.size() + " of at most " + asked : String.valueOf(trials.size()))
                                + "; the best " + SHOWN
                                + " and trial 1, the settings without a search, are shown; - for what they leave open");
        if (best.diverged()) {
            facts.add("Best", "none: all trials diverged. Try lower rates by --space learning-rate=1e-4..1e-2");
            return;
        }
        if (best.share() > 1) {
            facts.add("Best", "trial " + best.number() + " so far; none has had all its epochs yet");
        }
        facts.add("Train it", command(best));
    }

    /** Trial 1 at its longest. */
    private boolean isPlain(Trial trial) {
        return trial.number() == 1
                && trials.stream().noneMatch(other -> other.number() == 1 && other.share() < trial.share());
    }

    /** The words that train as a trial does. */
    private String command(Trial trial) {
        StringBuilder line = new StringBuilder("lanewise");
        words.forEach(word -> line.append(' ').append(Text.shell(word)));
        trial.options()
                .forEach((key, value) ->
                        line.append(" --").append(key).append(' ').append(Text.shell(value)));
        return line.toString();
    }

    void properties(JsonGenerator json) {
        TrialJournal.texts(json, "settings", settings);
        Map<String, String> ordered = new LinkedHashMap<>();
        keys.forEach(key -> ordered.put(key, space.getOrDefault(key, "")));
        TrialJournal.texts(json, "space", ordered);
        json.writeStringProperty("judgedBy", judge);
        json.writeBooleanProperty("interrupted", interrupted);
        Trial best = trials.isEmpty() || trials.getFirst().diverged() ? null : trials.getFirst();
        if (best == null) {
            json.writeNullProperty("best");
        } else {
            json.writeObjectPropertyStart("best");
            trial(json, best);
            json.writeStringProperty("command", command(best));
            json.writeEndObject();
        }
        json.writeArrayPropertyStart("trials");
        for (Trial trial : trials) {
            json.writeStartObject();
            trial(json, trial);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void trial(JsonGenerator json, Trial trial) {
        json.writeNumberProperty("trial", trial.number());
        json.writeNumberProperty("share", 1.0 / trial.share());
        JsonFile.number(json, "loss", trial.loss());
        json.writeBooleanProperty("diverged", trial.diverged());
        json.writeNumberProperty("epochs", trial.epochs());
        json.writeNumberProperty("bestEpoch", trial.bestEpoch());
        TrialJournal.texts(json, "options", trial.options());
    }
}
