package dev.lanewise.jmh;

import dev.lanewise.kernel.Kernels;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Where and how a run was made, as lines of name and text. */
final class Environment {

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

    private static String describe(Peer peer) {
        try {
            return peer.coordinates() + ": " + peer.describe();
        } catch (Exception | LinkageError e) {
            return peer.coordinates() + ": does not run here: " + e;
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
