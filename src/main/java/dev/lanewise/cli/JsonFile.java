package dev.lanewise.cli;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** The target of {@code --json}: a file, or {@code -} for standard output, which then holds that object alone. */
final class JsonFile {

    private static final ObjectWriteContext PRETTY = new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    };

    private final Console console;
    private final @Nullable OutputFile file;

    private JsonFile(Console console, @Nullable OutputFile file) {
        this.console = console;
        this.file = file;
    }

    /** Checks the value of the option; null where it was not given. */
    static @Nullable JsonFile check(Console console, @Nullable String option) {
        if (option == null) {
            return null;
        }
        return new JsonFile(console, "-".equals(option) ? null : OutputFile.check("--json", Path.of(option)));
    }

    /** Whether standard output is to hold the object alone. */
    boolean takesStandardOutput() {
        return file == null;
    }

    /** Writes one object. */
    void write(Consumer<JsonGenerator> properties) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(PRETTY, bytes)) {
            json.writeStartObject();
            properties.accept(json);
            json.writeEndObject();
        }
        bytes.write('\n');
        if (file == null) {
            console.data.write(bytes.toByteArray(), 0, bytes.size());
        } else {
            file.write(bytes::writeTo);
        }
    }

    /** Writes a number, or null where it is not finite. */
    static void number(JsonGenerator json, String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeNullProperty(name);
        }
    }

    /** Writes a text, or null. */
    static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    /** Writes texts as an array. */
    static void texts(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    /** Writes texts by name as an object; those that are JSON numbers or booleans are written as such. */
    static void settings(JsonGenerator json, String name, Map<String, String> values) {
        json.writeObjectPropertyStart(name);
        values.forEach((key, value) -> {
            json.writeName(key);
            if (value.matches("-?(0|[1-9]\\d{0,14})(\\.\\d+)?([eE][-+]?\\d{1,3})?")) {
                json.writeNumber(value);
            } else if ("true".equals(value) || "false".equals(value)) {
                json.writeBoolean(Boolean.parseBoolean(value));
            } else {
                json.writeString(value);
            }
        });
        json.writeEndObject();
    }
}
