package dev.lanewise.cli;

import dev.lanewise.model.TrainingSetup;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.TrainingListener;
import java.io.PrintStream;

/**
 * Shows how a training goes: one line that updates on a terminal, otherwise a plain line now and then, about {@value #LINES} in a run. Batches
 * cost a look at the clock and nothing else.
 */
final class Progress implements TrainingListener {

    private static final int LINES = 20;
    private static final long REFRESH_NANOS = 100_000_000L;
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
    private EpochRecord last = new EpochRecord(0, Double.NaN, Double.NaN, Double.NaN, 0, 0);
    private boolean lineOpen;

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
        int epochs = setup.plan().epochs();
        if (live) {
            if (now - shown >= REFRESH_NANOS || epoch.epoch() == epochs) {
                show(now, epoch.epoch(), epoch.epoch(), epoch.trainLoss());
            }
        } else if (epoch.epoch() % every == 0 || epoch.epoch() == epochs) {
            err.println(line(now, epoch.epoch(), epoch.epoch(), epoch.trainLoss(), Integer.MAX_VALUE));
        }
        return true;
    }

    /** Ends the updating line. */
    void end() {
        if (lineOpen) {
            err.println();
            lineOpen = false;
        }
    }

    private void show(long now, double done, int epoch, double trainLoss) {
        shown = now;
        lineOpen = true;
        err.print(ERASE + line(now, done, epoch, trainLoss, width - 1));
        err.flush();
    }

    /** As much as fits, the most important first. */
    private String line(long now, double done, int epoch, double trainLoss, int columns) {
        int epochs = setup.plan().epochs();
        StringBuilder line = new StringBuilder();
        String digits = String.valueOf(epochs);
        String[] parts = {
            "epoch " + " ".repeat(digits.length() - String.valueOf(epoch).length()) + epoch + "/" + digits,
            "loss " + Text.figure(last.epoch() == 0 || !live ? trainLoss : last.trainLoss()),
            Double.isFinite(last.validationLoss()) ? "validation " + Text.figure(last.validationLoss()) : "",
            Double.isFinite(last.validationScore()) ? "accuracy " + Text.share(last.validationScore()) : "",
            left(now, done),
            speed(now, done),
        };
        for (String part : parts) {
            if (!part.isEmpty() && line.length() + 2 + part.length() <= columns) {
                line.append(line.isEmpty() ? "" : "  ").append(part);
            }
        }
        return line.toString();
    }

    private String speed(long now, double done) {
        double rate = rowsASecond > 0 ? rowsASecond : done * setup.trainRows() / ((now - start) * 1e-9);
        return Text.count(Math.round(rate)) + " samples/s";
    }

    private String left(long now, double done) {
        int epochs = setup.plan().epochs();
        if (done >= epochs) {
            return "in " + Text.time((now - start) * 1e-9);
        }
        double each = secondsAnEpoch > 0 ? secondsAnEpoch : (now - start) * 1e-9 / done;
        boolean mayStop = setup.plan().patience() > 0 && setup.validationRows() > 0;
        return (mayStop ? "at most " : "") + Text.time(each * (epochs - done)) + " left";
    }

    private static double smooth(double before, double value) {
        return before == 0 ? value : before + 0.2 * (value - before);
    }
}
