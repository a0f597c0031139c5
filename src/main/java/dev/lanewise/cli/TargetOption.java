package dev.lanewise.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says what is predicted. */
final class TargetOption {

    @Option(
            names = "--target",
            paramLabel = "COL",
            description = "Column to predict, or several with commas for a regression. Default: the last column.")
    @Nullable
    String target;

    List<String> of(DataSource input) {
        return input.targets(target);
    }

    /** Says why the target is what it is, where nobody named it. */
    String note(DataSource input) {
        if (target != null) {
            return "";
        }
        return input.target() == null ? " (the last column; --target takes another)" : " (known for this data)";
    }
}
