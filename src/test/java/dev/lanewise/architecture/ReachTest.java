package dev.lanewise.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no file can make Lanewise do, since Lanewise cannot do it: see SECURITY.md. */
class ReachTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.lanewise");

    @Test
    void noNetwork() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("(java\\.net|javax\\.net|java\\.rmi|javax\\.naming|com\\.sun\\.net)\\..*"
                        + "|java\\.nio\\.channels\\..*Socket.*")
                .check(CODE);
    }

    @Test
    void noNativeCode() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.foreign\\..*|sun\\.misc\\.Unsafe|jdk\\.internal\\..*")
                .check(CODE);
        noClasses()
                .should()
                .callMethodWhere(
                        call("a loader of libraries", Set.of("load", "loadLibrary"), "java.lang.(System|Runtime)"))
                .check(CODE);
    }

    /** The size of a terminal is asked of {@code stty}, by a command that no input is part of. */
    @Test
    void noProcessButForTheSizeOfTheTerminal() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.lanewise.cli.Terminals")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ProcessBuilder.class.getName())
                .check(CODE);
        noClasses()
                .should()
                .callMethodWhere(call("a start of a process", Set.of("exec"), "java.lang.Runtime"))
                .check(CODE);
    }

    /** Plots look whether two libraries are there, whose names are constants. */
    @Test
    void noClassByName() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.lanewise.report.Plots")
                .should()
                .callMethodWhere(call(
                        "a search of a class by its name",
                        Set.of("forName", "loadClass", "findClass", "defineClass"),
                        "java.lang.(Class|ClassLoader|invoke.MethodHandles.?Lookup)"))
                .check(CODE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("javax\\.script\\..*|java\\.util\\.ServiceLoader|java\\.beans\\.XML.*")
                .check(CODE);
    }

    private static DescribedPredicate<JavaCall<?>> call(String description, Set<String> names, String owner) {
        return DescribedPredicate.describe(
                description,
                call -> names.contains(call.getTarget().getName())
                        && call.getTargetOwner().getName().matches(owner));
    }
}
