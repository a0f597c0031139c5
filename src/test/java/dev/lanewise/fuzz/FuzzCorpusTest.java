package dev.lanewise.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.testing.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The inputs that fuzzing left behind, and those that once broke the contract, without a fuzzer. */
class FuzzCorpusTest {

    private static final int FEWEST = 8;

    @TestFactory
    List<DynamicTest> theContractHoldsForEveryKeptInput() {
        List<DynamicTest> tests = new ArrayList<>();
        FuzzTargets.ALL.forEach((name, target) -> tests.add(DynamicTest.dynamicTest(name, () -> replay(name, target))));
        return tests;
    }

    private static void replay(String name, FuzzTargets.Target target) throws Exception {
        List<Path> inputs = inputs(name);
        assertTrue(inputs.size() >= FEWEST, inputs.size() + " inputs");
        long read = Contract.read();
        long refused = Contract.refused();
        for (Path input : inputs) {
            try {
                target.test().run(Files.readAllBytes(input));
            } catch (Exception | Error e) {
                throw new AssertionError(input + ": " + e, e);
            }
        }
        assertTrue(Contract.read() > read, "no input is read");
        assertTrue(Contract.refused() > refused, "no input is refused");
    }

    private static List<Path> inputs(String name) throws IOException {
        try (Stream<Path> files = Files.list(FuzzTargets.KEPT.resolve(name))) {
            return files.sorted().toList();
        }
    }
}
