package dev.lanewise.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where a command writes to: results to standard output, messages and progress to standard error. */
final class Console {

    /** Results as raw bytes. */
    final StandardOutput data;
    /** Results as text, in the terminal's encoding. */
    final PrintStream out;
    /** Messages, in the terminal's encoding. */
    final PrintStream err;

    /** Whether results are seen on a terminal, not kept. */
    final boolean terminal;

    final Style style;
    /** Whether one line on standard error may be written over and over. */
    final boolean liveProgress;
    /** Whether results may hold block characters. */
    final boolean blocks;
    /** Columns that text may take. */
    final int width;

    Console(
            OutputStream standardOutput,
            OutputStream standardError,
            Terminals terminals,
            Map<String, String> environment) {
        data = new StandardOutput(new BufferedOutputStream(standardOutput, 1 << 15));
        out = new PrintStream(data, false, charset("stdout.encoding"));
        err = new PrintStream(standardError, true, charset("stderr.encoding"));
        terminal = terminals.output();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean plain = dumb || !environment.getOrDefault("NO_COLOR", "").isEmpty();
        style = new Style(terminals.output() && !plain, terminals.error() && !plain);
        blocks =
                !dumb && out.charset().canEncode() && out.charset().newEncoder().canEncode(Sparkline.BLOCKS);
        liveProgress = terminals.error() && !dumb;
        width = terminals.width(environment);
    }

    /** Returns the console of this process. */
    static Console system() {
        return new Console(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Terminals.detect(),
                System.getenv());
    }

    private static Charset charset(String property) {
        String name = System.getProperty(property, "UTF-8");
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    /** Tells the user something; in one line, but for a terminal that is too narrow. */
    void message(String text) {
        String line = "lanewise: " + Text.oneLine(text);
        Text.wrap(line, liveProgress ? width : Integer.MAX_VALUE).forEach(err::println);
    }
}
