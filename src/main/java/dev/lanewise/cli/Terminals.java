package dev.lanewise.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which streams are terminals. Java knows this for standard input and output together only, so the launcher tells it in the system property
 * {@code lanewise.terminals} ({@code out}, {@code err}, both or none of them); without it the links of {@code /proc} do.
 *
 * @param output whether standard output is one
 * @param error whether standard error is one
 */
record Terminals(boolean output, boolean error) {

    /** Width where there is no terminal that has one. */
    static final int WIDTH = 100;

    private static final int MOST = 160;
    private static final Pattern SIZE = Pattern.compile("(\\d+) (\\d+)\\s*");

    static Terminals detect() {
        String told = System.getProperty("lanewise.terminals");
        return told != null
                ? new Terminals(told.contains("out"), told.contains("err"))
                : new Terminals(isTerminal(1), isTerminal(2));
    }

    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || "/dev/console".equals(target);
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null && System.console().isTerminal();
        }
    }

    /** Returns the number of columns of the terminal, at least 40, or {@value #WIDTH} where there is none. */
    int width(Map<String, String> environment) {
        if (!output && !error) {
            return WIDTH;
        }
        int columns = number(environment.getOrDefault("COLUMNS", ""));
        if (columns == 0) {
            columns = askTerminal();
        }
        return columns == 0 ? 80 : Math.clamp(columns, 40, MOST);
    }

    private static int askTerminal() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroy();
                return 0;
            }
            Matcher size = SIZE.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            return size.matches() ? number(size.group(2)) : 0;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
