package dev.lanewise.cli;

import dev.lanewise.model.TrainingSetup;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.TrainingListener;
import java.io.PrintStream;
import java.util.List;

/**
 * Shows how a training goes: one line that updates on a terminal, otherwise a plain line now and then, about {@value #LINES} in a run. Batches
 * cost a look at the clock and nothing else.
 */
final class Progress implements TrainingListener {

    private static final int LINES = 20;
    private static final long REFRESH_NANOS = 100_000_000L;
    private static final double SETTLING_SECONDS = 0.5;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean live;
    private final int width;
    private final TrainingSetup setup;
    private final int every;
    private final long start;
    private long shown;
    private long epochStart;
    /** Smoothed over the last epochs, since the first ones run while the JIT compiler still works. */
    private double secondsAnEpoch;

    private double rowsASecond;
    /** Epochs that were done before; negative until a batch tells. */
    private int first = -1;

    private EpochRecord last = new EpochRecord(0, Double.NaN, Double.NaN, Double.NaN, 0, 0);
    private boolean lineOpen;
    /** Whether the last epoch has its plain line. */
    private boolean told;

    Progress(Console console, TrainingSetup setup) {
        this(console.err, console.liveProgress, console.width, setup);
    }

    Progress(PrintStream err, boolean live, int width, TrainingSetup setup) {
        this.err = err;
        this.live = live;
        this.width = width;
        this.setup = setup;
        every = (setup.plan().epochs() + LINES - 1) / LINES;
        start = System.nanoTime();
        epochStart = start;
    }

    @Override
    public boolean onBatch(int epoch, int batch, int batches, double loss) {
        first = first < 0 ? epoch - 1 : first;
        if (live) {
            long now = System.nanoTime();
            if (now - shown >= REFRESH_NANOS) {
                show(now, epoch - 1 + (double) batch / batches, epoch, loss);
            }
        }
        return true;
    }

    @Override
    public boolean onEpoch(EpochRecord epoch) {
        last = epoch;
        long now = System.nanoTime();
        secondsAnEpoch = smooth(secondsAnEpoch, (now - epochStart) * 1e-9);
        rowsASecond = smooth(rowsASecond, epoch.samplesPerSecond());
        epochStart = now;
        told = false;
        if (live) {
            if (now - shown >= REFRESH_NANOS) {
                show(now, epoch.epoch(), epoch.epoch(), epoch.trainLoss());
            }
        } else if (epoch.epoch() % every == 0) {
            told = true;
            err.println(line(now, epoch.epoch(), epoch.trainLoss(), epoch.epoch()));
        }
        return true;
    }

    /** Ends with a line for the last epoch. */
    void end() {
        if (last.epoch() > 0 && (live || !told)) {
            String line = line(
                    System.nanoTime(),
                    last.epoch(),
                    last.trainLoss(),
                    setup.plan().epochs());
            err.println(live ? ERASE + line : line);
        } else if (lineOpen) {
            err.println();
        }
        lineOpen = false;
    }

    private void show(long now, double done, int epoch, double trainLoss) {
        shown = now;
        lineOpen = true;
        err.print(ERASE + line(now, epoch, trainLoss, done));
        err.flush();
    }

    /** All in words, or shortened where that is too long; then as much as fits. */
    private String line(long now, int epoch, double trainLoss, double done) {
        int columns = live ? width - 1 : Integer.MAX_VALUE;
        String wide = join(parts(now, epoch, trainLoss, done, true), Integer.MAX_VALUE);
        return wide.length() <= columns ? wide : join(parts(now, epoch, trainLoss, done, false), columns);
    }

    private List<String> parts(long now, int epoch, double trainLoss, double done, boolean words) {
        String epochs = String.valueOf(setup.plan().epochs());
        String number = String.valueOf(epoch);
        boolean judged = Double.isFinite(last.validationLoss());
        return List.of(
                "epoch " + " ".repeat(epochs.length() - number.length()) + number + "/" + epochs,
                "loss " + Text.figure(judged ? last.trainLoss() : trainLoss),
                judged ? (words ? "validation " : "val ") + Text.figure(last.validationLoss()) : "",
                Double.isFinite(last.validationScore())
                        ? (words ? "accuracy " : "acc ") + Text.share(last.validationScore())
                        : "",
                left(now, done, words),
                speed(now, done) + (words ? " samples/s" : "/s"));
    }

    private static String join(List<String> parts, int columns) {
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            if (!part.isEmpty() && line.length() + 2 + part.length() <= columns) {
                line.append(line.isEmpty() ? "" : "  ").append(part);
            }
        }
        return line.toString();
    }

    private String speed(long now, double done) {
        double rate = rowsASecond > 0 ? rowsASecond : (done - first) * setup.trainRows() / ((now - start) * 1e-9);
        return Text.count(Math.round(rate));
    }

    private String left(long now, double done, boolean words) {
        int epochs = setup.plan().epochs();
        double seconds = (now - start) * 1e-9;
        if (done >= epochs) {
            return "in " + Text.time(seconds);
        }
        if (seconds < SETTLING_SECONDS) {
            return "";
        }
        double each = secondsAnEpoch > 0 ? secondsAnEpoch : seconds / (done - first);
        boolean mayStop = setup.plan().patience() > 0 && setup.validationRows() > 0;
        return (mayStop && words ? "at most " : "") + Text.time(each * (epochs - done)) + " left";
    }

    private static double smooth(double before, double value) {
        return before == 0 ? value : before + 0.3 * (value - before);
    }
}
