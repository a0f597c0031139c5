package dev.lanewise.cli;

import dev.lanewise.figure.Facts.Fact;
import dev.lanewise.figure.Report;
import dev.lanewise.model.TrainedModel;
import dev.lanewise.model.TrainingSetup;
import dev.lanewise.report.ModelReport;
import dev.lanewise.train.History;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The report of a training run: that of its model, and what only the run knows. */
final class TrainReport {

    private TrainReport() {}

    static Report of(TrainedModel trained) {
        TrainingSetup setup = trained.setup();
        return ModelReport.of(
                trained.model(),
                trained.test(),
                Text.count(setup.testRows(), "row", "rows") + " that the training did not see",
                run(trained.history()),
                trained.importance());
    }

    private static List<Fact> run(History history) {
        return List.of(
                new Fact("throughput", Text.count(Math.round(history.samplesPerSecond())) + " samples/s"),
                new Fact("training time", Text.time(history.seconds())),
                new Fact(
                        "machine",
                        System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                                + Text.count(Runtime.getRuntime().availableProcessors(), "processor", "processors")),
                new Fact(
                        "made",
                        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                                .format(ZonedDateTime.now(ZoneOffset.UTC))));
    }
}
