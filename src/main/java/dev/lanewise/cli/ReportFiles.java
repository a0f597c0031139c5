package dev.lanewise.cli;

import dev.lanewise.figure.Report;
import dev.lanewise.report.HtmlReport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that a command with a report writes beside what it prints. */
final class ReportFiles {

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write figures, tables and numbers to this HTML file, which needs nothing else.")
    @Nullable
    Path report;

    private @Nullable OutputFile file;

    /** Checks before the work starts that the files can be written. */
    void check() {
        file = report == null ? null : OutputFile.check("--report", report);
    }

    /** Writes what was asked for. */
    void write(Console console, Report content) {
        if (file != null) {
            file.write(out -> HtmlReport.write(content, out));
            console.message("The report is in " + file + ".");
        }
    }
}
