package dev.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Kernels;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Runs every benchmark method once for each of its parameters, on both twins, and compares what it wrote, bit by bit. */
class AnswersTest {

    private static final String TWIN = "twin";

    /** All classes of this package that hold benchmarks. */
    static List<Class<?>> benchmarks() throws IOException, ReflectiveOperationException {
        Path root = Path.of(Checked.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve("dev/lanewise/jmh"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> found = Class.forName("dev.lanewise.jmh." + name);
                if (!methods(found).isEmpty()) {
                    classes.add(found);
                }
            }
        }
        return classes;
    }

    @Test
    void everyBenchmarkCanBeChecked() throws IOException, ReflectiveOperationException {
        List<Class<?>> classes = benchmarks();
        assertTrue(classes.size() >= 11, classes.toString());
        for (Class<?> benchmark : classes) {
            assertTrue(Checked.class.isAssignableFrom(benchmark), benchmark + " is not Checked");
        }
    }

    /** Every family that {@link Kernels} gives out is a field of a benchmark. */
    @Test
    void everyFamilyOfKernelsHasABenchmark() throws IOException, ReflectiveOperationException {
        Set<Class<?>> measured = new HashSet<>();
        for (Class<?> benchmark : benchmarks()) {
            Stream.of(benchmark.getDeclaredFields()).map(Field::getType).forEach(measured::add);
        }
        List<Class<?>> families = Stream.of(Kernels.class.getDeclaredMethods())
                .map(Method::getReturnType)
                .filter(type -> type.isInterface() && type.getSimpleName().endsWith("Kernel"))
                .collect(Collectors.toList());
        assertTrue(families.size() >= 10, families.toString());
        families.removeAll(measured);
        assertEquals(List.of(), families);
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void answers(Class<?> benchmark) throws Exception {
        check(benchmark, false);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("benchmarks")
    void largeAnswers(Class<?> benchmark) throws Exception {
        check(benchmark, true);
    }

    private static void check(Class<?> benchmark, boolean large) throws Exception {
        for (Map<String, Object> values : combinations(benchmark)) {
            if (create(benchmark, values).large() != large) {
                continue;
            }
            if (values.remove(TWIN) == null) {
                List<List<Long>> digests = run(benchmark, values);
                assertEquals(digests.getFirst(), digests.getLast(), benchmark.getSimpleName() + values);
            } else {
                values.put(TWIN, Twin.SCALAR);
                List<List<Long>> scalar = run(benchmark, values);
                values.put(TWIN, Twin.VECTOR);
                assertEquals(scalar, run(benchmark, values), benchmark.getSimpleName() + values);
            }
        }
    }

    /** The digests before, after each method, and where there are no twins those that are expected. */
    private static List<List<Long>> run(Class<?> type, Map<String, Object> values) throws Exception {
        List<List<Long>> digests = new ArrayList<>();
        try (Checked benchmark = create(type, values)) {
            benchmark.prepare();
            boolean twins = values.containsKey(TWIN);
            List<Long> before = twins ? digest(benchmark.results()) : List.of();
            for (Method method : methods(type)) {
                Object[] counters = new Object[method.getParameterCount()];
                for (int i = 0; i < counters.length; i++) {
                    counters[i] = method.getParameterTypes()[i]
                            .getDeclaredConstructor()
                            .newInstance();
                }
                method.invoke(benchmark, counters);
                List<Long> after = digest(benchmark.results());
                assertNotEquals(before, after, method + " wrote nothing with " + values);
                digests.add(after);
                before = after;
            }
            if (!twins) {
                digests.add(digest(benchmark.expected()));
            }
        }
        return digests;
    }

    private static List<Long> digest(List<?> arrays) {
        return arrays.stream().map(AnswersTest::checksum).toList();
    }

    /** The checksum of an array's bits, all NaN alike. */
    private static long checksum(Object array) {
        ByteBuffer bytes;
        if (array instanceof float[] floats) {
            bytes = ByteBuffer.allocate(floats.length * Float.BYTES);
            for (float value : floats) {
                bytes.putInt(Float.floatToIntBits(value));
            }
        } else {
            double[] doubles = (double[]) array;
            bytes = ByteBuffer.allocate(doubles.length * Double.BYTES);
            for (double value : doubles) {
                bytes.putLong(Double.doubleToLongBits(value));
            }
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.flip());
        return crc.getValue();
    }

    static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(Benchmark.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static Checked create(Class<?> type, Map<String, Object> values) throws ReflectiveOperationException {
        Checked benchmark = (Checked) type.getDeclaredConstructor().newInstance();
        for (Map.Entry<String, Object> value : values.entrySet()) {
            type.getField(value.getKey()).set(benchmark, value.getValue());
        }
        return benchmark;
    }

    /** All sets of the annotated values of the parameters; the twin only once. */
    private static List<Map<String, Object>> combinations(Class<?> type) {
        List<Map<String, Object>> all = List.of(Map.of());
        for (Field field : type.getFields()) {
            Param param = field.getAnnotation(Param.class);
            if (param == null) {
                continue;
            }
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> start : all) {
                for (Object value : field.getName().equals(TWIN) ? List.of(Twin.SCALAR) : values(field, param)) {
                    Map<String, Object> next = new LinkedHashMap<>(start);
                    next.put(field.getName(), value);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    private static List<?> values(Field field, Param param) {
        if (field.getType().isEnum()) {
            return List.of(field.getType().getEnumConstants());
        }
        Stream<String> texts = Arrays.stream(param.value());
        return field.getType() == int.class ? texts.map(Integer::valueOf).toList() : texts.toList();
    }
}
