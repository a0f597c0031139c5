package dev.lanewise.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls whose result, order or effect would break a promise: the same bits everywhere, nothing deserialised, nothing printed. */
class BannedCallsTest {

    private static final DescribedPredicate<JavaClass> VECTOR = DescribedPredicate.describe(
            "a vector or a mask",
            type -> type.isAssignableTo("jdk.incubator.vector.Vector")
                    || type.isAssignableTo("jdk.incubator.vector.VectorMask"));

    private static final String COMMAND_LINE = "dev.lanewise.cli";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.lanewise");

    /** Math functions that a platform may compute by its own instructions, and so to other bits. */
    private static final List<String> INEXACT = List.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot", "random");

    private static final List<String> UNORDERED_MAKERS =
            List.of("copyOf", "ofEntries", "toSet", "toMap", "toUnmodifiableSet", "toUnmodifiableMap", "groupingBy");

    @Test
    void noInexactMathFunction() {
        noClasses()
                .should()
                .callMethodWhere(target(
                        "an inexact function of Math",
                        t -> t.getOwner().isEquivalentTo(Math.class) && INEXACT.contains(t.getName())))
                .check(CODE);
    }

    @Test
    void noRandomGeneratorButOurOwn() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Random|SplittableRandom|UUID|random\\..*)"
                        + "|java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.security\\.SecureRandom")
                .check(CODE);
    }

    /** What is left behind by a trial; what is read from the system goes through {@code System.getProperty}, in sight. */
    @Test
    void noHiddenSwitchAndNoPause() {
        noClasses()
                .should()
                .callMethod(Integer.class, "getInteger", String.class, int.class)
                .orShould()
                .callMethod(Integer.class, "getInteger", String.class)
                .orShould()
                .callMethod(Long.class, "getLong", String.class)
                .orShould()
                .callMethod(Long.class, "getLong", String.class, long.class)
                .orShould()
                .callMethod(Boolean.class, "getBoolean", String.class)
                .orShould()
                .callMethodWhere(target(
                        "Thread.sleep",
                        t -> t.getOwner().isEquivalentTo(Thread.class)
                                && t.getName().equals("sleep")))
                .check(CODE);
    }

    @Test
    void noUnorderedCollection() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(HashMap|HashSet|IdentityHashMap|WeakHashMap|Hashtable)"
                        + "|java\\.util\\.concurrent\\.ConcurrentHashMap.*")
                .check(CODE);
        noClasses()
                .should()
                .callMethodWhere(target("a maker of unordered collections", BannedCallsTest::unordered))
                .check(CODE);
    }

    private static boolean unordered(AccessTarget target) {
        String owner = target.getOwner().getName();
        if ("java.util.Map".equals(owner) || "java.util.Set".equals(owner)) {
            boolean several = target instanceof AccessTarget.CodeUnitCallTarget call
                    && call.getRawParameterTypes().size() > ("java.util.Map".equals(owner) ? 2 : 1);
            return UNORDERED_MAKERS.contains(target.getName()) || "of".equals(target.getName()) && several;
        }
        return "java.util.stream.Collectors".equals(owner) && UNORDERED_MAKERS.contains(target.getName());
    }

    @Test
    void noParallelStream() {
        noClasses()
                .should()
                .callMethodWhere(target(
                        "a parallel stream",
                        t -> t.getName().equals("parallelStream")
                                || t.getName().equals("parallel")
                                        && t.getOwner().getName().startsWith("java.util.stream")))
                .check(CODE);
    }

    @Test
    void noThreadLocal() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(CODE);
    }

    @Test
    void nothingIsJavaSerialised() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(CODE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class)
                .check(CODE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputFilter.class)
                .check(CODE);
    }

    @Test
    void onlyTheCommandLinePrintsOrExits() {
        noClasses()
                .that()
                .resideOutsideOfPackage(COMMAND_LINE)
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "standard streams",
                        access -> access.getTarget().getOwner().isEquivalentTo(System.class)
                                && List.of("out", "err", "in")
                                        .contains(access.getTarget().getName())))
                .check(CODE);
        noClasses()
                .that()
                .resideOutsideOfPackage(COMMAND_LINE)
                .should()
                .callMethodWhere(target(
                        "an exit",
                        t -> List.of("exit", "halt").contains(t.getName())
                                && List.of("java.lang.System", "java.lang.Runtime")
                                        .contains(t.getOwner().getName())))
                .check(CODE);
    }

    /** A vector that leaves a method which is not inlined becomes an object, and the JIT compiler promises to inline none. */
    @Test
    void noVectorLeavesAMethod() {
        noMethods().should().haveRawReturnType(BannedCallsTest.VECTOR).check(CODE);
        noMethods()
                .should(ArchConditions.have(DescribedPredicate.describe(
                        "a vector among the parameters",
                        method -> method.getRawParameterTypes().stream().anyMatch(VECTOR))))
                .check(CODE);
    }

    @Test
    void noVectorInAField() {
        noFields().should().haveRawType(VECTOR).check(CODE);
    }

    @Test
    void noLaneSumOfUndefinedOrder() {
        noClasses()
                .should()
                .callMethodWhere(target(
                        "reduceLanes on floating point",
                        t -> t.getName().startsWith("reduceLanes")
                                && t.getOwner().getName().matches("jdk\\.incubator\\.vector\\.(Float|Double)Vector")))
                .check(CODE);
    }

    private static DescribedPredicate<JavaCall<?>> target(
            String description, java.util.function.Predicate<AccessTarget> predicate) {
        return DescribedPredicate.describe(description, call -> predicate.test(call.getTarget()));
    }
}
