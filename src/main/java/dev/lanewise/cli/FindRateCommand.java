package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.NetworkText;
import dev.lanewise.model.Recipe;
import dev.lanewise.model.TrainingSetup;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.train.RateFinder;
import dev.lanewise.train.RateSweep;
import dev.lanewise.train.TrainingPlan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sweeps the learning rate, draws loss against rate, proposes one. */
@Command(
        name = "find-rate",
        header = "Sweep the learning rate, draw loss against rate, and propose one.",
        description = {
            "",
            "Trains a copy of the network on mini-batches while the rate grows by the same factor at every step, until the loss"
                    + " explodes (Smith, Cyclical Learning Rates for Training Neural Networks, 2015). Then trains from the start"
                    + " for up to 600 steps at fixed rates, half a decade apart, around the one with the smallest loss, and proposes"
                    + " the smallest that ends close to the best. Takes the options of 'lanewise train'; epochs, schedules and"
                    + " averages take no part.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  lanewise find-rate digits",
            "  lanewise find-rate houses.csv --target price --optimizer sgd --hidden 256,256"
        })
final class FindRateCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "DATA", description = Help.DATA)
    String data = "";

    @Mixin
    TargetOption target = new TargetOption();

    @Option(
            names = "--from",
            paramLabel = "R",
            converter = Numbers.Positive.class,
            description = "First rate. Default: 1e-6.")
    double from = RateFinder.DEFAULT.low();

    @Option(
            names = "--to",
            paramLabel = "R",
            converter = Numbers.Positive.class,
            description = "Last rate, where the loss does not explode before. Default: 10.")
    double to = RateFinder.DEFAULT.high();

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Steps of the sweep, at least 20. Default: those of an epoch, 200 to 1000.")
    int steps;

    @Mixin
    TrainOptions options = new TrainOptions();

    @Mixin
    KernelOptions engine = new KernelOptions();

    @Option(names = "--json", paramLabel = "FILE|-", description = Help.JSON)
    @Nullable
    String json;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write the points to this file: rate, loss and smoothed loss.")
    @Nullable
    Path csv;

    private @Nullable TrainingSetup setup;

    FindRateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonFile jsonFile = JsonFile.check(console, json);
        OutputFile csvFile = csv == null ? null : OutputFile.check("--csv", csv).distinctFrom(data);
        new Outputs().addJson(json).add("--csv", csv);
        RateFinder finder = new RateFinder(from, to, steps);
        Optimizer optimizer = options.resolveOptimizer();
        Kernels named = engine.named(console);
        DataSource input = DataSource.of(data, options.columns.categories());
        ModelTrainer trainer = options.trainer(
                input,
                target.of(input),
                multiplyAdds -> named == null ? Kernels.forOneRun(multiplyAdds) : named,
                engine.threads,
                optimizer,
                Recipe.TABLE);
        if (input.test() != null) {
            trainer.test(input.test());
        }
        trainer.onStart(s -> setup = s);
        RateSweep sweep = trainer.findRate(finder);
        TrainingSetup prepared = setup;
        if (prepared == null) {
            throw new IllegalStateException("the sweep was never prepared");
        }
        if (csvFile != null) {
            csvFile.write(out -> out.write(csv(sweep).getBytes(StandardCharsets.UTF_8)));
        }
        if (jsonFile != null) {
            write(jsonFile, prepared, sweep);
        }
        if (jsonFile == null || !jsonFile.takesStandardOutput()) {
            print(prepared, sweep);
        }
        return ExitCodes.OK;
    }

    private static String csv(RateSweep sweep) {
        StringBuilder text = new StringBuilder("rate,loss,smoothed\n");
        for (RateSweep.Point point : sweep.points()) {
            text.append(point.rate())
                    .append(',')
                    .append(point.loss())
                    .append(',')
                    .append(point.smoothed())
                    .append('\n');
        }
        return text.toString();
    }

    private void write(JsonFile jsonFile, TrainingSetup prepared, RateSweep sweep) {
        TrainingPlan plan = prepared.plan();
        jsonFile.write(generator -> {
            generator.writeStringProperty("data", prepared.source());
            generator.writeStringProperty("network", NetworkText.line(prepared.network()));
            generator.writeStringProperty("optimizer", plan.optimizer().label());
            generator.writeStringProperty("loss", plan.loss().label());
            generator.writeNumberProperty("batchSize", plan.batchSize());
            generator.writeNumberProperty("seed", plan.seed());
            JsonFile.number(generator, "proposal", sweep.proposal());
            generator.writeStringProperty("reason", sweep.reason());
            JsonFile.number(generator, "steepestRate", rate(sweep, sweep.steepest()));
            JsonFile.number(generator, "minimumRate", rate(sweep, sweep.minimum()));
            generator.writeBooleanProperty("exploded", sweep.exploded());
            generator.writeArrayPropertyStart("trials");
            for (RateSweep.Trial trial : sweep.trials()) {
                generator.writeStartObject();
                JsonFile.number(generator, "rate", trial.rate());
                JsonFile.number(generator, "loss", trial.loss());
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeArrayPropertyStart("points");
            for (RateSweep.Point point : sweep.points()) {
                generator.writeStartObject();
                JsonFile.number(generator, "rate", point.rate());
                JsonFile.number(generator, "loss", point.loss());
                JsonFile.number(generator, "smoothed", point.smoothed());
                generator.writeEndObject();
            }
            generator.writeEndArray();
        });
    }

    private static double rate(RateSweep sweep, int index) {
        return index < 0 || index >= sweep.points().size()
                ? Double.NaN
                : sweep.points().get(index).rate();
    }

    private void print(TrainingSetup prepared, RateSweep sweep) {
        TrainingPlan plan = prepared.plan();
        List<RateSweep.Point> points = sweep.points();
        if (points.isEmpty()) {
            throw new UserException("The loss is no finite number at the first rate already. Take a smaller --from.");
        }
        new Facts(console)
                .add(
                        "Data",
                        prepared.source() + ", " + Text.count(prepared.trainRows(), "row", "rows") + " to train on")
                .add(
                        "Sweep",
                        plan.optimizer().label() + ", batches of " + plan.batchSize() + ", "
                                + Text.count(points.size(), "step", "steps")
                                + (sweep.exploded() ? " until the loss exploded" : ""));
        List<String> unused = options.unusedBySweep();
        if (!unused.isEmpty()) {
            new Facts(console).add("Unused", String.join(", ", unused) + ": no part of a sweep");
        }
        console.out.println();
        plot(sweep);
        console.out.println();
        Facts facts = new Facts(console);
        if (!sweep.trials().isEmpty()) {
            facts.add("Trials", trials(sweep));
        }
        if (Double.isNaN(sweep.proposal())) {
            facts.add("Proposal", "none. " + sweep.reason());
            return;
        }
        String proposal = plain(sweep.proposal());
        facts.add("Proposal", "learning rate " + proposal + ": " + sweep.reason())
                .add(
                        "Next",
                        "lanewise train " + Text.shell(data)
                                + (options.optimizer == null ? "" : " --optimizer " + options.optimizer)
                                + " --learning-rate " + proposal
                                + ", with the other options as here; a schedule such as cosine:warmup=5% makes more of it");
    }

    /** The loss at the end of each short training. */
    private static String trials(RateSweep sweep) {
        StringJoiner texts = new StringJoiner(", ", "loss at fixed rates: ", "");
        for (RateSweep.Trial trial : sweep.trials()) {
            texts.add(plain(trial.rate()) + " "
                    + (Double.isNaN(trial.loss()) ? "diverges" : String.format(Locale.ROOT, "%.4g", trial.loss())));
        }
        return texts.toString();
    }

    private void plot(RateSweep sweep) {
        List<RateSweep.Point> points = sweep.points();
        int columns = Math.min(TextPlot.columns(console.width), points.size());
        double[] values = new double[columns];
        for (int c = 0; c < columns; c++) {
            values[c] = points.get((int) Math.round((double) c * (points.size() - 1) / Math.max(1, columns - 1)))
                    .smoothed();
        }
        TextPlot plot = new TextPlot(values, 1.3 * points.getFirst().smoothed());
        if (!Double.isNaN(sweep.proposal())) {
            int at = 0;
            while (at + 1 < points.size() && points.get(at + 1).rate() <= sweep.proposal()) {
                at++;
            }
            plot.mark((int) ((long) at * (columns - 1) / Math.max(1, points.size() - 1)), '|');
        }
        plot.print(
                console.out,
                plain(points.getFirst().rate()),
                "rate " + plain(points.getLast().rate()));
    }

    private static String plain(double rate) {
        return new BigDecimal(rate)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }
}
