package dev.lanewise.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which package may use which: arrows point inwards only, and the engine stands on the JDK alone. */
class PackagesTest {

    private static final String ROOT = "dev.lanewise.";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.lanewise");

    private static final List<String> ENGINE =
            List.of("core", "kernel", "nn", "loss", "optim", "schedule", "metrics", "train");

    /** What stands on the JDK alone though it is not the engine. */
    private static final List<String> PLAIN = List.of("figure");

    private static final Map<String, List<String>> MAY_USE = mayUse();

    private static Map<String, List<String>> mayUse() {
        Map<String, List<String>> map = new TreeMap<>();
        map.put("core", List.of());
        map.put("kernel", List.of("core"));
        map.put("nn", List.of("core", "kernel"));
        map.put("loss", List.of("core", "kernel"));
        map.put("optim", List.of("core", "kernel"));
        map.put("schedule", List.of("core"));
        map.put("data", List.of("core"));
        map.put("metrics", List.of("core"));
        map.put("train", List.of("core", "kernel", "nn", "loss", "optim", "schedule", "data", "metrics"));
        map.put("figure", List.of());
        map.put(
                "model",
                List.of("core", "kernel", "nn", "loss", "optim", "schedule", "data", "metrics", "train", "figure"));
        map.put(
                "bench",
                List.of("core", "kernel", "nn", "loss", "optim", "schedule", "data", "metrics", "train", "model"));
        map.put(
                "report",
                List.of(
                        "core",
                        "kernel",
                        "nn",
                        "loss",
                        "optim",
                        "schedule",
                        "data",
                        "metrics",
                        "train",
                        "model",
                        "figure"));
        map.put(
                "cli",
                List.of(
                        "core",
                        "kernel",
                        "nn",
                        "loss",
                        "optim",
                        "schedule",
                        "data",
                        "metrics",
                        "train",
                        "model",
                        "bench",
                        "figure",
                        "report"));
        return map;
    }

    @Test
    void everyPackageHasItsPlace() {
        TreeSet<String> found = new TreeSet<>();
        CODE.forEach(type -> found.add(type.getPackageName().substring(ROOT.length())));
        assertEquals(new TreeSet<>(MAY_USE.keySet()), found);
    }

    @TestFactory
    List<DynamicTest> arrowsPointInwards() {
        List<DynamicTest> tests = new ArrayList<>();
        MAY_USE.forEach((name, inner) -> {
            String[] others = MAY_USE.keySet().stream()
                    .filter(other -> !other.equals(name) && !inner.contains(other))
                    .map(other -> ROOT + other)
                    .toArray(String[]::new);
            if (others.length > 0) {
                tests.add(DynamicTest.dynamicTest(
                        name + " uses only " + inner,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(ROOT + name)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(others)
                                .check(CODE)));
            }
        });
        return tests;
    }

    @TestFactory
    List<DynamicTest> theEngineAndFiguresUseOnlyTheJdk() {
        return Stream.concat(ENGINE.stream(), PLAIN.stream())
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> classes()
                                .that()
                                .resideInAPackage(ROOT + name)
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(
                                        "java..",
                                        "jdk.incubator.vector",
                                        "com.sun.management",
                                        "org.jspecify.annotations",
                                        "dev.lanewise..")
                                .check(CODE)))
                .toList();
    }

    @Test
    void onlyKernelsUseTheVectorApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "kernel")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(CODE);
    }

    @Test
    void onlyTheCommandLineUsesItsLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CODE);
    }

    /** A library user who draws nothing needs none of them, nor a JDK with a desktop. */
    @Test
    void onlyReportsUseChartLibraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "report")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jfree..", "org.apache.batik..", "java.awt..", "javax.imageio..", "org.w3c..")
                .check(CODE);
    }
}
