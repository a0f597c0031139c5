package dev.lanewise.schedule;

import dev.lanewise.testing.Contract;
import dev.lanewise.testing.Input;

/** Schedules as text: what is read is written as text that is read as the same, and has values over any training. */
public final class ScheduleFuzz {

    private ScheduleFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Contract.holds(() -> {
            Schedule schedule = Schedule.parse(new Input(bytes).text());
            Contract.require(schedule.equals(Schedule.parse(schedule.toString())), "reads its own text as another");
            Course course = schedule.over(new Horizon(7, 3), 0.1);
            for (int step = 0; step < 21; step++) {
                Contract.require(!Double.isNaN(course.at(step)), "has no value at step " + step);
            }
        });
    }
}
