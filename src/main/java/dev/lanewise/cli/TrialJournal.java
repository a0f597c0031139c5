package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The trials that have ended, a line of JSON each, behind a first line that says of what data and settings they are. Each line is on the disk before the search goes on. A line
 * without its end, as a process that was killed leaves it, is taken away.
 */
final class TrialJournal implements AutoCloseable {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path path;
    private final FileChannel channel;
    private final List<Trial> trials = new ArrayList<>();

    private TrialJournal(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens a journal, or begins one.
     *
     * @param settings data and settings by name
     * @throws UserException in one line, where it is of other data or settings, or no journal, or another process writes it
     */
    static TrialJournal open(Path path, Map<String, String> settings) {
        try {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            TrialJournal journal = new TrialJournal(path, channel);
            boolean ready = false;
            try {
                journal.read(settings);
                ready = true;
                return journal;
            } finally {
                if (!ready) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private static UserException failure(Path path, IOException e) {
        return new UserException(
                "--journal " + path + ": cannot be read or written (" + Text.oneLine(String.valueOf(e.getMessage()))
                        + "). Choose another place.",
                e);
    }

    private void read(Map<String, String> settings) throws IOException {
        lock();
        String first = settingsLine(settings);
        byte[] bytes = Files.readAllBytes(path);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        String rest = new String(bytes, end, bytes.length - end, StandardCharsets.UTF_8);
        if (end == 0) {
            if (!first.startsWith(rest)) {
                throw foreign(1);
            }
            channel.truncate(0);
            write(first);
            return;
        }
        String[] lines = new String(bytes, 0, end, StandardCharsets.UTF_8).split("\n", -1);
        compare(settings, lines[0]);
        for (int i = 1; i < lines.length - 1; i++) {
            trials.add(trial(lines[i], i + 1));
        }
        channel.truncate(end);
        channel.position(end);
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // told below
        }
        throw new UserException(
                "--journal " + path + ": another search writes it. Wait for its end, or name another file.");
    }

    private UserException foreign(int line) {
        return new UserException("--journal " + path + ", line " + line
                + ": this is no line of a journal of 'lanewise tune'. Name a new file, or mend it.");
    }

    private void compare(Map<String, String> settings, String line) {
        Map<String, String> kept;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            kept = texts(parser);
            expect(parser.nextToken() == null);
        } catch (JacksonException | IllegalStateException e) {
            throw foreign(1);
        }
        Map<String, String> all = new TreeMap<>(kept);
        settings.forEach(all::putIfAbsent);
        for (String name : all.keySet()) {
            String was = kept.getOrDefault(name, "none");
            String is = settings.getOrDefault(name, "none");
            if (!was.equals(is)) {
                throw new UserException("--journal " + path + ": it is of other data or settings: its " + name + " is "
                        + was + ", not " + is + ". Name another file, or give what it was begun with.");
            }
        }
    }

    /** Reads an object of texts where the parser stands at its start. */
    private static Map<String, String> texts(JsonParser parser) {
        expect(parser.currentToken() == JsonToken.START_OBJECT);
        Map<String, String> texts = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            expect(parser.nextToken() == JsonToken.VALUE_STRING);
            texts.put(name, parser.getString());
        }
        expect(parser.currentToken() == JsonToken.END_OBJECT);
        return texts;
    }

    private static void expect(boolean right) {
        if (!right) {
            throw new IllegalStateException("not as it is written");
        }
    }

    private Trial trial(String line, int number) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Map<String, String> options = Map.of();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_OBJECT) {
                    options = texts(parser);
                } else {
                    expect(token.isNumeric() || token == JsonToken.VALUE_NULL);
                    numbers.put(name, token.isNumeric() ? parser.getDoubleValue() : Double.POSITIVE_INFINITY);
                }
            }
            expect(parser.nextToken() == null);
        } catch (JacksonException | IllegalStateException e) {
            throw foreign(number);
        }
        double loss = numbers.getOrDefault("loss", Double.NaN);
        if (Double.isNaN(loss) || loss == Double.NEGATIVE_INFINITY) {
            throw foreign(number);
        }
        return new Trial(
                whole(numbers, "trial", 1, number),
                whole(numbers, "share", 1, number),
                options,
                loss,
                whole(numbers, "epochs", 0, number),
                whole(numbers, "bestEpoch", 0, number));
    }

    /** A number of at least some size; {@code line} is where it stands. */
    private int whole(Map<String, Double> numbers, String name, int least, int line) {
        double value = numbers.getOrDefault(name, Double.NaN);
        if (!(value >= least && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
            throw foreign(line);
        }
        return (int) value;
    }

    /** Returns the trials that it had when it was opened. */
    List<Trial> trials() {
        return List.copyOf(trials);
    }

    /** Adds a trial; on the disk when this returns. From any thread. */
    synchronized void add(Trial trial) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeNumberProperty("trial", trial.number());
            json.writeNumberProperty("share", trial.share());
            JsonFile.number(json, "loss", trial.loss());
            json.writeNumberProperty("epochs", trial.epochs());
            json.writeNumberProperty("bestEpoch", trial.bestEpoch());
            texts(json, "options", trial.options());
            json.writeEndObject();
        }
        try {
            write(line + "\n");
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    static void texts(JsonGenerator json, String name, Map<String, String> texts) {
        json.writeObjectPropertyStart(name);
        texts.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static String settingsLine(Map<String, String> settings) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            settings.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        return line + "\n";
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }
}
