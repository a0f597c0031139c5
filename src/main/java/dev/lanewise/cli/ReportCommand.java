package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Table;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.Importance;
import dev.lanewise.model.Model;
import dev.lanewise.model.TrainingRecord;
import dev.lanewise.report.ModelReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the report of a model. */
@Command(
        name = "report",
        header = "Write the report of a model: one HTML file with charts.",
        description = {
            "",
            "Shows how the training went, how good the model is, its preprocessing, settings and provenance. Without --data the"
                    + " metrics are those of the test rows, which the model file keeps; rows themselves it does not keep, so that the"
                    + " charts of a regression's residuals need --data.",
            "Without --report and --plots it goes beside the model: houses.safetensors has its report in houses-report.html.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  lanewise report houses.safetensors",
            "  lanewise report houses.safetensors --data sold-houses.csv --report sold.html --plots figures"
        })
final class ReportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "MODEL", description = Help.MODEL)
    Path model = Path.of("");

    @Option(names = "--data", paramLabel = "DATA", description = "Evaluate on these rows. " + Help.DATA)
    @Nullable
    String data;

    @Mixin
    ReportOptions output = new ReportOptions();

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!output.asked()) {
            output.report = besideModel();
        }
        output.check(data == null ? List.of(model.toString()) : List.of(model.toString(), data));
        output.addTo(new Outputs());
        Model loaded = Model.load(model);
        TrainingRecord training = loaded.training();
        Evaluation evaluation = training == null ? null : training.test();
        Importance importance = null;
        String rows = "the test rows of its training";
        if (data != null) {
            Table table = DataSource.rows(data, loaded);
            loaded.preprocessor().checkSchema(table);
            SeenRows.warn(console, loaded, table);
            evaluation = loaded.evaluate(table);
            importance = JsonReports.rows(evaluation) > 1 ? loaded.importance(table, Importance.REPEATS, 1) : null;
            rows = Text.count(JsonReports.rows(evaluation), "row", "rows") + " of " + table.source()
                    + (SeenRows.isOwn(loaded, table)
                            ? ", the data that it was trained on: it saw most of these rows, so that the figures flatter it"
                            : "");
        }
        output.write(ModelReport.of(loaded, evaluation, rows, List.of(), importance));
        output.tell(new Facts(console));
        return ExitCodes.OK;
    }

    /** A name after the model's, in its folder; not that of its training's report, which holds more. */
    private Path besideModel() {
        Path name = model.getFileName();
        if (name == null) {
            throw new UserException(model + ": this is no model file.");
        }
        int dot = name.toString().lastIndexOf('.');
        return model.resolveSibling((dot > 0 ? name.toString().substring(0, dot) : name) + "-report.html");
    }
}
