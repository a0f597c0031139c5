package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a budget chooses on machines that are made up, by a clock that only they move. */
class BudgetSearchTest {

    private static final int MANY_EPOCHS = BudgetSearch.MOST_EPOCHS;

    /** An epoch takes some time and more for each member; a hundred times as much until the compiler is done. */
    private static final class Machine implements BudgetSearch.Meter {

        private static final double UNCOMPILED = 100;

        private final double fixed;
        private final double member;
        private int cliff = Integer.MAX_VALUE;
        /** Of each size. */
        private double settling = 0.02;

        private double compiling;
        private double now;
        private double measured;

        Machine(double fixed, double member, double compiling) {
            this.fixed = fixed;
            this.member = member;
            this.compiling = compiling;
        }

        double epoch(int members) {
            return (fixed + member * members) * (members > cliff ? 3 : 1);
        }

        @Override
        public boolean warmUp(int members, double most) {
            double worked = Math.min(most, compiling);
            compiling -= worked;
            now += worked + (compiling == 0 ? Math.min(most - worked, worked > 0 ? 0.02 : settling) : 0);
            return compiling == 0;
        }

        @Override
        public double seconds(int members, double most) {
            now += most;
            measured += most;
            return epoch(members) * (compiling == 0 ? 1 : UNCOMPILED);
        }

        @Override
        public double slowest(int members) {
            return 4 * epoch(members);
        }

        BudgetChoice choose(double budget, int members, int epochs) {
            return new BudgetSearch(
                            Duration.ofMillis(Math.round(budget * 1e3)),
                            members,
                            epochs,
                            MANY_EPOCHS,
                            this,
                            () -> Math.round(now * 1e9),
                            0)
                    .choose();
        }

        /** When the epochs end. */
        double end(BudgetChoice choice) {
            return now + compiling + choice.epochs() * epoch(choice.members());
        }
    }

    private static void assertSize(int members, int epochs, BudgetChoice choice) {
        assertEquals(members + " x " + epochs, choice.members() + " x " + choice.epochs());
    }

    /** Milliseconds of an epoch and of each member in it, seconds of the compiler, of the budget. */
    @ParameterizedTest
    @CsvSource({
        "2, 0.7, 2.5, 5",
        "2, 0.7, 2.5, 10",
        "20, 5, 3, 20",
        "10, 10, 0, 60",
        "300, 100, 3, 60",
        "3000, 1000, 5, 600",
        "0, 20, 3, 10",
        "50, 0.1, 3, 10",
        "50, 50, 3, 10",
        "1, 0.5, 6, 10",
        "900, 900, 0, 30"
    })
    void theBudgetIsUsedAndKept(double fixed, double member, double compiling, double budget) {
        Machine machine = new Machine(fixed * 1e-3, member * 1e-3, compiling);
        BudgetChoice choice = machine.choose(budget, 0, 0);
        double used = machine.end(choice) / budget;
        boolean largest = choice.members() == BudgetSearch.MOST_MEMBERS && choice.epochs() == MANY_EPOCHS;
        assertTrue(used <= BudgetSearch.SHARE + 0.02, choice + " takes " + used);
        assertTrue(largest || used >= 0.7, choice + " takes " + used);
        assertTrue(machine.measured <= BudgetSearch.MEASURING * budget, choice + " measured for " + machine.measured);
        assertEquals(choice.epochs() * machine.epoch(choice.members()), choice.seconds(), 0.02 * choice.seconds());
        assertTrue(choice.fits() && choice.membersChosen() && choice.epochsChosen());
        assertTrue(choice.members() == 1 || choice.epochs() >= BudgetSearch.ENOUGH_EPOCHS / 1.2, choice.toString());
    }

    @Test
    void aFastMachineTakesTheMostAndASlowOneTheLeast() {
        assertSize(32, 256, new Machine(1e-3, 1e-4, 1).choose(60, 0, 0));
        assertSize(1, 1, new Machine(30, 10, 1).choose(60, 0, 0));
        Machine hopeless = new Machine(500, 10, 1);
        BudgetChoice choice = hopeless.choose(60, 0, 0);
        assertSize(1, 1, choice);
        assertFalse(choice.fits());
        assertEquals(510, choice.seconds(), 1e-6);
    }

    @Test
    void timeForEnoughEpochsComesBeforeMembers() {
        // 51 s less the compiler's 2.02 and a trial of 1.52: 47.46 s.
        assertSize(1, 52, new Machine(0, 0.9, 2).choose(60, 0, 0));
        BudgetChoice two = new Machine(0, 0.35, 2).choose(60, 0, 0);
        assertEquals(2, two.members(), two.toString());
        assertTrue(two.epochs() >= 60 && two.epochs() < 70, two.toString());
        // 43.5 s are left after three sizes: 64 epochs of 0.68 s.
        assertEquals(3, new Machine(0.3, 0.1, 3).choose(60, 0, 0).members());
    }

    /** Beyond some members all take three times as long, as where a cache ends: what a straight line promises is tried, and taken back. */
    @ParameterizedTest
    @CsvSource({"10, 10, 20", "20, 5, 20", "1, 2, 10", "10, 20, 40"})
    void sizesThatTakeLongerThanALineSaysAreNotTaken(double fixed, double member, double budget) {
        for (int cliff = 2; cliff < BudgetSearch.MOST_MEMBERS; cliff++) {
            Machine machine = new Machine(fixed * 1e-3, member * 1e-3, 2);
            machine.cliff = cliff;
            machine.settling = 10; // as long as it may
            BudgetChoice choice = machine.choose(budget, 0, 0);
            assertTrue(choice.epochs() >= BudgetSearch.ENOUGH_EPOCHS / 1.2, "cliff " + cliff + ": " + choice);
            double used = machine.end(choice) / budget;
            assertTrue(used <= 1, "cliff " + cliff + ": " + choice + " takes " + used);
            assertTrue(machine.now - 2 <= (BudgetSearch.MEASURING + 0.01) * budget, choice + " by " + machine.now);
        }
    }

    @Test
    void moreTimeNeverMeansLessTraining() {
        int[] members = {0, 0};
        for (double fixed : new double[] {0.0005, 0.01, 0.2}) {
            for (double share : new double[] {0.02, 0.3, 1, 10}) {
                double trained = 0;
                int most = 0;
                for (double budget = 5; budget < 2000; budget *= 1.07) {
                    Machine machine = new Machine(fixed, fixed * share, 2.5);
                    BudgetChoice choice = machine.choose(budget, 0, 0);
                    double training = choice.epochs() * machine.epoch(choice.members());
                    String where = fixed + " s, " + share + ", budget " + budget + " s: " + choice;
                    assertTrue(training >= 0.97 * trained, where + " trains " + training + " s after " + trained);
                    assertTrue(choice.members() >= most, where + " after " + most + " members");
                    trained = Math.max(trained, training);
                    most = choice.members();
                    members[most == BudgetSearch.MOST_MEMBERS ? 1 : 0]++;
                }
            }
        }
        assertTrue(members[0] > 100 && members[1] > 100, members[0] + ", " + members[1]);
    }

    /** A hundred times as long an epoch, as it is until code is compiled, would leave next to nothing. */
    @Test
    void whatIsNotCompiledDoesNotDecide() {
        BudgetChoice compiled = new Machine(0.002, 0.001, 3).choose(5, 0, 0);
        assertTrue(compiled.members() >= 2 && compiled.epochs() >= 55, compiled.toString());
        Machine slow = new Machine(0.002, 0.001, 4.5);
        BudgetChoice notYet = slow.choose(5, 0, 0);
        assertTrue(slow.compiling > 0, "it was to be too slow");
        assertEquals(1, notYet.members());
        // 4.25 s less 3.25 for the compiler and 0.25 for a trial, by four times the 0.003 s of an epoch.
        assertTrue(notYet.epochs() >= 55 && notYet.epochs() <= 65, notYet.toString());
    }

    @Test
    void whatIsSaidIsNotChosen() {
        BudgetChoice members = new Machine(0.01, 0.01, 2).choose(20, 5, 0);
        assertEquals(5, members.members());
        assertFalse(members.membersChosen());
        // 17 s less 2.02 and a trial of 0.52, by 0.06 s.
        assertTrue(members.epochs() > 235 && members.epochs() <= 245, members.toString());
        BudgetChoice epochs = new Machine(0.01, 0.01, 2).choose(20, 0, 100);
        assertEquals(100, epochs.epochs());
        assertFalse(epochs.epochsChosen());
        assertTrue(epochs.members() >= 12 && epochs.members() <= 13, epochs.toString());
        BudgetChoice tooMany = new Machine(1, 1, 2).choose(20, 0, 100);
        assertSize(1, 100, tooMany);
        assertFalse(tooMany.fits());
    }

    @Test
    void aBudgetThatReadingHasUsedUpTrainsTheLeastAndSaysSo() {
        Machine machine = new Machine(0.001, 0.001, 1);
        machine.now = 7;
        BudgetChoice choice = machine.choose(5, 0, 0);
        assertSize(1, 1, choice);
        assertTrue(choice.available() < 0);
        assertFalse(choice.fits());
        assertTrue(machine.now < 7.3, "it measured until " + machine.now);
    }
}
