package dev.lanewise.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.UserException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts, chains and places. */
class ScheduleTest {

    @Example
    void aLengthIsNotNegativeAndAShareIsAtMostTheWhole() {
        for (double amount : new double[] {-1, 100.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(UserException.class, () -> Length.percent(amount));
            assertThrows(UserException.class, () -> Length.parse(amount + "%"));
        }
        assertThrows(UserException.class, () -> Length.epochs(-1));
        assertThrows(UserException.class, () -> Length.parse("-1s"));
        assertEquals(Length.percent(100), Length.parse("100%"));
        assertEquals(Length.epochs(100.5), Length.parse("100.5"));
    }

    @Example
    void whatIsScheduledAndWhenIsChecked() {
        Schedule schedule = Schedule.parse("cosine");
        Horizon horizon = new Horizon(2, 3);
        assertThrows(UserException.class, () -> schedule.over(horizon, Double.NaN));
        assertThrows(UserException.class, () -> schedule.over(horizon, -1));
        assertThrows(
                IllegalArgumentException.class, () -> schedule.over(horizon, 1).at(-1));
    }

    static final Horizon HORIZON = new Horizon(20, 50);

    static double at(String text, long step) {
        return Schedule.parse(text).over(HORIZON, 1).at(step);
    }

    @Property
    void aTextIsReadAsWhatWroteIt(@ForAll long seed) {
        Schedule schedule = schedule(new SeededRandom(RandomKey.of(seed)));
        String text = schedule.toString();
        Schedule read = Schedule.parse(text);
        assertEquals(schedule, read, text);
        assertEquals(text, read.toString());
        Course course = read.over(HORIZON, 0.3);
        for (long step = 0; step < 1100; step += 37) {
            double value = course.at(step);
            assertTrue(value >= 0 && Double.isFinite(value), text + ", step " + step + ": " + value);
        }
    }

    private static Schedule schedule(SeededRandom random) {
        int count = 1 + random.nextInt(3);
        List<Schedule.Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Schedule.Factor> factors = new ArrayList<>();
            do {
                WarmUp.Form form = WarmUp.Form.values()[random.nextInt(3)];
                WarmUp warmUp = random.nextInt(2) == 0 ? WarmUp.NONE : new WarmUp(length(random), level(random), form);
                factors.add(new Schedule.Factor(shape(random), warmUp, random.nextInt(3) == 0));
            } while (random.nextInt(4) == 0);
            parts.add(new Schedule.Part(factors, i == count - 1 ? Length.REST : length(random)));
        }
        return new Schedule(parts);
    }

    private static double number(SeededRandom random) {
        double[] plain = {0.1, 0.5, 1e-7, 2, 3.25, 1e9, 0.30000000000000004};
        return random.nextInt(3) == 0 ? plain[random.nextInt(plain.length)] : 0.01 + random.nextFloat();
    }

    private static double share(SeededRandom random) {
        return 0.05 + 0.9 * random.nextFloat();
    }

    private static Length length(SeededRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> Length.epochs(0.5 + random.nextInt(9));
            case 1 -> Length.steps(1 + random.nextInt(300));
            default -> Length.percent(0.1 + 99 * random.nextFloat());
        };
    }

    private static Length over(SeededRandom random) {
        return random.nextInt(2) == 0 ? Length.REST : length(random);
    }

    private static Level level(SeededRandom random) {
        return random.nextInt(2) == 0 ? Level.of(number(random)) : Level.percent(1 + 150 * random.nextFloat());
    }

    private static Shape shape(SeededRandom random) {
        boolean flag = random.nextInt(2) == 0;
        OneCycle.Form form = flag ? OneCycle.Form.LINEAR : OneCycle.Form.COSINE;
        return switch (random.nextInt(14)) {
            case 0 -> new Constant(level(random));
            case 1 -> new StepDecay(length(random), share(random));
            case 2 -> new MultiStep(List.of(length(random), length(random)), share(random));
            case 3 -> new Exponential(share(random), length(random), flag);
            case 4 -> new InverseTime(number(random), length(random), flag);
            case 5 -> new Polynomial(share(random), Level.percent(3), over(random), flag);
            case 6 -> new Linear(level(random), level(random), over(random));
            case 7 -> new Cosine(level(random), over(random));
            case 8 -> new CosineRestarts(length(random), 1 + share(random), share(random), Level.percent(2));
            case 9 ->
                new OneCycle(level(random), number(random), number(random), share(random), form, flag, over(random));
            case 10 -> new OneCycleMomentum(level(random), level(random), share(random), form, flag, over(random));
            case 11 ->
                new Cyclic(
                        level(random),
                        level(random),
                        length(random),
                        over(random),
                        Cyclic.Mode.values()[random.nextInt(3)],
                        share(random));
            case 12 -> new CosLog4(1 + random.nextInt(6), over(random));
            default ->
                new Plateau(
                        share(random),
                        random.nextInt(9),
                        number(random),
                        flag,
                        random.nextInt(3),
                        level(random),
                        number(random),
                        Plateau.Watch.values()[random.nextInt(2)]);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; column 1 | expected",
                "cosin; column 1 | Did you mean 'cosine'?",
                "cosine:wamup=5%; column 8 | 'wamup' | Did you mean 'warmup'?",
                "cosine:warmup=500%; column 8 | 0% to 100%",
                "cosine:warmup=ten; column 8 | 'ten' | 500s",
                "cosine:warmup; column 8 | warmup=5%",
                "cosine:warmup=; column 15 | no value",
                "cosine:to=1,to=2; column 13 | twice",
                "cosine:to=-1; column 8 | 0 or a positive",
                "cosine:over=0; column 8 | longer than 0",
                "cosine)x; column 1 | 'cosine)x'",
                "step:every=5,factor=0; column 14 | factor | above 0 | not 0",
                "step:factor=NaN; column 6 | a number",
                "plateau:patience=2.5; column 9 | whole number",
                "plateau:factor=1; column 9 | below 1",
                "cyclic:mode=exp_range; column 8 | Did you mean 'exp-range'?",
                "onecycle:rise=1; column 10 | below 1",
                "exponential:by=epochs; column 13 | Did you mean 'epoch'?",
                "cosine+linear; column 1 | for=50%",
                "cosine:for=5; column 8 | last part",
                "linear:for=5*cosine:for=6+cosine; column 21 | already",
                "linear:for=5++cosine; column 14 | expected",
                "linear:for=5+; column 14 | expected",
                "linear,; column 7 | ','",
            })
    void aBadTextIsToldWithItsColumn(String text, String parts) {
        UserException failure = assertThrows(UserException.class, () -> Schedule.parse(text));
        for (String part : parts.split(" \\| ")) {
            assertTrue(failure.getMessage().contains(part), failure.getMessage() + " lacks " + part);
        }
        assertFalse(failure.getMessage().contains("\n"));
    }

    /** 20 epochs of 50 steps. */
    @Example
    void placesAreEpochsStepsOrShares() {
        for (String place : List.of("2", "100s", "10%", "2.0", "1e2s")) {
            assertEquals(1, at("multistep:at=" + place, 99), place);
            assertEquals(0.1, at("multistep:at=" + place, 100), place);
        }
    }

    @Example
    void partsFollowAndStartFromTheirOwnBegin() {
        String text = "constant:value=50%,for=10% + linear:from=100%,to=0,over=100s + exponential:factor=0.5";
        assertEquals(0.5, at(text, 99));
        assertEquals(1, at(text, 100));
        assertEquals(0.5, at(text, 150));
        assertEquals(1, at(text, 200));
        assertEquals(0.25, at(text, 300));
    }

    @Example
    void aWarmUpTakesItsTimeFromTheShape() {
        assertEquals(0.01, at("cosine:warmup=5%", 0));
        assertEquals(0.505, at("cosine:warmup=5%", 25));
        assertEquals(1, at("cosine:warmup=5%", 50));
        assertEquals(0.5, at("cosine:warmup=5%", 525), "half of the 950 steps that remain");
        assertEquals(0, at("cosine:warmup=5%", 1000));
        assertEquals(0.1, at("step:warmup=2,warmup-from=10%,warmup-form=constant", 99));
        assertEquals(0.1, at("constant:warmup=2,warmup-from=1%,warmup-form=exponential", 50), 1e-16);
    }

    @Example
    void byEpochAnEpochHasOneValue() {
        assertEquals(at("cosine:by=epoch", 100), at("cosine:by=epoch", 149));
        assertEquals(at("cosine", 100), at("cosine:by=epoch", 149));
        assertTrue(at("cosine", 149) < at("cosine:by=epoch", 149));
    }

    @Example
    void theLastValueHolds() {
        assertEquals(0.125, at("cosine:to=0.125", 5000));
        assertEquals(0.125, at("linear:to=0.125,over=3", 5000));
        assertEquals(1.0 / 25 / 1e4, at("onecycle", 5000));
    }

    /** At T = 15 steps, 1 + 15 t / T are 1, 2, 4, 8 and 16: whole cycles; between them, at t = 2.5 - 1, half ones. */
    @Example
    void cosLog4CyclesDouble() {
        Course course = Schedule.of(CosLog4.DEFAULT).over(new Horizon(1, 15_000), 0.2);
        for (int step : new int[] {0, 1000, 3000, 7000, 15_000}) {
            assertEquals(0, course.at(step), 1e-15, "step " + step);
        }
        for (int n = 0; n < 4; n++) {
            double middle = 1000 * (Math.sqrt(2) * (1 << n) - 1);
            assertEquals(0.2, course.at(Math.round(middle)), 1e-5, "top of cycle " + n);
        }
    }

    /** A plateau behind a warm-up does not count its epochs. */
    @Example
    void aPlateauWaitsForItsWarmUp() {
        Course course = Schedule.parse("plateau:patience=1,warmup=10").over(HORIZON, 1);
        for (int epoch = 1; epoch <= 9; epoch++) {
            course.observe(50 * epoch, 1, Double.NaN);
        }
        assertEquals(1, course.at(500));
        for (int epoch = 10; epoch <= 13; epoch++) {
            course.observe(50 * epoch, 1, Double.NaN);
        }
        assertEquals(0.1, course.at(650));
        UserException failure = assertThrows(
                UserException.class,
                () -> Schedule.parse("plateau:watch=score").over(HORIZON, 1).observe(1, 1, Double.NaN));
        assertTrue(failure.getMessage().contains("watch=score"), failure.getMessage());
    }

    @Example
    void cosinesAreExactWhereTheyCanBeAndCloseElsewhere() {
        assertEquals(0, Maths.cosPi(0.5));
        assertEquals(-1, Maths.cosPi(1));
        assertEquals(1, Maths.cosPi(-2));
        for (int i = 0; i <= 4096; i++) {
            double x = i / 4096.0;
            assertEquals(StrictMath.cos(Math.PI * x), Maths.cosPi(x), 4e-16, "cos(pi " + x + ")");
            assertEquals(Maths.cosPi(x), Maths.cosPi(2 - x));
            assertEquals(Maths.cosPi(x), Maths.cosPi(-4 - x));
        }
    }
}
