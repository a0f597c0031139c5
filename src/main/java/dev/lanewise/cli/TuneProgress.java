package dev.lanewise.cli;

import org.jspecify.annotations.Nullable;

/** Shows how a search goes: a line that updates on a terminal, otherwise a line for each trial. Called for one trial at a time. */
final class TuneProgress {

    private final Console console;
    private final int all;
    private final long start = System.nanoTime();
    private final int before;
    private int ended;
    private @Nullable Trial best;

    TuneProgress(Console console, int all, @Nullable TrialJournal journal) {
        this.console = console;
        this.all = all;
        before = journal == null ? 0 : Math.min(all, journal.trials().size());
        if (journal != null) {
            journal.trials().forEach(this::note);
        }
    }

    private void note(Trial trial) {
        best = best == null || Trial.RANK.compare(trial, best) < 0 ? trial : best;
    }

    void ended(Trial trial) {
        ended++;
        note(trial);
        double seconds = (System.nanoTime() - start) * 1e-9;
        int left = all - before - ended;
        String line = (before + ended) + " of " + all + " trials: trial " + trial.number() + share(trial) + ": "
                + trial.told()
                + (best == null ? "" : "; best so far " + best.told() + ", trial " + best.number() + share(best))
                + (left > 0 ? "; about " + Text.time(seconds / ended * left) + " left" : "");
        if (console.liveProgress) {
            console.err.print("\r\u001b[K" + Text.cut("lanewise: " + line, console.width - 1));
            console.err.flush();
        } else {
            console.message(line);
        }
    }

    private static String share(Trial trial) {
        return trial.share() == 1 ? "" : " with 1/" + trial.share() + " of its epochs";
    }

    /** Ends the line. */
    void end() {
        if (console.liveProgress && ended > 0) {
            console.err.println();
        }
    }
}
