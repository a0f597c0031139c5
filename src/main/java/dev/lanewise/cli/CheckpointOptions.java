package dev.lanewise.cli;

import dev.lanewise.core.Decimals;
import dev.lanewise.core.UserException;
import dev.lanewise.model.Checkpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Where and how often a training keeps its state. */
final class CheckpointOptions {

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description =
                    "Keep the state of the training in this folder, so that --resume DIR can go on after whatever ends"
                            + " it. Changes no result.")
    @Nullable
    Path folder;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "N|Nm",
            converter = Interval.Converter.class,
            description = "How often: after N epochs (5), or after N minutes (5m). Default: 1.")
    @Nullable
    Interval every;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description =
                    "Go on with the training whose checkpoints are in this folder; its data and options are in them. Give"
                            + " DATA only where it was moved, options only to change what changes no result, such as --model.")
    @Nullable
    Path resume;

    /** An interval in words. */
    record Interval(UnaryOperator<Checkpoints> setting) {

        /** Reads intervals. */
        static final class Converter implements ITypeConverter<Interval> {
            private static final String EXPECTED = "epochs, such as 5, or minutes, such as 5m or 0.5m";

            @Override
            public Interval convert(String text) {
                if (!text.endsWith("m")) {
                    int epochs = (int) Numbers.whole(text, 1, Integer.MAX_VALUE, EXPECTED);
                    return new Interval(checkpoints -> checkpoints.everyEpochs(epochs));
                }
                double nanos =
                        Decimals.parse(text.substring(0, text.length() - 1).strip()) * 60e9;
                if (!(nanos >= 1 && nanos < Long.MAX_VALUE)) {
                    throw Numbers.refuse(text, EXPECTED);
                }
                return new Interval(checkpoints -> checkpoints.every(Duration.ofNanos((long) nanos)));
            }
        }
    }

    /** What was asked for, checked before the work starts; null for nothing. */
    @Nullable
    Checkpoints checkpoints(boolean resumed) {
        if (folder == null) {
            if (every != null) {
                throw new UserException("--checkpoint-every is for --checkpoint, which was not given.");
            }
            return null;
        }
        Checkpoints checkpoints = Checkpoints.in(folder);
        if (!resumed) {
            checkpoints.check();
        }
        return every == null ? checkpoints : every.setting.apply(checkpoints);
    }
}
