package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object that goes to a file or, for {@code -}, to standard output. */
final class JsonFile {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonFile() {}

    static void checkWritable(@Nullable String target) {
        if (target != null && !"-".equals(target)) {
            OutputFile.checkWritable(Path.of(target));
        }
    }

    static void write(String target, PrintWriter out, Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        if ("-".equals(target)) {
            out.println(text);
            out.flush();
            return;
        }
        Path file = Path.of(target);
        try {
            OutputFile.write(file, stream -> stream.write((text + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UserException(file + ": cannot be written (" + e.getMessage() + ").", e);
        }
    }

    /** Writes a number; what is no finite number becomes null. */
    static void number(JsonGenerator json, String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeNullProperty(name);
        }
    }
}
