package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.train.Recorder;
import dev.lanewise.train.Recording;
import dev.lanewise.train.Recording.LayerSample;
import dev.lanewise.train.Recording.MomentSample;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The option that records internals, and the file that it writes: CSV by layer, or JSON with the moments as well where the name ends in .json. */
final class RecordFile {

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Record gradient and weight norms, updates, idle units and moments by layer into this file: CSV, or JSON"
                            + " with the moments' histograms where it ends in .json. They are in the report, too. Changes no result.")
    @Nullable
    Path record;

    @Option(
            names = "--record-every",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Look at one step in N, at most 400 times. Default: 100.")
    @Nullable
    Integer every;

    private @Nullable OutputFile file;

    /** Checks before the work starts that the file can be written. */
    void check(String data) {
        if (every != null && record == null) {
            throw new UserException("--record-every is for --record, which was not given.");
        }
        file = record == null ? null : OutputFile.check("--record", record).distinctFrom(data);
    }

    /** Steps from one look to the next; 0 for none. */
    int interval() {
        return record == null ? 0 : Objects.requireNonNullElse(every, Recorder.EVERY);
    }

    /**
     * Writes the file, where one was asked for.
     *
     * @param columns names of what tells the recordings apart, each with a comma behind it; empty for one recording
     * @param recordings recordings by the values of these columns, each with a comma behind it
     */
    void write(String columns, Map<String, Recording> recordings) {
        if (file == null) {
            return;
        }
        String text = file.toString().endsWith(".json") ? json(columns, recordings) : csv(columns, recordings);
        file.write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String csv(String columns, Map<String, Recording> recordings) {
        StringBuilder text = new StringBuilder(columns)
                .append(
                        "epoch,step,layer,learning_rate,gradient_norm,weight_norm,update_norm,update_ratio,effective_step,idle_units\n");
        recordings.forEach((key, recording) -> {
            for (LayerSample s : recording.layers()) {
                text.append(key)
                        .append(s.epoch())
                        .append(',')
                        .append(s.step())
                        .append(',')
                        .append(s.layer());
                figures(s).values().forEach(value -> text.append(',').append(Double.isFinite(value) ? value : ""));
                text.append('\n');
            }
        });
        return text.toString();
    }

    private static Map<String, Double> figures(LayerSample s) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("learningRate", s.learningRate());
        figures.put("gradientNorm", s.gradientNorm());
        figures.put("weightNorm", s.weightNorm());
        figures.put("updateNorm", s.updateNorm());
        figures.put("updateRatio", s.updateRatio());
        figures.put("effectiveStep", s.effectiveStep());
        figures.put("idleUnits", s.idle());
        return figures;
    }

    private static String json(String columns, Map<String, Recording> recordings) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartArray();
            recordings.forEach((key, recording) -> {
                json.writeStartObject();
                List<String> names = List.of(columns.split(",", -1));
                List<String> values = List.of(key.split(",", -1));
                for (int i = 0; i < names.size() - 1; i++) {
                    json.writeStringProperty(names.get(i), values.get(i));
                }
                json.writeArrayPropertyStart("layers");
                recording.layers().forEach(sample -> layer(json, sample));
                json.writeEndArray();
                json.writeNumberProperty("leastExponent", MomentSample.LEAST);
                json.writeArrayPropertyStart("moments");
                recording.moments().forEach(sample -> moment(json, sample));
                json.writeEndArray();
                json.writeEndObject();
            });
            json.writeEndArray();
        }
        return out.append('\n').toString();
    }

    private static void layer(JsonGenerator json, LayerSample sample) {
        json.writeStartObject();
        json.writeNumberProperty("epoch", sample.epoch());
        json.writeNumberProperty("step", sample.step());
        json.writeNumberProperty("layer", sample.layer());
        figures(sample).forEach((name, value) -> JsonFile.number(json, name, value));
        json.writeEndObject();
    }

    private static void moment(JsonGenerator json, MomentSample sample) {
        json.writeStartObject();
        json.writeNumberProperty("step", sample.step());
        json.writeStringProperty("moment", sample.name());
        json.writeNumberProperty("zeros", sample.zeros());
        json.writeArrayPropertyStart("counts");
        sample.counts().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeEndObject();
    }
}
