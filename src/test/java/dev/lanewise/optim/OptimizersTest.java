package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizersTest {

    static Stream<String> names() {
        return Optimizers.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyConventionParsesAndComesBack(String name) {
        Rule rule = Optimizers.rule(name);
        assertEquals(name, rule.name());
        for (String text : List.of(rule.formula(), rule.source(), rule.use())) {
            assertFalse(text.isBlank());
        }
        for (Convention convention : rule.conventions()) {
            Optimizer optimizer = Optimizers.parse(name, convention, Map.of());
            assertEquals(
                    rule.hypers().stream().map(Hyper::name).toList(),
                    List.copyOf(optimizer.settings().keySet()));
            assertEquals(optimizer, Optimizers.parse(name, optimizer.settings()));
            rule.hypers()
                    .forEach(h -> assertEquals(
                            h.standard(convention), optimizer.settings().get(h.name())));
        }
        assertEquals(name, Optimizers.parse(name, Map.of()).label());
    }

    @ParameterizedTest
    @MethodSource("names")
    void rateAndDecayAreChangedAlone(String name) {
        Optimizer optimizer = Optimizers.parse(name, Map.of());
        WeightDecay decay = new WeightDecay(0.125, optimizer.weightDecay().form());
        Optimizer changed = optimizer.withLearningRate(0.5).withWeightDecay(decay);
        assertEquals(0.5, changed.learningRate());
        assertEquals(decay, changed.weightDecay());
        assertEquals(
                optimizer, changed.withLearningRate(optimizer.learningRate()).withWeightDecay(optimizer.weightDecay()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNumberOutOfRangeIsRefusedWithTheRange(String name) {
        for (Hyper hyper : Optimizers.rule(name).hypers()) {
            for (String bad : List.of("-1000", "nan", "infinity", "nonesuch", "")) {
                UserException refused = assertThrows(
                        UserException.class,
                        () -> Optimizers.parse(name, Map.of(hyper.name(), bad)),
                        hyper.name() + " " + bad);
                String message = String.valueOf(refused.getMessage());
                assertTrue(message.contains(hyper.name()) && message.contains(hyper.allowed()), message);
                assertFalse(message.contains("\n"), message);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adam | beta1 | 1 | beta1 of optimizer adam must be from 0 and below 1, not 1.",
                "adam | beta2 | 0.99999999 | beta2 of optimizer adam must be from 0 and below 1 as a float, not 0.99999999.",
                "lion | learning-rate | -0.1 | learning-rate of optimizer lion must be a positive number, not -0.1.",
                "sgd | learning-rate | 0 | learning-rate of optimizer sgd must be a positive number, not 0.",
                "adam | beta3 | 0.9 | There is no setting 'beta3' of optimizer adam. Did you mean 'beta1'?",
                "adam | epsilon-place | insde | epsilon-place of optimizer adam must be outside or inside or hat, not 'insde'. Did you mean 'inside'?",
                "lamb | decay-form | coupled | decay-form of optimizer lamb must be decoupled or update, not 'coupled'. Did you mean 'decoupled'?",
                "rprop | grow-by | 1 | grow-by of optimizer rprop must be above 1, not 1.",
                "muon | iterations | 2.5 | iterations of optimizer muon must be a whole number, not 2.5.",
                "adm | beta1 | 0 | There is no optimizer 'adm'. Did you mean 'adam'?",
            })
    void mistakesGetOneLine(String name, String key, String value, String message) {
        UserException refused = assertThrows(UserException.class, () -> Optimizers.parse(name, Map.of(key, value)));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void aConventionThatDoesNotKnowARuleSaysWhichDo() {
        UserException refused =
                assertThrows(UserException.class, () -> Optimizers.parse("lion", Convention.PYTORCH, Map.of()));
        assertEquals(
                "There is no lion in the convention pytorch; it is known to lanewise, keras, optax.",
                refused.getMessage());
        assertEquals(
                "There is no convention 'kears'. Did you mean 'keras'?",
                assertThrows(UserException.class, () -> Convention.parse("kears"))
                        .getMessage());
    }

    @Test
    void recordsAreCheckedWithoutParsing() {
        assertThrows(UserException.class, () -> new Sgd(-1, WeightDecay.NONE));
        assertThrows(UserException.class, () -> new Lion(1, 0.9, 1, WeightDecay.NONE));
        assertThrows(UserException.class, () -> new Rprop(0.1, 0.5, 1.2, 1, 0.5, WeightDecay.NONE));
        assertEquals(1, new Rprop(0.1, 0.5, 1.2, 1, 1, WeightDecay.NONE).leastStep());
        assertThrows(UserException.class, () -> new Momentum(1, 0.9, 0.5, true, false, false, false, WeightDecay.NONE));
        assertThrows(
                UserException.class,
                () -> Optimizers.parse("momentum", Map.of("averaged", "true", "dampening", "0.1")));
    }

    @Test
    void whatAStepIsDoneWithIsChecked() {
        StepSettings settings = new StepSettings(0.1);
        assertEquals(0.1, settings.learningRate());
        assertEquals(0.25, new StepSettings(0.1).learningRate(0.25).learningRate());
        refused("learning rate of a step must be 0 or more, not -1", () -> new StepSettings(-1));
        refused("learning rate of a step", () -> settings.learningRate(Double.NaN));
        refused("0 or more as a float, not 1e300", () -> settings.learningRate(1e300));
        refused("from 0 and below 1", () -> settings.momentum(1));
        refused("below 1 as a float", () -> settings.momentum(0.99999999));
        refused("decay's factor", () -> settings.weightDecayFactor(-0.5));
        refused("gradient scale", () -> settings.gradientScale(Float.NaN));
        refused("gradient scale", () -> settings.gradientScale(0));
        assertTrue(Double.isNaN(settings.momentum(Double.NaN).momentum()));
        refused("rate factor", () -> new ParameterGroups.Factors(1e40, 1, false));
        refused("too large for a float", () -> {
            ParameterGroups groups =
                    ParameterGroups.flat(3).with(tensor -> true, new ParameterGroups.Factors(1e30, 1, false));
            try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
                new Sgd(1e30, WeightDecay.NONE).start(groups).step(execution, new float[3], new float[3]);
            }
        });
        assertThrows(NullPointerException.class, () -> GradientClipping.of(missing(), 1));
        assertThrows(NullPointerException.class, () -> new WeightDecay(0.1, missing()));
        NullPointerException named =
                assertThrows(NullPointerException.class, () -> new Yogi(0.1, 0.9, 0.9, 1e-3, 0, 0, missing()));
        assertEquals("weightDecay", named.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Adam.defaults().start(-1));
    }

    private static void refused(String part, Executable call) {
        String message = assertThrows(UserException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what must be refused
    private static <T> T missing() {
        return null;
    }

    /** A momentum that the step sets is that of Muon's matrices; AdamW of the rest keeps its own. */
    @Test
    void theMomentumOfAStepIsThatOfMuonsMatrices() {
        Layout.Builder layout = Layout.builder();
        layout.add("first", 3, 4, Tensor.Kind.WEIGHT);
        layout.add("last", 4, 2, Tensor.Kind.WEIGHT);
        ParameterGroups groups = ParameterGroups.of(layout.build());
        float[][] ends = new float[2][];
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            for (int i = 0; i < 2; i++) {
                OptimizerState state = Muon.defaults().start(groups);
                float[] w = new float[groups.layout().size()];
                for (int step = 0; step < 3; step++) {
                    float[] g = new float[w.length];
                    for (int k = 0; k < g.length; k++) {
                        g[k] = (k * 7 + step * 5) % 11 - 5;
                    }
                    state.step(execution, w, g, new StepSettings(0.1).momentum(i == 0 ? Double.NaN : 0.2));
                }
                ends[i] = w;
            }
        }
        assertFalse(Arrays.equals(ends[0], 0, 12, ends[1], 0, 12));
        assertTrue(Arrays.equals(ends[0], 12, 20, ends[1], 12, 20));
    }

    /** A square that overflows stays infinite or large; it never becomes no number. */
    @Test
    void yogiBearsGradientsWhoseSquaresOverflow() {
        for (Kernels kernels : List.of(Kernels.scalar(), Kernels.vector())) {
            try (Execution execution = Execution.of(kernels, 1)) {
                OptimizerState state = Yogi.defaults().start(40);
                float[] w = new float[40];
                float[] g = new float[40];
                Arrays.fill(g, 1e20f);
                for (int step = 0; step < 1500; step++) {
                    state.step(execution, w, g);
                }
                for (float weight : w) {
                    assertTrue(Float.isFinite(weight), String.valueOf(weight));
                }
            }
        }
    }

    @Test
    void everyRecordIsRegistered() {
        Set<Class<?>> registered = new HashSet<>();
        names().forEach(name -> registered.add(Optimizers.parse(name, Map.of()).getClass()));
        assertEquals(new HashSet<>(Arrays.asList(Optimizer.class.getPermittedSubclasses())), registered);
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0.001", "1e-8, 1e-8", "1.5e-7, 1.5e-7", "5, 5", "0.95, 0.95", "1e-16, 1e-16", "-4.775, -4.775"})
    void numbersAreShort(double value, String text) {
        assertEquals(text, Rule.text(value));
        assertEquals(value, Double.parseDouble(Rule.text(value)));
    }

    /** What {@code slabs}, {@code scalars} and the steps say is all that a rule carries from step to step. */
    @ParameterizedTest
    @MethodSource("names")
    void everyRuleGoesOnFromItsMoments(String name) {
        goesOn(name, Map.of("learning-rate", "0.25"));
        if (name.equals("rmsprop")) {
            goesOn(name, Map.of("momentum", "0.5"));
            goesOn(name, Map.of("centered", "true"));
        } else if (name.equals("prodigy")) {
            goesOn(name, Map.of("start-rate", "0.25", "coefficient", "128"));
        }
    }

    private static void goesOn(String name, Map<String, String> settings) {
        Layout.Builder layout = Layout.builder();
        layout.add("first", 3, 4, Tensor.Kind.WEIGHT);
        layout.add("bias", 1, 4, Tensor.Kind.BIAS);
        layout.add("last", 4, 2, Tensor.Kind.WEIGHT);
        ParameterGroups groups = ParameterGroups.of(layout.build());
        Optimizer optimizer = Optimizers.parse(name, settings);
        int size = groups.layout().size();
        float[] w = new float[size];
        for (int i = 0; i < size; i++) {
            w[i] = (i * 5 % 7 - 3) * 0.5f;
        }
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            OptimizerState whole = optimizer.start(groups);
            for (int step = 0; step < 8; step++) {
                float[] g = new float[size];
                for (int i = 0; i < size; i++) {
                    g[i] = (i * 7 + step) % 11 - 5;
                }
                float[] copy = w.clone();
                OptimizerState next = optimizer.start(groups);
                assertEquals(
                        List.copyOf(whole.slabs().keySet()),
                        List.copyOf(next.slabs().keySet()));
                whole.slabs().forEach((key, slab) -> {
                    float[] target = next.slabs().get(key);
                    System.arraycopy(slab, 0, target, 0, slab.length);
                });
                whole.scalars().forEach((key, numbers) -> {
                    double[] target = next.scalars().get(key);
                    System.arraycopy(numbers, 0, target, 0, numbers.length);
                });
                next.resume(whole.steps());
                whole.step(execution, w, g);
                next.step(execution, copy, g);
                assertArrayEquals(w, copy, "step " + step);
                assertEquals(step + 1, next.steps());
            }
        }
    }

    /** Whichever weights a copy was taken of, those that are judged or those that are trained, the state knows the trained ones. */
    @ParameterizedTest
    @MethodSource("names")
    void trainedWeightsAreKnownWhileOthersAreJudged(String name) {
        Optimizer optimizer = Optimizers.parse(name, Map.of("learning-rate", "0.25"));
        float[] w = {1, -2, 3};
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            OptimizerState state = optimizer.start(w.length);
            for (int step = 0; step < 3; step++) {
                state.step(execution, w, new float[] {1, -1, 0.5f});
            }
            float[] trained = w.clone();
            float[] copy = w.clone();
            state.trainedWeights(copy);
            assertArrayEquals(trained, copy, "of those that are trained");
            state.toEvaluation(w);
            assertEquals(name.startsWith("schedule-free"), !Arrays.equals(trained, w));
            copy = w.clone();
            state.trainedWeights(copy);
            assertArrayEquals(trained, copy, "of those that are judged");
            state.toTraining(w);
            assertArrayEquals(trained, w);
        }
    }
}
