package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.schedule.Course;
import dev.lanewise.schedule.Horizon;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.schedule.Schedules;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the schedules, or draws one. */
@Command(
        name = "schedules",
        header = "List the schedules of learning rates, or draw one.",
        description = {
            "",
            "A schedule is a name and, behind a colon, settings: cosine:warmup=5%%,to=1%%. Lengths and places are epochs (5),"
                    + " optimizer steps (500s) or shares of the training (5%%); values are numbers or shares of the base value"
                    + " (10%%). All take warmup=LENGTH (warmup-from=1%%, warmup-form=linear, constant or exponential), and"
                    + " by=epoch to move once an epoch instead of at every step. A + puts schedules one after the other, each"
                    + " but the last with for=LENGTH; a * multiplies them.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  lanewise schedules",
            "  lanewise schedules cosine:warmup=5%% --epochs 20 --base 0.01",
            "  lanewise schedules 'constant:for=50%%+exponential:factor=0.8'"
        })
final class SchedulesCommand implements Callable<Integer> {

    private static final int MOST_LINES = 25;

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCHEDULE",
            converter = PlanOptions.Schedules.class,
            description = "The schedule to draw.")
    @Nullable
    Schedule schedule;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Epochs of the training. Default: 20.")
    int epochs = 20;

    @Option(
            names = "--steps-per-epoch",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Optimizer steps of an epoch. Default: 100.")
    int stepsPerEpoch = 100;

    @Option(
            names = "--base",
            paramLabel = "V",
            converter = Numbers.Positive.class,
            description = "The value that is scheduled. Default: 1.")
    double base = 1;

    @Option(names = "--json", paramLabel = "FILE|-", description = Help.JSON)
    @Nullable
    String json;

    SchedulesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonFile jsonFile = JsonFile.check(console, json);
        Schedule chosen = schedule;
        if (chosen == null) {
            list(jsonFile);
        } else {
            draw(chosen, jsonFile);
        }
        return ExitCodes.OK;
    }

    private void list(@Nullable JsonFile jsonFile) {
        if (jsonFile != null) {
            jsonFile.write(generator -> {
                generator.writeArrayPropertyStart("schedules");
                for (Schedules.Entry entry : Schedules.all()) {
                    generator.writeStartObject();
                    generator.writeStringProperty("name", entry.label());
                    generator.writeStringProperty("formula", entry.formula());
                    generator.writeStringProperty("use", entry.use());
                    JsonFile.settings(generator, "settings", entry.defaults().settings());
                    generator.writeEndObject();
                }
                generator.writeEndArray();
            });
            if (jsonFile.takesStandardOutput()) {
                return;
            }
        }
        Facts facts = new Facts(console);
        for (Schedules.Entry entry : Schedules.all()) {
            StringJoiner settings = new StringJoiner(", ");
            entry.defaults().settings().forEach((key, value) -> settings.add(key + "=" + value));
            facts.add(entry.label(), entry.formula() + ". " + entry.use()).add("", settings.toString());
        }
        console.out.println();
        console.out.println("base is what is scheduled, t the step, T the length 'over'. Take one: lanewise train iris"
                + " --schedule cosine:warmup=5%");
        console.out.println(
                "Draw one: lanewise schedules cosine:warmup=5% --epochs 20. More: lanewise schedules --help");
    }

    private void draw(Schedule chosen, @Nullable JsonFile jsonFile) {
        Horizon horizon = new Horizon(epochs, stepsPerEpoch);
        Course course = chosen.over(horizon, base);
        for (long step = 0; step < horizon.steps(); step++) {
            if (!(Math.abs(course.at(step)) <= Float.MAX_VALUE)) {
                throw new UserException("The schedule gives " + course.at(step) + " for step " + (step + 1)
                        + ", which is no finite number as a float. Mend its settings, or take another --base.");
            }
        }
        if (jsonFile != null) {
            jsonFile.write(generator -> {
                generator.writeStringProperty("schedule", chosen.toString());
                generator.writeNumberProperty("epochs", epochs);
                generator.writeNumberProperty("stepsPerEpoch", stepsPerEpoch);
                generator.writeNumberProperty("base", base);
                generator.writeArrayPropertyStart("values");
                for (long step = 0; step < horizon.steps(); step++) {
                    generator.writeNumber(course.at(step));
                }
                generator.writeEndArray();
            });
            if (jsonFile.takesStandardOutput()) {
                return;
            }
        }
        console.out.println(console.style.label(chosen.toString()) + ", " + Text.count(epochs, "epoch", "epochs")
                + " of " + Text.count(stepsPerEpoch, "step", "steps"));
        double[] values = new double[TextPlot.columns(console.width)];
        for (int c = 0; c < values.length; c++) {
            values[c] = course.at(Math.round((double) c * (horizon.steps() - 1) / (values.length - 1)));
        }
        new TextPlot(values, Double.POSITIVE_INFINITY).print(console.out, "epoch 1", "epoch " + epochs);
        TextTable table = new TextTable(0, "epoch", "first step", "last step");
        int every = (epochs + MOST_LINES - 1) / MOST_LINES;
        for (int epoch = 0; epoch < epochs; epoch += every) {
            long first = (long) epoch * stepsPerEpoch;
            table.add(String.valueOf(epoch + 1), text(course.at(first)), text(course.at(first + stepsPerEpoch - 1)));
        }
        table.print(console.out, console.style);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
