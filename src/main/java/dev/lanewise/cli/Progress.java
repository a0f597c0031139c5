package dev.lanewise.cli;

import dev.lanewise.model.TrainingSetup;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.TrainingListener;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/** One line that updates in a terminal; elsewhere a few plain lines. */
final class Progress implements TrainingListener {

    private static final int PLAIN_LINES = 20;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintWriter err;
    private final boolean talks;
    private final boolean terminal;
    private int epochs;
    private long started;
    private long drawn;
    private boolean lineIsOpen;
    private String last = "";

    Progress(PrintWriter err, boolean talks) {
        this.err = err;
        this.talks = talks;
        Console console = System.console();
        terminal = console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    void start(TrainingSetup setup) {
        epochs = setup.plan().epochs();
        started = System.nanoTime();
    }

    @Override
    public boolean onBatch(int epoch, int batch, int batches, double loss) {
        if (talks && terminal && System.nanoTime() - drawn > REDRAW_NANOS) {
            draw(String.format(
                    Locale.ROOT, "epoch %d/%d  batch %d/%d  loss %.4g", epoch, epochs, batch, batches, loss));
        }
        return true;
    }

    @Override
    public boolean onEpoch(EpochRecord epoch) {
        last = text(epoch);
        if (!talks) {
            return true;
        }
        if (terminal) {
            if (System.nanoTime() - drawn > REDRAW_NANOS) {
                draw(last);
            }
        } else if (epoch.epoch() == 1 || epoch.epoch() % Math.max(1, epochs / PLAIN_LINES) == 0) {
            err.println(last);
            err.flush();
        }
        return true;
    }

    private String text(EpochRecord epoch) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "epoch %d/%d  train %.4g", epoch.epoch(), epochs, epoch.trainLoss()));
        if (!Double.isNaN(epoch.validationLoss())) {
            text.append(String.format(Locale.ROOT, "  validation %.4g", epoch.validationLoss()));
        }
        if (!Double.isNaN(epoch.validationScore())) {
            text.append(String.format(Locale.ROOT, "  accuracy %.3f", epoch.validationScore()));
        }
        double elapsed = (System.nanoTime() - started) * 1e-9;
        double left = elapsed / epoch.epoch() * (epochs - epoch.epoch());
        text.append(
                String.format(Locale.ROOT, "  %,.0f samples/s  at most %.0f s left", epoch.samplesPerSecond(), left));
        return text.toString();
    }

    private void draw(String text) {
        err.print("\r" + text + "\u001b[K");
        err.flush();
        drawn = System.nanoTime();
        lineIsOpen = true;
    }

    /** Ends the line. */
    void end() {
        if (lineIsOpen) {
            draw(last);
            err.println();
            err.flush();
            lineIsOpen = false;
        }
    }

    /** Says what an interruption leaves behind. */
    void interrupted(boolean wantedModel) {
        if (lineIsOpen) {
            err.println();
        }
        err.println("lanewise: interrupted; nothing was kept" + (wantedModel ? ", no model was written." : "."));
        err.flush();
    }
}
