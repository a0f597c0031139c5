package dev.lanewise.train;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** All listeners of a training; each is told, whatever the others say. */
final class Listeners {

    private final List<TrainingListener> all = new CopyOnWriteArrayList<>();
    private @Nullable Recorder recorder;

    void add(TrainingListener listener) {
        all.add(listener);
        recorder = listener instanceof Recorder added ? added : recorder;
    }

    /** The recorder that looks at a step, or null. */
    @Nullable
    Recorder recorder(long step) {
        return recorder != null && recorder.wants(step) ? recorder : null;
    }

    boolean onBatch(int epoch, int batch, int batches, double loss) {
        boolean goOn = true;
        for (TrainingListener listener : all) {
            goOn &= listener.onBatch(epoch, batch, batches, loss);
        }
        return goOn;
    }

    boolean onEpoch(EpochRecord epoch) {
        boolean goOn = true;
        for (TrainingListener listener : all) {
            goOn &= listener.onEpoch(epoch);
        }
        return goOn;
    }

    void onStop(History.Stop stop) {
        all.forEach(listener -> listener.onStop(stop));
    }
}
