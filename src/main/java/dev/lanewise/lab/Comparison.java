package dev.lanewise.lab;

import dev.lanewise.core.Team;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.TrainedModel;
import dev.lanewise.model.TrainingSetup;
import dev.lanewise.train.DivergedException;
import dev.lanewise.train.History;
import dev.lanewise.train.Recorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Trains the same network from the same start on the same batches (of the same size, unless an optimizer's default is another) with several optimizers, for several seeds, each training in a thread of its own. Results
 * but for times are the same however many run side by side. Used from one thread, but for {@link #cancel()}.
 */
public final class Comparison {

    /** Describes a training, all but the optimizer, the threads and the kernels. */
    public interface Trainings {

        /** Returns a new description for a seed. */
        ModelTrainer of(long seed);
    }

    private final Trainings trainings;
    private final List<Candidate> candidates;
    private final List<Long> seeds;
    private final Object lock = new Object();
    private final List<ModelTrainer> running = new ArrayList<>();
    private final @Nullable TrainingRun[] runs;
    private int parallel = Runtime.getRuntime().availableProcessors();
    private LongFunction<Kernels> kernels = Kernels::forOneRun;
    private boolean warmUp = true;
    private boolean fullLength = true;
    private int recordEvery;
    private Consumer<TrainingRun> onRun = run -> {};
    private @Nullable TrainingSetup setup;
    private volatile boolean cancelled;

    /**
     * Describes a comparison.
     *
     * @param trainings what is trained
     * @param candidates optimizers, at least one
     * @param seeds seeds, at least one, each once
     */
    public Comparison(Trainings trainings, List<Candidate> candidates, List<Long> seeds) {
        this.trainings = trainings;
        this.candidates = List.copyOf(candidates);
        this.seeds = List.copyOf(seeds);
        if (candidates.isEmpty() || seeds.isEmpty()) {
            throw new UserException("A comparison takes at least one optimizer and one seed.");
        }
        for (int i = 0; i < seeds.size(); i++) {
            if (seeds.indexOf(seeds.get(i)) != i) {
                throw new UserException("The seed " + seeds.get(i) + " is given twice.");
            }
        }
        runs = new @Nullable TrainingRun[candidates.size() * seeds.size()];
    }

    /** Sets how many trainings run side by side, as many as there are processors by default. */
    public Comparison parallel(int trainingsAtOnce) {
        parallel = trainingsAtOnce;
        return this;
    }

    /** Sets how kernels are chosen by about the number of multiply-adds of all trainings together. */
    public Comparison kernels(LongFunction<Kernels> choice) {
        kernels = choice;
        return this;
    }

    /** Sets whether each rule is run before until its steps get no faster, twice and two seconds at most each time; true by default. */
    public Comparison warmUp(boolean warm) {
        warmUp = warm;
        return this;
    }

    /** Sets whether no training stops early; true by default. The weights of the best epoch are judged in either case. */
    public Comparison fullLength(boolean full) {
        fullLength = full;
        return this;
    }

    /** Records the internals of each training at one step in so many, see {@link Recorder}; 0, the default, for not at all. */
    public Comparison record(int every) {
        recordEvery = every;
        return this;
    }

    /** Calls back with each training that has ended, one at a time, from any thread. */
    public Comparison onRun(Consumer<TrainingRun> callback) {
        onRun = callback;
        return this;
    }

    /** Stops the trainings that run and starts no others; from any thread. What has ended is kept. */
    public void cancel() {
        cancelled = true;
        synchronized (lock) {
            running.forEach(ModelTrainer::cancel);
        }
    }

    /**
     * Runs all trainings, all candidates with one seed before the next seed.
     *
     * @throws UserException in one line, where the data or the settings do not fit
     */
    public ComparisonResult run() {
        synchronized (lock) {
            Arrays.fill(runs, null);
        }
        try (Team team = Team.of(threads())) {
            if (warmUp) {
                List<Candidate> rules = rules();
                // In two rounds: what was compiled for the first rule alone is compiled anew once others come.
                team.run((tile, member) -> warmUp(rules.get(tile % rules.size())), 2 * rules.size());
            }
            team.run((tile, member) -> train(tile), runs.length);
        }
        return ended();
    }

    private int threads() {
        return Math.max(1, Math.min(parallel, runs.length));
    }

    /** Returns what has ended until now; from any thread, and also while trainings are running. */
    public ComparisonResult ended() {
        synchronized (lock) {
            return new ComparisonResult(candidates, seeds, endedRuns(), setup, threads(), cancelled);
        }
    }

    private List<TrainingRun> endedRuns() {
        List<TrainingRun> ended = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            for (int s = 0; s < seeds.size(); s++) {
                TrainingRun run = runs[s * candidates.size() + c];
                if (run != null) {
                    ended.add(run);
                }
            }
        }
        return ended;
    }

    /** One candidate for each rule. */
    private List<Candidate> rules() {
        Map<String, Candidate> rules = new LinkedHashMap<>();
        candidates.forEach(candidate -> rules.putIfAbsent(candidate.label(), candidate));
        return List.copyOf(rules.values());
    }

    private ModelTrainer trainer(Candidate candidate, long seed) {
        ModelTrainer trainer = trainings
                .of(seed)
                .seed(seed)
                .optimizer(candidate.optimizer())
                .threads(1)
                .kernels(work -> kernels.apply(work * candidates.size() * seeds.size()));
        return fullLength ? trainer.plan(plan -> plan.withPatience(plan.epochs())) : trainer;
    }

    private void warmUp(Candidate candidate) {
        WarmUp warm = new WarmUp(System::nanoTime);
        while (!warm.isOver()) {
            ModelTrainer trainer = trainer(candidate, seeds.getFirst()).listen(warm);
            if (!begin(trainer)) {
                return;
            }
            try {
                trainer.train();
            } catch (DivergedException e) {
                return; // It will be told when it counts.
            } finally {
                end(trainer);
            }
        }
    }

    private void train(int index) {
        Candidate candidate = candidates.get(index % candidates.size());
        long seed = seeds.get(index / candidates.size());
        ModelTrainer trainer = trainer(candidate, seed);
        RunListener listener = new RunListener();
        trainer.listen(listener).onStart(prepared -> {
            remember(prepared);
            listener.start(prepared);
        });
        Recorder recorder = recordEvery == 0 ? null : new Recorder(recordEvery);
        if (recorder != null) {
            trainer.listen(recorder);
        }
        if (!begin(trainer)) {
            return;
        }
        Evaluation test = null;
        boolean diverged = false;
        try {
            TrainedModel trained = trainer.train();
            if (trained.history().stop() == History.Stop.CANCELLED) {
                return;
            }
            test = trained.test();
        } catch (DivergedException e) {
            diverged = true;
        } finally {
            end(trainer);
        }
        TrainingRun run = new TrainingRun(
                candidate,
                seed,
                Objects.requireNonNull(listener.plan),
                listener.batches,
                diverged,
                listener.curve(),
                listener.epochs,
                test,
                recorder == null ? null : recorder.recording());
        synchronized (lock) {
            runs[index] = run;
            onRun.accept(run);
        }
    }

    private void remember(TrainingSetup prepared) {
        synchronized (lock) {
            if (setup == null) {
                setup = prepared;
            }
        }
    }

    /** Takes note of a training, unless all are cancelled. */
    private boolean begin(ModelTrainer trainer) {
        synchronized (lock) {
            if (cancelled) {
                return false;
            }
            running.add(trainer);
            return true;
        }
    }

    private void end(ModelTrainer trainer) {
        synchronized (lock) {
            running.remove(trainer);
        }
    }
}
