package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Execution;
import dev.lanewise.train.History;
import dev.lanewise.train.Scorer;
import dev.lanewise.train.Trainer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A training of a {@link ModelTrainer}, with its checkpoints. */
final class TrainingRun {

    private final ModelTrainer settings;
    private final Preparation prepared;
    private final TrainingSetup setup;
    private final Execution execution;

    TrainingRun(ModelTrainer settings, Preparation prepared, TrainingSetup setup, Execution execution) {
        this.settings = settings;
        this.prepared = prepared;
        this.setup = setup;
        this.execution = execution;
    }

    TrainedModel train() {
        Trainer trainer = new Trainer(prepared.network(), setup.plan(), execution);
        Map<String, String> provenance = Provenance.of(
                setup,
                settings.table,
                settings.test,
                settings.test == null ? settings.testFraction : 0,
                settings.validationFraction);
        Provenance.add(provenance, settings);
        History history;
        try (CheckpointWriter writer = keepState(trainer, prepared.model(provenance))) {
            settings.onStart.accept(setup); // what does not fit was told by now
            history = fit(trainer, writer);
        }
        Model model = prepared.fitted(Provenance.with(provenance, history), execution);
        Evaluation evaluation = null;
        Importance importance = null;
        String untested = null;
        try {
            evaluation = prepared.evaluate(model, execution);
            importance = history.bestEpoch() > 0 ? prepared.importance(model, execution) : null;
        } catch (UserException e) {
            untested = e.getMessage(); // the training is not lost for it
        }
        return new TrainedModel(
                model.with(new TrainingRecord(history, evaluation)), history, evaluation, untested, setup, importance);
    }

    /** Goes back to a checkpoint, where there is one, and prepares to write others; null where none are wanted. */
    private @Nullable CheckpointWriter keepState(Trainer trainer, Model start) {
        Checkpoint from = settings.resumed;
        Checkpoints to = settings.checkpoints;
        if (from == null && to == null) {
            return null;
        }
        CheckpointFile format = new CheckpointFile(start);
        if (from != null) {
            from.restore(trainer, format);
        }
        if (to == null) {
            return null;
        }
        boolean fresh = from == null || !from.isIn(to.folder());
        // Of a training that had ended there is nothing to keep, and its folder may be one that is only read.
        return from != null && from.isFinished() && !fresh ? null : new CheckpointWriter(to, format, trainer, fresh);
    }

    private History fit(Trainer trainer, @Nullable CheckpointWriter writer) {
        if (prepared.preprocessor().task().isClassification()) {
            trainer.score(Scorer.accuracy());
        }
        settings.listeners.forEach(trainer::listen);
        if (writer != null) {
            writer.begin();
            trainer.listen(writer);
        }
        settings.cancellation.running(trainer);
        try {
            Dataset validation = prepared.validation();
            return trainer.fit(prepared.train().all(), validation.rows() == 0 ? null : validation.all());
        } finally {
            settings.cancellation.running(null);
        }
    }
}
