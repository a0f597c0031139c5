package dev.lanewise.cli;

import dev.lanewise.lab.ComparisonResult;
import dev.lanewise.lab.Ranking;
import dev.lanewise.lab.TrainingRun;
import dev.lanewise.model.NetworkText;
import dev.lanewise.model.TrainingSetup;
import dev.lanewise.train.EpochRecord;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** A comparison as a JSON object. */
final class CompareJson {

    private final ComparisonResult result;

    CompareJson(ComparisonResult result) {
        this.result = result;
    }

    void writeTo(JsonFile output) {
        output.write(this::properties);
    }

    private void properties(JsonGenerator json) {
        TrainingSetup setup = result.setup();
        JsonFile.text(json, "data", setup == null ? null : setup.source());
        JsonFile.text(json, "network", setup == null ? null : NetworkText.line(setup.network()));
        json.writeBooleanProperty("interrupted", result.interrupted());
        json.writeNumberProperty("sideBySide", result.parallel());
        Ranking ranking = result.ranking();
        json.writeNumberProperty("seedsRanked", ranking.seeds());
        json.writeNumberProperty("confidenceOfEach", ranking.level());
        json.writeArrayPropertyStart("ranking");
        for (Ranking.Place place : ranking.places()) {
            json.writeStartObject();
            json.writeStringProperty("optimizer", place.candidate().label());
            json.writeNumberProperty("rate", place.candidate().optimizer().learningRate());
            JsonFile.number(json, "loss", place.loss());
            JsonFile.number(json, "deviation", place.deviation());
            JsonFile.number(json, "score", place.score());
            JsonFile.number(json, "difference", place.difference());
            JsonFile.number(json, "margin", place.margin());
            json.writeNumberProperty("diverged", place.diverged());
            json.writeStringProperty(
                    "verdict", place.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("runs");
        result.runs().forEach(run -> run(json, run));
        json.writeEndArray();
    }

    private static void run(JsonGenerator json, TrainingRun run) {
        json.writeStartObject();
        json.writeStringProperty("optimizer", run.candidate().label());
        JsonFile.settings(json, "set", run.candidate().optimizer().settings());
        json.writeNumberProperty("seed", run.seed());
        json.writeBooleanProperty("diverged", run.diverged());
        JsonFile.number(json, "validationLoss", run.validation());
        JsonFile.number(json, "loss", run.loss());
        JsonFile.number(json, "score", run.score());
        json.writeNumberProperty("batchSize", run.plan().batchSize());
        json.writeNumberProperty("epochsPlanned", run.plan().epochs());
        JsonFile.number(json, "seconds", run.seconds());
        JsonFile.number(json, "medianSecondsOfEpoch", run.secondsOfEpoch());
        array(json, "steps", run.curve().steps());
        array(json, "losses", run.curve().losses());
        array(json, "stepSeconds", run.curve().seconds());
        array(
                json,
                "trainLosses",
                run.epochs().stream().mapToDouble(EpochRecord::trainLoss).toArray());
        array(
                json,
                "validationLosses",
                run.epochs().stream().mapToDouble(EpochRecord::validationLoss).toArray());
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, String name, double[] values) {
        json.writeArrayPropertyStart(name);
        for (double value : values) {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }
}
