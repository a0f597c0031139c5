package dev.lanewise.cli;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import dev.lanewise.figure.Claim;
import dev.lanewise.figure.Report;
import dev.lanewise.figure.Table;
import dev.lanewise.lab.Candidate;
import dev.lanewise.lab.Race;
import dev.lanewise.lab.RaceReport;
import dev.lanewise.lab.Studies;
import dev.lanewise.lab.Study;
import dev.lanewise.lab.TestFunction;
import dev.lanewise.lab.TestFunctions;
import dev.lanewise.lab.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** Lists the studies and functions, runs a study, or lets optimizers race. */
@Command(
        name = "lab",
        header = "Put claims about optimizers to the test, or let optimizers race on a function.",
        description = {
            "",
            "Without a name it lists the studies and the functions. A study runs a fixed experiment and says which claims held."
                    + " 'race' runs optimizers of your choice on a function. All paths are those of the optimizers that train"
                    + " networks.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  lanewise lab local-minimum --report local-minimum.html",
            "  lanewise lab race --function rosenbrock --optimizers sgd,momentum,adam --start -1.5,2 --rates 0.0003,0.001,0.01",
            "  lanewise lab race --function quadratic:condition=100,angle=45 --optimizers momentum --set beta=0.67"
        })
final class LabCommand implements Callable<Integer> {

    private static final String RACE = "race";

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A study, or race.")
    @Nullable
    String name;

    @Mixin
    RaceOptions race = new RaceOptions();

    @Option(
            names = "--threads",
            paramLabel = "T",
            converter = Numbers.Threads.class,
            description =
                    "Threads of the study 'which'. Default: as many as there are processors. Results are the same.")
    int threads = Math.min(1024, Runtime.getRuntime().availableProcessors());

    @Mixin
    ReportOptions output = new ReportOptions();

    @Option(names = "--json", paramLabel = "FILE|-", description = Help.JSON)
    @Nullable
    String json;

    LabCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        output.check(List.of());
        JsonFile jsonFile = JsonFile.check(console, json);
        output.addTo(new Outputs().addJson(json));
        boolean quiet = jsonFile != null && jsonFile.takesStandardOutput();
        if (name == null) {
            if (output.asked() || jsonFile != null) {
                throw new UserException("Name a study, or race: the list of them has no report and no JSON.");
            }
            race.refuse();
            list();
            return ExitCodes.OK;
        }
        if (RACE.equals(name)) {
            Race.Result result = race.race().run();
            Report report = RaceReport.of(result);
            if (jsonFile != null) {
                jsonFile.write(generator -> paths(generator, result));
            }
            finish(report, quiet);
            return ExitCodes.OK;
        }
        Study study = study(name);
        race.refuse();
        Study.Result result = study.run(threads);
        if (jsonFile != null) {
            jsonFile.write(generator -> properties(generator, study, result));
        }
        finish(result.report(), quiet);
        return ExitCodes.OK;
    }

    private static Study study(String name) {
        List<String> known = new ArrayList<>(Studies.names());
        known.add(RACE);
        if (!known.contains(name)) {
            String other = TestFunctions.names().contains(name)
                    ? " '" + name + "' is a function: lanewise lab race --function " + name + "."
                    : Suggest.hint(name, known);
            throw new UserException("There is no study '" + name + "'." + other);
        }
        return Studies.parse(name);
    }

    private void finish(Report report, boolean quiet) {
        output.write(report);
        if (!quiet) {
            new ReportText(console).print(report);
            console.out.println();
            output.tell(new Facts(console));
        }
    }

    private void list() {
        TextTable studies = new TextTable(2, "study", "question");
        Studies.all().forEach(study -> studies.add(study.name(), study.question()));
        studies.print(console.out, console.style);
        console.out.println();
        TextTable functions = new TextTable(2, "function", "what it is");
        for (String function : TestFunctions.names()) {
            TestFunction f = TestFunctions.parse(function);
            functions.add(function, f.note() + (function.equals("quadratic") ? " (:condition=50,angle=0)" : ""));
        }
        functions.print(console.out, console.style);
        console.out.println();
        console.out.println("lanewise lab STUDY, or lanewise lab race --function FUNCTION; --help tells more");
    }

    private static void properties(JsonGenerator json, Study study, Study.Result result) {
        json.writeStringProperty("study", study.name());
        json.writeArrayPropertyStart("claims");
        for (Claim claim : result.claims()) {
            json.writeStartObject();
            json.writeStringProperty("claim", claim.claim());
            json.writeBooleanProperty("held", claim.held());
            json.writeStringProperty("evidence", claim.evidence());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("numbers");
        result.numbers().forEach((key, value) -> JsonFile.number(json, key, value));
        json.writeEndObject();
        json.writeArrayPropertyStart("tables");
        result.report()
                .sections()
                .forEach(section -> section.items().forEach(item -> {
                    if (item instanceof Table table) {
                        table(json, table);
                    }
                }));
        json.writeEndArray();
    }

    private static void table(JsonGenerator json, Table table) {
        json.writeStartObject();
        json.writeStringProperty("title", table.title());
        JsonFile.texts(json, "columns", table.columns());
        json.writeArrayPropertyStart("rows");
        for (List<String> row : table.rows()) {
            json.writeStartArray();
            row.forEach(json::writeString);
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void paths(JsonGenerator json, Race.Result result) {
        TestFunction function = result.race().function();
        json.writeStringProperty("function", function.name());
        json.writeStringProperty(
                "start", result.race().start().stream().map(String::valueOf).collect(Collectors.joining(",")));
        json.writeArrayPropertyStart("paths");
        result.paths().forEach((candidate, path) -> path(json, candidate, path, function.dimensions()));
        json.writeEndArray();
    }

    private static void path(JsonGenerator json, Candidate candidate, Trajectory path, int dimensions) {
        json.writeStartObject();
        json.writeStringProperty("optimizer", candidate.label());
        JsonFile.settings(json, "set", candidate.optimizer().settings());
        json.writeBooleanProperty("diverged", path.diverged());
        json.writeArrayPropertyStart("weights");
        for (int i = 0; i < dimensions; i++) {
            json.writeArray(path.weight(i), 0, path.steps() + 1);
        }
        json.writeEndArray();
        json.writeName("values");
        json.writeArray(path.values(), 0, path.steps() + 1);
        json.writeEndObject();
    }
}
