package dev.lanewise.model;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.NetworkSpec;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The description of a network as JSON: {@code {"inputs":4,"layers":[{"type":"dense","units":16,"activation":"relu","initializer":"he-uniform"},
 * {"type":"dropout","probability":0.1}]}}.
 */
final class NetworkCodec {

    private NetworkCodec() {}

    static String write(NetworkSpec spec) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeNumberProperty("inputs", spec.inputs());
            json.writeName("layers");
            json.writeStartArray();
            for (LayerSpec layer : spec.layers()) {
                json.writeStartObject();
                switch (layer) {
                    case LayerSpec.Dense dense -> {
                        json.writeStringProperty("type", "dense");
                        json.writeNumberProperty("units", dense.units());
                        json.writeStringProperty("activation", dense.activation().label());
                        json.writeStringProperty("initializer", dense.initializer().label());
                    }
                    case LayerSpec.Dropout dropout -> {
                        json.writeStringProperty("type", "dropout");
                        json.writeNumberProperty("probability", dropout.probability());
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toString();
    }

    static NetworkSpec read(String text) {
        int inputs = 0;
        List<LayerSpec> layers = new ArrayList<>();
        try (JsonParser json = Json.parser(text)) {
            Json.expectNext(json, JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                switch (json.currentName()) {
                    case "inputs" -> {
                        Json.expectNext(json, JsonToken.VALUE_NUMBER_INT);
                        inputs = json.getIntValue();
                    }
                    case "layers" -> {
                        Json.expectNext(json, JsonToken.START_ARRAY);
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            layers.add(layer(json));
                        }
                    }
                    case null, default -> throw Json.fail(json, "unknown property of a network");
                }
            }
            Json.expectEnd(json);
        }
        return new NetworkSpec(inputs, layers);
    }

    private static LayerSpec layer(JsonParser json) {
        Json.expect(json, JsonToken.START_OBJECT);
        Map<String, String> values = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            Json.expect(json, JsonToken.PROPERTY_NAME);
            String key = json.currentName();
            if (!json.nextToken().isScalarValue()) {
                throw Json.fail(json, "a layer's " + key + " is no plain value");
            }
            values.put(key, json.getString());
        }
        return switch (values.getOrDefault("type", "")) {
            case "dense" ->
                new LayerSpec.Dense(
                        Integer.parseInt(values.getOrDefault("units", "")),
                        Activation.valueOf(constant(values, "activation")),
                        Initializer.valueOf(constant(values, "initializer")));
            case "dropout" -> new LayerSpec.Dropout(Double.parseDouble(values.getOrDefault("probability", "")));
            default -> throw Json.fail(json, "a layer of unknown type");
        };
    }

    private static String constant(Map<String, String> values, String key) {
        return values.getOrDefault(key, "").toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
