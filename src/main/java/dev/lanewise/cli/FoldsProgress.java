package dev.lanewise.cli;

import dev.lanewise.model.CrossValidated;
import dev.lanewise.model.CrossValidation;
import dev.lanewise.model.TrainingSetup;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.TrainingListener;

/** Shows how a cross-validation goes: a line that updates on a terminal, otherwise a line for each fold that ends. */
final class FoldsProgress implements CrossValidation.Listener {

    private static final long REFRESH_NANOS = 100_000_000L;

    private final Console console;
    private final String targetNote;
    private final int folds;
    private final long start = System.nanoTime();
    private long shown;
    private long epochs;
    private int most;
    private int ended;

    FoldsProgress(Console console, String targetNote, int folds) {
        this.console = console;
        this.targetNote = targetNote;
        this.folds = folds;
    }

    @Override
    public synchronized TrainingListener onStart(int fold, TrainingSetup setup) {
        if (most == 0) {
            Summary.announce(console, setup, targetNote + "; " + folds + " folds");
        }
        most = Math.max(most, setup.plan().epochs());
        return new TrainingListener() {
            @Override
            public boolean onEpoch(EpochRecord epoch) {
                epochEnded();
                return true;
            }
        };
    }

    private synchronized void epochEnded() {
        epochs++;
        if (console.liveProgress && System.nanoTime() - shown >= REFRESH_NANOS) {
            show("");
        }
    }

    @Override
    public synchronized void onFold(CrossValidated.Fold fold) {
        ended++;
        // What it did not need is not left to do.
        epochs += most - fold.history().epochs().size();
        String line = "fold " + (fold.index() + 1) + ": " + EvaluationText.line(fold.test());
        if (console.liveProgress) {
            show("  " + line);
        } else {
            console.message(ended + " of " + folds + " folds, " + line);
        }
    }

    private void show(String more) {
        shown = System.nanoTime();
        double seconds = (shown - start) * 1e-9;
        double share = Math.min(1, (double) epochs / most / folds);
        String left =
                share > 0.02 && share < 1 ? ", at most " + Text.time(seconds / share * (1 - share)) + " left" : "";
        String line = "lanewise: " + ended + " of " + folds + " folds" + left + more;
        console.err.print("\r\u001b[K" + Text.cut(line, console.width - 1));
        console.err.flush();
    }

    /** Ends the line. */
    void end() {
        if (console.liveProgress && shown != 0) {
            console.err.println();
        }
    }
}
