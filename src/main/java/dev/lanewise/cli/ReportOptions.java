package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.figure.Figure;
import dev.lanewise.figure.Report;
import dev.lanewise.report.HtmlReport;
import dev.lanewise.report.Plots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's report and its figures go. */
final class ReportOptions {

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Write a report with charts to this file, which needs no network to be opened.")
    @Nullable
    Path report;

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description = "Write each chart as a file of its own into this folder, for papers and READMEs.")
    @Nullable
    Path plots;

    @Option(
            names = "--plot-format",
            paramLabel = "F",
            converter = Names.PlotFormats.class,
            completionCandidates = Names.PlotFormats.class,
            description = "Format of those files: ${COMPLETION-CANDIDATES}. Default: svg.")
    @Nullable
    String format;

    /** Whether anything was asked for. */
    boolean asked() {
        return report != null || plots != null;
    }

    /**
     * Checks, before the work starts, that everything can be written.
     *
     * @param inputs files that the command reads
     * @throws UserException if not
     */
    void check(List<String> inputs) {
        if (format != null && plots == null) {
            throw new UserException("--plot-format is for --plots, which was not given.");
        }
        if (report != null) {
            OutputFile file = OutputFile.check("--report", report).regular();
            inputs.forEach(file::distinctFrom);
            HtmlReport.check();
        }
        if (plots != null) {
            checkFolder(plots);
            Plots.check();
        }
    }

    /** Notes what is written, behind the other files of the command. */
    void addTo(Outputs outputs) {
        outputs.add("--report", report).addCharts("--plots", plots, "." + ending());
    }

    private String ending() {
        return format == null ? "svg" : format;
    }

    private static void checkFolder(Path folder) {
        if (folder.toString().isEmpty()) {
            throw new UserException("--plots names no folder: the name is empty. Give one.");
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserException("--plots " + folder + ": this is a file. Choose a folder.");
        }
        // A folder that is not there is made at the end; its parent must be there.
        OutputFile.check("--plots", Files.exists(folder) ? folder.resolve("loss.svg") : folder);
    }

    /** Writes what was asked for. */
    void write(Report content) {
        if (report != null) {
            OutputFile.check("--report", report).write(out -> HtmlReport.write(content, out));
        }
        if (plots != null) {
            Plots.Format chosen = Plots.Format.valueOf(ending().toUpperCase(Locale.ROOT));
            OutputFile.makeFolder("--plots", plots);
            for (Figure figure : content.figures()) {
                OutputFile.check("--plots", plots.resolve(figure.id() + "." + ending()))
                        .write(out -> Plots.write(content, figure, chosen, out));
            }
        }
    }

    /** Says where everything is. */
    void tell(Facts facts) {
        if (report != null) {
            facts.add("Report", report.toString());
        }
        if (plots != null) {
            facts.add("Charts", plots.toString());
        }
    }
}
