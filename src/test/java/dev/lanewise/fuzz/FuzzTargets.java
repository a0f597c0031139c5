package dev.lanewise.fuzz;

import dev.lanewise.cli.JournalFuzz;
import dev.lanewise.cli.OptionsFuzz;
import dev.lanewise.data.IdxFuzz;
import dev.lanewise.data.TableFuzz;
import dev.lanewise.model.JsonFuzz;
import dev.lanewise.model.ModelFuzz;
import dev.lanewise.model.PyTorchFuzz;
import dev.lanewise.model.SafetensorsFuzz;
import dev.lanewise.optim.OptimizerFuzz;
import dev.lanewise.schedule.ScheduleFuzz;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What is fuzzed, by name. */
final class FuzzTargets {

    /** Where the kept inputs of each target lie. */
    static final Path KEPT = Path.of("src/test/resources/fuzz");

    static final Map<String, Target> ALL = new TreeMap<>(Map.of(
            "idx", new Target(IdxFuzz.class, IdxFuzz::fuzzerTestOneInput),
            "journal", new Target(JournalFuzz.class, JournalFuzz::fuzzerTestOneInput),
            "json", new Target(JsonFuzz.class, JsonFuzz::fuzzerTestOneInput),
            "model", new Target(ModelFuzz.class, ModelFuzz::fuzzerTestOneInput),
            "optimizer", new Target(OptimizerFuzz.class, OptimizerFuzz::fuzzerTestOneInput),
            "options", new Target(OptionsFuzz.class, OptionsFuzz::fuzzerTestOneInput),
            "pytorch", new Target(PyTorchFuzz.class, PyTorchFuzz::fuzzerTestOneInput),
            "safetensors", new Target(SafetensorsFuzz.class, SafetensorsFuzz::fuzzerTestOneInput),
            "schedule", new Target(ScheduleFuzz.class, ScheduleFuzz::fuzzerTestOneInput),
            "table", new Target(TableFuzz.class, TableFuzz::fuzzerTestOneInput)));

    private FuzzTargets() {}

    /** Takes any bytes; throws where the contract does not hold. */
    interface Test {
        void run(byte[] bytes) throws Exception;
    }

    /**
     * A target.
     *
     * @param type the class that the fuzzer calls
     * @param test the same as a method
     */
    record Target(Class<?> type, Test test) {}
}
