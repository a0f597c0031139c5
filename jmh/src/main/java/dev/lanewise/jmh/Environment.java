package dev.lanewise.jmh;

import dev.lanewise.kernel.Kernels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Where and how a run was made, as lines of name and text. */
public final class Environment {

    private Environment() {}

    static Map<String, String> describe(String command) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "Date",
                OffsetDateTime.now(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString());
        facts.put("Command", command);
        facts.put("CPU", cpu());
        facts.put("Processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("OS", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
        facts.put("JDK", property("java.vm.vendor") + " " + property("java.vm.version"));
        facts.put(
                "JVM flags",
                String.join(
                        " ",
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                .filter(flag -> flag.startsWith("-X") || flag.startsWith("--"))
                                .toList()));
        facts.put("Kernels", Kernels.best().toString());
        for (Peer peer : ServiceLoader.load(Peer.class)) {
            facts.put(peer.name(), describe(peer));
        }
        return facts;
    }

    /** Asks a peer in a JVM of its own, since a native library that does not fit may end it. */
    private static String describe(Peer peer) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(property("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", property("java.class.path"), Environment.class.getName()));
        command.add(peer.getClass().getName());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            List<String> lines = process.inputReader().lines().toList();
            String last = lines.isEmpty() ? "it ended without a word" : lines.getLast();
            int code = process.waitFor();
            return peer.coordinates() + ": " + (code == 0 ? last : "does not run here, code " + code + ": " + last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return peer.coordinates() + ": not asked";
        }
    }

    /** Prints what a peer says of itself, or why it does not run. */
    public static void main(String[] args) {
        for (Peer peer : ServiceLoader.load(Peer.class)) {
            if (peer.getClass().getName().equals(args[0])) {
                try {
                    System.out.println(peer.describe());
                } catch (Throwable e) { // whatever a foreign library throws is the answer
                    System.out.println(e);
                    System.exit(1);
                }
                System.exit(0); // some peers leave threads behind
            }
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return property("os.arch"); // no Linux
        }
    }
}
