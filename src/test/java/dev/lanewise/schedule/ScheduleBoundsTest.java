package dev.lanewise.schedule;

import static dev.lanewise.schedule.ScheduleTest.HORIZON;
import static dev.lanewise.schedule.ScheduleTest.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import java.util.List;
import net.jqwik.api.Example;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges, spaces, plateaus and snapshots, at each bound. */
class ScheduleBoundsTest {

    /** A setting at the end of its range that is refused, and one that is taken. */
    @ParameterizedTest
    @CsvSource({
        "step, every=0, every=1s",
        "step, factor=0, factor=1e-9",
        "multistep, factor=0, factor=1e-9",
        "multistep, at=0/x, at=0/5",
        "exponential, factor=0, factor=1e-9",
        "exponential, every=0, every=1s",
        "inverse-time, rate=0, rate=1e-9",
        "inverse-time, every=0s, every=1s",
        "polynomial, power=0, power=1e-9",
        "polynomial, over=0%, over=1%",
        "linear, over=0, over=1s",
        "cosine, over=0, over=rest",
        "cosine-restarts, first=0, first=1s",
        "cosine-restarts, times=0.99, times=1",
        "cosine-restarts, shrink=0, shrink=1e-9",
        "cosine-restarts, shrink=1.01, shrink=1",
        "onecycle, div=0, div=1e-9",
        "onecycle, final-div=0, final-div=1e-9",
        "onecycle, over=0, over=1s",
        "onecycle, rise=0, rise=1e-9",
        "onecycle, rise=1, rise=0.999",
        "onecycle-momentum, rise=0, rise=1e-9",
        "onecycle-momentum, over=0, over=1s",
        "onecycle-momentum, rise=1, rise=0.999",
        "cyclic, up=0, up=1s",
        "cyclic, down=0, down=1s",
        "cyclic, gamma=0, gamma=1e-9",
        "cyclic, gamma=1.01, gamma=1",
        "coslog4, cycles=0, cycles=1",
        "coslog4, cycles=31, cycles=30",
        "coslog4, over=0, over=1s",
        "plateau, factor=0, factor=1e-9",
        "plateau, factor=1, factor=0.999",
        "plateau, patience=-1, patience=0",
        "plateau, cooldown=-1, cooldown=0",
        "plateau, threshold=-1e-9, threshold=0",
        "plateau, eps=-1e-9, eps=0",
        "plateau, factor=infinity, factor=0.5",
        "cosine, 'warmup=5,warmup-form=exponential,warmup-from=0', 'warmup=5,warmup-form=exponential,warmup-from=1e-9'",
        "cosine, warmup-form=constant, 'warmup=5,warmup-form=constant'",
        "cosine, warmup-from=1, 'warmup=5,warmup-from=1'",
        "cosine, warmup=rest, warmup=0"
    })
    void rangesEndWhereTheySay(String shape, String refused, String taken) {
        UserException failure = assertThrows(UserException.class, () -> Schedule.parse(shape + ":" + refused));
        String column = "column " + (shape.length() + 2 + refused.lastIndexOf(',') + 1);
        String key = refused.substring(refused.lastIndexOf(',') + 1, refused.lastIndexOf('='));
        assertTrue(failure.getMessage().contains(column), failure.getMessage());
        assertTrue(failure.getMessage().contains(key), failure.getMessage());
        assertTrue(Schedule.parse(shape + ":" + taken).over(HORIZON, 1).at(3) >= 0);
    }

    /** The plus of an exponent is no sign between parts, and spaces stand anywhere but move no column. */
    @Example
    void exponentsAndSpaces() {
        for (String ten : List.of("1e+1", "1E+1", "0.1e+2", "10")) {
            assertEquals(10, at("constant:value=" + ten, 0), ten);
            assertEquals(20, at("constant:value=" + ten + ",for=2+constant:value=2e+1", 100), ten);
        }
        assertEquals(Schedule.parse("cosine:for=5+cosine"), Schedule.parse("  cosine : for = 5 +   cosine "));
        assertEquals(
                Schedule.parse("cosine:over=5,to=1%*linear:to=50%"),
                Schedule.parse("cosine: over=5 ,  to=1% *  linear : to=50%"));
        for (String bad : List.of("cosine:to=1,  to=2", "cosine:over=3,x=1", "constant*   cosin:to=1")) {
            int column = 1 + Math.max(bad.lastIndexOf("to=2"), Math.max(bad.indexOf("x="), bad.indexOf("cosin:")));
            String told =
                    assertThrows(UserException.class, () -> Schedule.parse(bad)).getMessage();
            assertTrue(told.contains("column " + column + ":"), told);
        }
    }

    @Example
    void schedulesAreMadeInCodeAsInText() {
        Schedule cosine = Schedule.of(Cosine.DEFAULT);
        Schedule plateau = Schedule.of(Plateau.DEFAULT);
        WarmUp warmUp = WarmUp.over(Length.percent(5));
        assertEquals(Schedule.parse("cosine:warmup=5%"), cosine.warmUp(warmUp));
        assertEquals(
                Schedule.parse("cosine:by=epoch,warmup=5%"), cosine.byEpoch().warmUp(warmUp));
        assertEquals(Schedule.parse("cosine:for=50%+plateau"), cosine.then(Length.percent(50), plateau));
        assertEquals(
                Schedule.parse("cosine:warmup=5%,for=50%+plateau"),
                cosine.then(Length.percent(50), plateau).warmUp(warmUp));
        assertEquals(
                Schedule.parse("cosine:by=epoch,for=50%+plateau:by=epoch"),
                cosine.then(Length.percent(50), plateau).byEpoch());
        assertEquals(Schedule.parse("cosine*plateau"), cosine.times(plateau));
        Schedule chain = cosine.then(Length.percent(50), plateau);
        assertThrows(UserException.class, () -> chain.then(Length.percent(50), plateau));
        assertThrows(UserException.class, () -> chain.times(plateau));
        assertThrows(UserException.class, () -> plateau.times(chain));
        assertThrows(UserException.class, () -> cosine.then(Length.REST, plateau));
        assertThrows(UserException.class, () -> new Schedule(List.of()));
        assertThrows(UserException.class, () -> new Schedule.Part(List.of(), Length.REST));
        List<Schedule.Factor> factors = cosine.parts().getFirst().factors();
        UserException told = assertThrows(
                UserException.class, () -> new Schedule(List.of(new Schedule.Part(factors, Length.epochs(5)))));
        assertTrue(told.getMessage().contains("leave 'for' out"), told.getMessage());
    }

    @Example
    void onlyAPlateauOfTheScoreWatchesIt() {
        for (String watching : List.of("plateau:watch=score", "cosine:for=5+plateau:watch=score*cosine")) {
            assertTrue(Schedule.parse(watching).watchesScore(), watching);
        }
        for (String blind : List.of("cosine", "plateau", "cosine:for=5+plateau*linear")) {
            assertFalse(Schedule.parse(blind).watchesScore(), blind);
        }
    }

    private static Course observed(String text, double... losses) {
        Course course = Schedule.parse(text).over(HORIZON, 1);
        for (int epoch = 0; epoch < losses.length; epoch++) {
            course.observe(50L * (epoch + 1), losses[epoch], losses[epoch]);
        }
        return course;
    }

    private static double after(String text, double... losses) {
        return observed(text, losses).at(50L * losses.length);
    }

    /** An epoch that is better by exactly the threshold is not better. */
    @Example
    void aPlateauCountsEpochsThatAreNotBetter() {
        String none = "plateau:factor=0.5,patience=0,";
        assertEquals(0.5, after(none + "threshold=0.5", 4, 2), "half is not less than half");
        assertEquals(1, after(none + "threshold=0.5", 4, 1.99));
        assertEquals(0.5, after(none + "threshold=1,absolute=true", 4, 3));
        assertEquals(1, after(none + "threshold=1,absolute=true", 4, 2.99));
        assertEquals(0.5, after(none + "threshold=0.5,watch=score", 4, 6), "half as much again is not more");
        assertEquals(1, after(none + "threshold=0.5,watch=score", 4, 6.01));
        assertEquals(0.5, after(none + "threshold=1,absolute=true,watch=score", 4, 5));
        assertEquals(1, after(none + "threshold=1,absolute=true,watch=score", 4, 5.01));
        assertEquals(1, after("plateau:factor=0.5,patience=2", 1, 1, 1));
        assertEquals(0.5, after("plateau:factor=0.5,patience=2", 1, 1, 1, 1));
        assertEquals(1, after("plateau:factor=0.5,patience=1", 1, 1, 0.5, 0.5), "a better one begins anew");
        assertEquals(0.5, after("plateau:factor=0.5,patience=1", 1, 1, 1, 1), "as does a fall");
        assertEquals(0.25, after("plateau:factor=0.5,patience=1", 1, 1, 1, 1, 1));
        assertEquals(0.5, after(none + "cooldown=2", 1, 1, 1, 1), "epochs of rest do not count");
        assertEquals(0.25, after(none + "cooldown=2", 1, 1, 1, 1, 1));
        assertEquals(0.75, after(none + "min=0.75", 1, 1, 1));
        assertEquals(1, after(none + "eps=0.5", 1, 1), "a fall of eps is none");
        assertEquals(0.5, after(none + "eps=0.499", 1, 1));
    }

    /** Each part and factor keeps its own state, in its place. */
    @Example
    void schedulesOfManyPartsGoOnFromTheirSnapshot() {
        String text = "plateau:factor=0.5,patience=0,for=3*plateau:factor=0.25,patience=1,by=epoch"
                + "+plateau:factor=0.125,patience=0,warmup=1";
        double[] losses = {1, 1, 1, 1, 1, 1};
        Course whole = Schedule.parse(text).over(HORIZON, 1);
        Course other = Schedule.parse(text).over(HORIZON, 1);
        assertEquals(12, whole.snapshot().length);
        double[] values = {1, 0.5, 0.01, 1, 0.125, 0.015625};
        for (int epoch = 1; epoch <= losses.length; epoch++) {
            whole.observe(50L * epoch, losses[epoch - 1], Double.NaN);
            Course next = Schedule.parse(text).over(HORIZON, 1);
            next.restore(other.snapshot());
            next.observe(50L * epoch, losses[epoch - 1], Double.NaN);
            other = next;
            assertEquals(values[epoch - 1], whole.at(50L * epoch), "epoch " + epoch);
            assertEquals(
                    epoch < 3 ? values[epoch - 1] : 0.0625, other.at(Math.min(149, 50L * epoch)), "the first part");
            assertEquals(whole.at(50L * epoch), other.at(50L * epoch), "epoch " + epoch);
        }
        assertThrows(IllegalArgumentException.class, () -> whole.restore(new double[11]));
        assertEquals(0, Schedule.parse("cosine").over(HORIZON, 1).snapshot().length);
    }

    @Example
    void basesAndStepsFromZero() {
        assertEquals(0, Schedule.parse("cosine").over(HORIZON, 0).at(0));
        assertThrows(UserException.class, () -> Schedule.parse("cosine").over(HORIZON, Double.POSITIVE_INFINITY));
    }
}
