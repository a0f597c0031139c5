package dev.lanewise.cli;

import dev.lanewise.model.Checkpoints;
import java.nio.file.Path;

/** Whether the last state of a training could be kept; tells where not. */
final class KeptState implements Checkpoints.Listener {

    private final Console console;
    private boolean kept;

    KeptState(Console console) {
        this.console = console;
    }

    boolean kept() {
        return kept;
    }

    @Override
    public void written(Path file) {
        kept = true;
    }

    @Override
    public void remade(String reason) {
        console.message(reason);
    }

    @Override
    public void failed(String reason) {
        kept = false;
        console.message(reason + " The training goes on, and tries again.");
    }
}
