package dev.lanewise.model;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Room;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Team;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Splits;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.kernel.Execution;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingListener;
import dev.lanewise.train.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Deals the rows of a table into folds, of each class about as many into each, and tests on each fold what was trained on the others. Folds are trained side by side, each in
 * one thread; results are the same bits however many run at once. Preprocessing is fitted, and validation rows are split off, anew for each fold. Used from one thread,
 * but for {@link #cancel()}.
 */
public final class CrossValidation {

    /** What is told while folds are trained. */
    public interface Listener {

        /** A fold, counted from 0, begins, and its own listener is called in its thread; called from any thread, perhaps from several at once. */
        TrainingListener onStart(int fold, TrainingSetup setup);

        /** A fold has ended; one at a time, from any thread. */
        void onFold(CrossValidated.Fold fold);
    }

    private final ModelTrainer settings;
    private final TargetEncoding encoding;
    private final Object lock = new Object();
    private final List<Trainer> running = new ArrayList<>();
    private int count = 5;
    private int parallel = Math.min(Team.MOST_THREADS, Runtime.getRuntime().availableProcessors());
    private boolean testApart;
    private @Nullable Listener listener;
    private boolean cancelled;

    private CrossValidation(ModelTrainer settings) {
        this.settings = settings;
        encoding = settings.encoding();
    }

    /**
     * Cross-validates a training, whose seed also deals the rows; the description is not to be changed any more. Its test rows, threads and listeners are made no use
     * of.
     *
     * @throws UserException in one line, where the target does not fit, or checkpoints are asked for
     */
    public static CrossValidation of(ModelTrainer trainer) {
        if (trainer.checkpoints != null || trainer.resumed != null) {
            throw new UserException("Cross-validation keeps no checkpoints: it has several trainings. Leave them out.");
        }
        return new CrossValidation(trainer);
    }

    /** Sets the number of folds, 2 or more; 5 by default. */
    public CrossValidation folds(int folds) {
        count = Limits.atLeast("folds", folds, 2);
        return this;
    }

    /** Sets how many folds are trained side by side, as many as there are processors by default. */
    public CrossValidation parallel(int foldsAtOnce) {
        parallel = Limits.range("threads", foldsAtOnce, 1, Team.MOST_THREADS);
        return this;
    }

    /** Sets whether the rows that {@link ModelTrainer#train} would keep aside for the test take no part, so that they can test what is chosen by the folds; false by default. */
    public CrossValidation testApart(boolean apart) {
        testApart = apart;
        return this;
    }

    /** Sets what is told how it goes. */
    public CrossValidation listen(Listener newListener) {
        listener = newListener;
        return this;
    }

    /** Stops the folds that are being trained and begins no others; from any thread. What has ended is kept. */
    public void cancel() {
        synchronized (lock) {
            cancelled = true;
            running.forEach(Trainer::cancel);
        }
    }

    /**
     * Trains and tests all folds.
     *
     * @throws UserException in one line, where the data or the settings do not fit
     * @throws dev.lanewise.train.DivergedException if a loss is no finite number
     */
    public CrossValidated run() {
        int[] rows = testApart ? Preparation.outer(settings, encoding).rest() : encoding.rows();
        int[][] folds = deal(rows);
        CrossValidated.@Nullable Fold[] done = new CrossValidated.@Nullable Fold[count];
        Predicted predicted = new Predicted(rows);
        try (Team team = Team.of(Math.min(parallel, count))) {
            team.run((tile, member) -> done[tile] = fold(tile, folds[tile], predicted), count);
        }
        List<CrossValidated.Fold> ended =
                Arrays.stream(done).filter(Objects::nonNull).toList();
        return new CrossValidated(count, ended, ended.size() < count ? null : predicted.evaluate());
    }

    /** The rows of each fold, in order: class by class, shuffled, dealt one after the other. */
    private int[][] deal(int[] rows) {
        if (rows.length / 2 < count) {
            throw new UserException(settings.table.source() + ": " + count + " folds take two rows each, and there are "
                    + rows.length + " with a target. Ask for fewer folds.");
        }
        int[] shuffled = rows.clone();
        new SeededRandom(RandomKey.of(settings.seed).fold("folds")).shuffle(shuffled, 0, rows.length);
        int[] classes = encoding.classesOf(shuffled);
        int[] places = new int[Math.max(1, encoding.classes().size()) + 1];
        for (int c : classes) {
            places[c + 1]++;
        }
        Arrays.parallelPrefix(places, Integer::sum);
        int[] sizes = new int[count];
        int[][] folds = new int[count][rows.length / count + 1];
        for (int i = 0; i < rows.length; i++) {
            int to = places[classes[i]]++ % count;
            folds[to][sizes[to]++] = shuffled[i];
        }
        for (int f = 0; f < count; f++) {
            folds[f] = Arrays.copyOf(folds[f], sizes[f]);
            Arrays.sort(folds[f]);
        }
        return folds;
    }

    private CrossValidated.@Nullable Fold fold(int index, int[] part, Predicted predicted) {
        boolean ended = false;
        try {
            int[] rest = new int[predicted.rows.length - part.length];
            int next = 0;
            for (int row : predicted.rows) {
                if (Arrays.binarySearch(part, row) < 0) {
                    rest[next++] = row;
                }
            }
            CrossValidated.Fold fold = train(index, new Splits(rest, part), predicted);
            ended = true;
            return fold;
        } finally {
            if (!ended) {
                cancel(); // what failed is told, and the other folds are not waited for
            }
        }
    }

    private CrossValidated.@Nullable Fold train(int index, Splits split, Predicted predicted) {
        synchronized (lock) {
            if (cancelled) {
                return null;
            }
        }
        Preparation prepared = new Preparation(settings, encoding, split);
        TrainingPlan plan = prepared.plan();
        try (Execution execution = settings.execution(count * prepared.multiplyAdds(plan.epochs()), 1)) {
            TrainingSetup setup = prepared.setup(plan, execution, 1);
            History history = fit(index, prepared, setup, execution);
            if (history.stop() == History.Stop.CANCELLED) {
                return null;
            }
            Model model = prepared.fitted(Map.of(), execution);
            float[] values = new TablePredictor(model, execution).values(settings.table, split.part());
            Outcomes.checkFinite(values, settings.table, split.part());
            int[] classes = Outcomes.predicted(
                    model, values, split.part().length, model.postprocessor().threshold());
            CrossValidated.Fold fold = new CrossValidated.Fold(
                    index, setup, history, Outcomes.evaluation(model, values, encoding, split.part(), classes));
            synchronized (lock) {
                predicted.add(model, split.part(), values, classes);
                if (listener != null) {
                    listener.onFold(fold);
                }
            }
            return fold;
        }
    }

    private History fit(int index, Preparation prepared, TrainingSetup setup, Execution execution) {
        Trainer trainer = new Trainer(prepared.network(), setup.plan(), execution);
        if (listener != null) {
            trainer.listen(listener.onStart(index, setup));
        }
        synchronized (lock) {
            running.add(trainer);
            if (cancelled) {
                trainer.cancel();
            }
        }
        try {
            Dataset validation = prepared.validation();
            return trainer.fit(prepared.train().all(), validation.rows() == 0 ? null : validation.all());
        } finally {
            synchronized (lock) {
                running.remove(trainer);
            }
        }
    }

    /** What was predicted of each row by the fold that did not see it. */
    private final class Predicted {

        final int[] rows;
        private final int[] classes;
        private float[] values = {};
        private @Nullable Model model;

        Predicted(int[] rows) {
            this.rows = rows;
            classes = new int[rows.length];
        }

        void add(Model from, int[] part, float[] some, int[] someClasses) {
            int width = some.length / part.length;
            if (model == null) {
                model = from;
                values = new float
                        [Room.elements(
                                rows.length, width, settings.table.source() + ": its predictions", "fewer rows")];
            }
            for (int i = 0; i < part.length; i++) {
                int to = Arrays.binarySearch(rows, part[i]);
                System.arraycopy(some, i * width, values, to * width, width);
                classes[to] = someClasses[i];
            }
        }

        Evaluation evaluate() {
            return Outcomes.evaluation(Objects.requireNonNull(model), values, encoding, rows, classes);
        }
    }
}
