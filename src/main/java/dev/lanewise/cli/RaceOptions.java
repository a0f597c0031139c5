package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.lab.Race;
import dev.lanewise.lab.TestFunction;
import dev.lanewise.lab.TestFunctions;
import dev.lanewise.optim.Convention;
import dev.lanewise.schedule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a race; null or empty where not given. */
final class RaceOptions {

    @Option(
            names = "--function",
            paramLabel = "F",
            description = "Function of a race, with settings behind a colon. Default: rosenbrock.")
    @Nullable
    String function;

    @Mixin
    CandidateOptions who = new CandidateOptions();

    @Option(
            names = "--start",
            paramLabel = "X,Y",
            split = ",",
            converter = Numbers.Finite.class,
            description = "Where paths start. Default: the function's own start.")
    List<Double> start = new ArrayList<>();

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Steps of each path. Default: 500.")
    @Nullable
    Integer steps;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description =
                    "A setting of the optimizers that have it, such as beta=0.8, or of one: adam.beta2=0.99. May be repeated.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--convention",
            paramLabel = "C",
            converter = Names.Conventions.class,
            completionCandidates = Names.Conventions.class,
            description = "Whose definition of the optimizers: ${COMPLETION-CANDIDATES}. Default: lanewise.")
    @Nullable
    Convention convention;

    @Option(
            names = "--schedule",
            paramLabel = "S",
            converter = PlanOptions.Schedules.class,
            description = "How the rates move over the steps, see 'lanewise schedules'; each step is an epoch.")
    @Nullable
    Schedule schedule;

    @Option(
            names = "--noise",
            paramLabel = "D",
            converter = Numbers.NotNegative.class,
            description = "Deviation of normal noise on each element of the gradient. Default: 0.")
    @Nullable
    Double noise;

    @Option(
            names = "--seed",
            paramLabel = "S",
            converter = Numbers.Seed.class,
            description = "Seed of the noise. Default: 1.")
    @Nullable
    Long seed;

    Race race() {
        TestFunction f = TestFunctions.parse(Objects.requireNonNullElse(function, "rosenbrock"));
        return new Race(
                f,
                who.candidates(convention, settings),
                start.isEmpty() ? f.start() : start,
                Objects.requireNonNullElse(steps, 500),
                Objects.requireNonNullElse(noise, 0.0),
                Objects.requireNonNullElse(seed, 1L),
                schedule);
    }

    /** Refuses what is for races only, with a study. */
    void refuse() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--function", function != null);
        given.put("--optimizers", !who.optimizers.isEmpty());
        given.put("--rates", !who.rates.isEmpty());
        given.put("--start", !start.isEmpty());
        given.put("--steps", steps != null);
        given.put("--set", !settings.isEmpty());
        given.put("--convention", convention != null);
        given.put("--schedule", schedule != null);
        given.put("--noise", noise != null);
        given.put("--seed", seed != null);
        given.forEach((option, there) -> {
            if (there) {
                throw new UserException(
                        option + " is for 'lanewise lab race'; a study is a fixed experiment. Leave it out.");
            }
        });
    }
}
