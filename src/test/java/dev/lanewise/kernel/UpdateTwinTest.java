package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.SeededRandom;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every element-wise kernel of every update family and of penalties, found by its signature: arrays, perhaps a shift, a range, scalars. */
@Tag("width")
class UpdateTwinTest {

    /** The scalar and the vector twin of each family. */
    static final Map<Class<?>, List<Object>> FAMILIES = new LinkedHashMap<>();

    static {
        FAMILIES.put(UpdateDescentKernel.class, List.of(new UpdateDescentScalar(), new UpdateDescentVector()));
        FAMILIES.put(UpdateRootKernel.class, List.of(new UpdateRootScalar(), new UpdateRootVector()));
        FAMILIES.put(UpdateAdamKernel.class, List.of(new UpdateAdamScalar(), new UpdateAdamVector()));
        FAMILIES.put(UpdateVariantKernel.class, List.of(new UpdateVariantScalar(), new UpdateVariantVector()));
        FAMILIES.put(UpdateLayerKernel.class, List.of(new UpdateLayerScalar(), new UpdateLayerVector()));
        FAMILIES.put(PenaltyKernel.class, List.of(new PenaltyScalar(), new PenaltyVector()));
    }

    static List<Method> kernels() {
        return FAMILIES.keySet().stream()
                .flatMap(family -> Stream.of(family.getMethods()).sorted(Comparator.comparing(Method::getName)))
                .filter(method -> !method.getName().contains("olumn"))
                .toList();
    }

    @Test
    void allAreFound() {
        assertEquals(25, kernels().size());
    }

    @Property(tries = 300)
    void update(@ForAll long seed) throws ReflectiveOperationException {
        SeededRandom random = Cases.random(seed);
        int from = random.nextInt(20);
        int to = from + Cases.size(random) + random.nextInt(2) * 2048; // long ranges have a head, too
        for (Method kernel : kernels()) {
            Object[] expected = arguments(kernel, random, from, to, to + Cases.GUARD);
            Object[] actual = expected.clone();
            for (int i = 0; i < actual.length; i++) {
                actual[i] = actual[i] instanceof float[] array ? array.clone() : actual[i];
            }
            List<Object> twins = FAMILIES.get(kernel.getDeclaringClass());
            kernel.invoke(twins.get(0), expected);
            kernel.invoke(twins.get(1), actual);
            for (int i = 0; i < actual.length; i++) {
                if (actual[i] instanceof float[] array) {
                    Cases.assertSameBits((float[]) expected[i], array, kernel.getName() + ", argument " + i);
                }
            }
        }
    }

    /** Weights and gradients of all kinds, moments of all kinds or positive, scalars positive, 0, 1 or, now and then, anything. */
    private static Object[] arguments(Method kernel, SeededRandom random, int from, int to, int length) {
        Class<?>[] types = kernel.getParameterTypes();
        long whole = Arrays.stream(types).filter(type -> type == int.class).count();
        List<Object> arguments = new ArrayList<>();
        List<Integer> integers = new ArrayList<>(whole == 3 ? List.of(-from, from, to) : List.of(from, to));
        float[] scalars = Cases.positives(random, types.length);
        for (int i = 0; i < types.length; i++) {
            if (types[i] == float[].class) {
                boolean any = i < 2 || random.nextInt(3) == 0;
                arguments.add(any ? Cases.floats(random, length) : Cases.positives(random, length));
            } else if (types[i] == int.class) {
                arguments.add(integers.removeFirst());
            } else {
                int kind = random.nextInt(8);
                arguments.add(kind == 0 ? 0f : kind == 1 ? 1f : kind == 2 ? Cases.floats(random, 1)[0] : scalars[i]);
            }
        }
        return arguments.toArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rmsProp",
                "adadelta",
                "adam",
                "amsGrad",
                "adamax",
                "nadam",
                "adaBelief",
                "yogi",
                "lion",
                "momentum"
            })
    void meansEndAtZeroAndNaNStays(String name) throws ReflectiveOperationException {
        Method kernel = kernels().stream()
                .filter(k -> k.getName().equals(name))
                .findFirst()
                .orElseThrow();
        for (Object twin : FAMILIES.get(kernel.getDeclaringClass())) {
            List<Object> arguments = new ArrayList<>();
            for (Class<?> type : kernel.getParameterTypes()) {
                arguments.add(type == float[].class ? new float[37] : type == int.class ? 37 : (Object) 0.5f);
            }
            int arrays =
                    (int) arguments.stream().filter(a -> a instanceof float[]).count();
            arguments.set(arrays, 0);
            // Without decay of weights and with nothing added, a mean is halved; Yogi's square is left alone where the
            // gradient is 0.
            for (int i = arrays + 2; i < arguments.size(); i++) {
                arguments.set(i, name.equals("adaBelief") || name.equals("adamax") ? 0.4f : 0.5f);
            }
            float[] mean = (float[]) arguments.get(2);
            Arrays.fill(mean, Float.MIN_NORMAL);
            mean[1] = Float.NaN;
            mean[35] = Float.NaN;
            // What is the least normal number afterwards stays.
            float halved = (float) arguments.get(arrays + 2);
            mean[2] = Float.MIN_NORMAL / halved;
            mean[36] = -mean[2];
            kernel.invoke(twin, arguments.toArray());
            for (int j = 0; j < 37; j++) {
                float expected =
                        j == 1 || j == 35 ? Float.NaN : j == 2 ? Float.MIN_NORMAL : j == 36 ? -Float.MIN_NORMAL : 0;
                assertEquals(expected, mean[j], name + ", element " + j);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void aGradientThatIsNoNumberIsNotHidden(float bad) throws ReflectiveOperationException {
        for (Method kernel : kernels()) {
            if (!kernel.getDeclaringClass().getSimpleName().startsWith("Update")
                    || List.of("adamMove", "move", "combine", "adamMoments", "prodigyMoments", "direction")
                            .contains(kernel.getName())
                    || bad == Float.POSITIVE_INFINITY
                            && List.of("lion", "rprop").contains(kernel.getName())) {
                continue; // signs of infinity are finite; the others are parts of a rule
            }
            Object[] arguments = arguments(kernel, Cases.random(7), 0, 40, 40);
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof float[]) {
                    arguments[i] = new float[40];
                    Arrays.fill((float[]) arguments[i], 0.5f);
                } else if (arguments[i] instanceof Float) {
                    arguments[i] = 0.25f;
                }
            }
            ((float[]) arguments[1])[20] = bad;
            for (Object twin : FAMILIES.get(kernel.getDeclaringClass())) {
                kernel.invoke(twin, arguments);
            }
            boolean shown = false;
            for (Object argument : arguments) {
                shown |= argument instanceof float[] array && argument != arguments[1] && !Float.isFinite(array[20]);
            }
            assertTrue(shown, kernel.getName());
        }
    }

    @Property(tries = 200)
    void columns(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int rows = random.nextInt(9);
        int columns = Cases.size(random);
        int offset = random.nextInt(5);
        float[] w = Cases.floats(random, offset + rows * columns + Cases.GUARD);
        double[] expected = new double[columns];
        double[] actual = new double[columns];
        new PenaltyScalar().columnSquares(w, offset, rows, columns, expected);
        new PenaltyVector().columnSquares(w, offset, rows, columns, actual);
        for (int c = 0; c < columns; c++) {
            Cases.assertSameBits(expected[c], actual[c], "column " + c);
        }
        float[] factors = Cases.positives(random, columns);
        float[] other = w.clone();
        new PenaltyScalar().scaleColumns(w, offset, rows, columns, factors);
        new PenaltyVector().scaleColumns(other, offset, rows, columns, factors);
        Cases.assertSameBits(w, other, "scaled columns");
    }
}
