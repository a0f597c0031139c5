package dev.lanewise.cli;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the bundled data sets, or prints one. */
@Command(
        name = "datasets",
        header = "List the bundled data sets, or print one as CSV.",
        footer = {"", "Examples:", "  lanewise datasets", "  lanewise datasets iris > iris.csv"})
final class DatasetsCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The data set to print.")
    @Nullable
    String name;

    DatasetsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        String wanted = name;
        if (wanted == null) {
            list();
            return ExitCodes.OK;
        }
        List<String> names = BundledData.all().stream().map(BundledData::name).toList();
        BundledData found = BundledData.find(wanted)
                .orElseThrow(() -> new UserException(
                        "There is no bundled data set '" + wanted + "'." + Suggest.hint(wanted, names)));
        try (InputStream in = found.open()) {
            in.transferTo(console.data);
        }
        return ExitCodes.OK;
    }

    private void list() {
        Facts facts = new Facts(console);
        for (BundledData data : BundledData.all()) {
            facts.add(
                    data.name(),
                    data.description() + "; target " + data.target() + " ("
                            + data.task().label() + ")");
            facts.add("", data.source());
        }
        console.out.println();
        console.out.println("Train on one: lanewise train iris. Print one as CSV: lanewise datasets iris");
    }
}
