package dev.lanewise.cli;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the bundled data sets, or prints one. */
@Command(
        name = "datasets",
        description = "Lists the bundled data sets, or prints one as CSV.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: lanewise datasets iris > iris.csv"})
final class DatasetsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The data set to print.")
    @Nullable
    String name;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String wanted = name;
        if (wanted == null) {
            for (BundledData data : BundledData.all()) {
                out.println(String.format(
                        Locale.ROOT,
                        "%-10s %-12s %-22s %s",
                        data.name(),
                        data.task().label(),
                        data.target(),
                        data.description()));
                out.println(" ".repeat(11) + data.source());
            }
            out.flush();
            return 0;
        }
        BundledData found = BundledData.find(wanted)
                .orElseThrow(() -> new UserException("There is no bundled data set '" + wanted + "'."
                        + Suggest.hint(
                                wanted,
                                BundledData.all().stream()
                                        .map(BundledData::name)
                                        .toList())));
        try (InputStream in = found.open()) {
            out.print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        out.flush();
        return 0;
    }
}
