package dev.lanewise.fuzz;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs Jazzer on a target: {@code TARGET SECONDS RUNS}, and more of the fuzzer's options. 0 seconds are no limit, -1 runs neither. It starts from the kept
 * inputs and from those of earlier runs in {@code target/fuzz/TARGET/corpus}; what breaks the contract goes to {@code target/fuzz/TARGET/findings}.
 */
final class Fuzz {

    private Fuzz() {}

    public static void main(String[] args) throws Exception {
        FuzzTargets.Target target = args.length < 3 ? null : FuzzTargets.ALL.get(args[0]);
        if (target == null) {
            throw new IllegalArgumentException(
                    "TARGET SECONDS RUNS are expected; the targets are " + FuzzTargets.ALL.keySet());
        }
        Path folder = Path.of("target/fuzz").resolve(args[0]);
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path findings = Files.createDirectories(folder.resolve("findings"));
        List<String> options = new ArrayList<>(List.of(
                "--target_class=" + target.type().getName(),
                "--instrumentation_includes=dev.lanewise.**:de.siegmar.**:tools.jackson.**:picocli.**",
                // Bytes are bytes here; without it the fuzzer is faster.
                "--mutator_framework=false",
                "--reproducer_path=" + findings,
                "-artifact_prefix=" + findings + "/",
                "-max_total_time=" + args[1],
                "-runs=" + args[2],
                "-timeout=10",
                "-rss_limit_mb=3000",
                "-max_len=4096",
                "-print_final_stats=1"));
        options.addAll(Arrays.asList(args).subList(3, args.length));
        options.add(corpus.toString());
        options.add(FuzzTargets.KEPT.resolve(args[0]).toString());
        // Only the profile has it on the class path.
        Method main = Class.forName("com.code_intelligence.jazzer.Jazzer").getMethod("main", String[].class);
        main.invoke(null, (Object) options.toArray(String[]::new));
    }
}
