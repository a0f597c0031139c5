package dev.lanewise.report;

import dev.lanewise.testing.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A headless Chromium with one page, driven by the DevTools protocol. */
final class Browser implements AutoCloseable {

    private static final long PATIENCE = 60;

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final LinkedBlockingQueue<Map<String, Object>> answers = new LinkedBlockingQueue<>();
    private final List<String> complaints = new ArrayList<>();
    private int number;

    /** Returns the program, where it is installed. */
    static Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser(Path program) throws IOException, InterruptedException {
        profile = Files.createTempDirectory("chromium");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log.txt").toFile())
                .start();
        HttpClient client = HttpClient.newHttpClient();
        String page = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/json/new?about:blank"))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create((String) Json.parse(page).get("webSocketDebuggerUrl")), new Messages())
                .join();
        send("Page.enable", Map.of());
        send("Runtime.enable", Map.of());
        send("Log.enable", Map.of());
    }

    /** Chromium writes the port that it took into its profile. */
    private String port() throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!Files.exists(file) || Files.readAllLines(file).isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("Chromium does not start: " + Files.readString(profile.resolve("log.txt")));
            }
            Thread.sleep(20);
        }
        return Files.readAllLines(file).getFirst();
    }

    /** Joins the parts of messages; events that complain are kept, answers are handed on. */
    private final class Messages implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                Map<String, Object> message = Json.parse(text.toString());
                text.setLength(0);
                Object method = message.get("method");
                if (message.containsKey("id")) {
                    answers.add(message);
                } else if ("Runtime.exceptionThrown".equals(method)
                        || "Runtime.consoleAPICalled".equals(method)
                        || "Log.entryAdded".equals(method)) {
                    synchronized (complaints) {
                        complaints.add(message.get("params").toString());
                    }
                }
            }
            from.request(1);
            return null;
        }
    }

    /** Sends a command of the protocol and waits for its answer. */
    @SuppressWarnings("unchecked") // results are objects
    Map<String, Object> send(String method, Map<String, Object> parameters) throws InterruptedException {
        int id = ++number;
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("id", id);
            json.writeStringProperty("method", method);
            json.writeName("params");
            write(json, parameters);
            json.writeEndObject();
        }
        socket.sendText(text.toString(), true).join();
        Map<String, Object> answer;
        do {
            answer = answers.poll(PATIENCE, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IllegalStateException("Chromium does not answer " + method);
            }
        } while (((Double) answer.get("id")).intValue() != id);
        if (answer.containsKey("error")) {
            throw new IllegalStateException(method + ": " + answer.get("error"));
        }
        return (Map<String, Object>) answer.get("result");
    }

    @SuppressWarnings("unchecked") // made by this class's callers
    private static void write(JsonGenerator json, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                ((Map<String, Object>) map).forEach((key, inner) -> {
                    json.writeName(key);
                    write(json, inner);
                });
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(inner -> write(json, inner));
                json.writeEndArray();
            }
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            default -> json.writeString(value.toString());
        }
    }

    /** Opens a page in a window of some size and waits until all is drawn; returns the seconds that this took. */
    double open(Path file, int width, int height) throws InterruptedException {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        synchronized (complaints) {
            complaints.clear();
        }
        long start = System.nanoTime();
        send("Page.navigate", Map.of("url", file.toUri().toString()));
        await("document.documentElement?.dataset.ready === 'true'");
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Waits until an expression is true. */
    void await(String expression) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!Boolean.TRUE.equals(evaluate(expression))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never true: " + expression + "; the browser says " + complaints());
            }
            Thread.sleep(10);
        }
    }

    /** Returns the value of an expression of the page: a string, double, boolean, list, map or null. */
    Object evaluate(String expression) throws InterruptedException {
        Map<String, Object> answer = send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return ((Map<?, ?>) answer.get("result")).get("value");
    }

    /** Presses a key. */
    void press(String key) throws InterruptedException {
        boolean letter = key.length() == 1;
        for (String type : List.of("keyDown", "keyUp")) {
            send(
                    "Input.dispatchKeyEvent",
                    letter
                            ? Map.of("type", type, "key", key, "text", type.equals("keyDown") ? key : "")
                            : Map.of(
                                    "type",
                                    type,
                                    "key",
                                    key,
                                    "code",
                                    key,
                                    "windowsVirtualKeyCode",
                                    code(key),
                                    "text",
                                    // Without it, Enter presses no button.
                                    key.equals("Enter") && type.equals("keyDown") ? "\r" : ""));
        }
    }

    private static int code(String key) {
        return Map.of("ArrowLeft", 37, "ArrowRight", 39, "ArrowDown", 40, "Tab", 9, "Enter", 13, "Escape", 27)
                .get(key);
    }

    /** Turns the wheel over the middle of an element. */
    void wheel(String selector, int distance) throws InterruptedException {
        List<?> middle = (List<?>) evaluate("(() => { const r = document.querySelector('" + selector
                + "').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()");
        send(
                "Input.dispatchMouseEvent",
                Map.of("type", "mouseWheel", "x", middle.get(0), "y", middle.get(1), "deltaX", 0, "deltaY", distance));
    }

    /** Returns what the console showed since the page was opened: messages, warnings, errors and exceptions. */
    List<String> complaints() {
        synchronized (complaints) {
            return List.copyOf(complaints);
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
        try (Stream<Path> files = Files.walk(profile)) {
            // Processes of Chromium may still be writing; what they leave is in the folder for temporary files.
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
