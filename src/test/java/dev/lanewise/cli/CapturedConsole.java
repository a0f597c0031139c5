package dev.lanewise.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The command line in this process, with its output kept. */
final class CapturedConsole {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console;
    private final Interrupts interrupts = new Interrupts();

    /** No terminal at all. */
    CapturedConsole() {
        this(new Terminals(false, false), Map.of());
    }

    CapturedConsole(Terminals terminals, Map<String, String> environment) {
        console = new Console(out, err, terminals, environment);
    }

    int run(String... arguments) {
        return Main.run(console, interrupts, arguments);
    }

    /** Forgets what was written so far. */
    void clear() {
        out.reset();
        err.reset();
    }

    Console console() {
        return console;
    }

    /** Results, which are JSON, CSV or plain text. */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(Charset.forName(System.getProperty("stderr.encoding", "UTF-8")));
    }
}
