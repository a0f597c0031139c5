package dev.lanewise.jmh;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The report as JSON, a line for each benchmark. */
final class ReportJson {

    private ReportJson() {}

    static String of(Report report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeName("environment");
            write(json, report.environment());
            json.writeName("missing");
            json.writeStartArray();
            report.missing().forEach(json::writeString);
            json.writeEndArray();
            json.writeName("results");
            json.writeStartArray();
            for (Measured measured : report.results()) {
                json.writeRaw('\n');
                write(json, measured);
            }
            json.writeRaw('\n');
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Map<String, String> map) {
        json.writeStartObject();
        map.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Measured measured) {
        json.writeStartObject();
        json.writeStringProperty("family", measured.family());
        json.writeStringProperty("contender", measured.contender());
        json.writeStringProperty("method", measured.method());
        json.writeName("parameters");
        write(json, measured.parameters());
        json.writeStringProperty("metric", measured.metric());
        json.writeNumberProperty("median", measured.median());
        json.writeName("samples");
        json.writeStartObject();
        measured.samples().forEach((metric, values) -> write(json, metric, values));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String metric, List<Double> values) {
        json.writeName(metric);
        json.writeStartArray();
        values.forEach(json::writeNumber);
        json.writeEndArray();
    }
}
