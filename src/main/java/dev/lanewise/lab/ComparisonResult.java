package dev.lanewise.lab;

import dev.lanewise.figure.Report;
import dev.lanewise.model.TrainingSetup;
import dev.lanewise.train.EpochRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison brings.
 *
 * @param candidates who took part
 * @param seeds seeds that were asked for
 * @param runs the trainings that ended, in the order of candidates, then seeds
 * @param setup network, data and plan of one of them; null where none began
 * @param parallel trainings that ran side by side
 * @param interrupted whether it was cancelled
 */
public record ComparisonResult(
        List<Candidate> candidates,
        List<Long> seeds,
        List<TrainingRun> runs,
        @Nullable TrainingSetup setup,
        int parallel,
        boolean interrupted) {

    /** Copies the lists. */
    public ComparisonResult {
        candidates = List.copyOf(candidates);
        seeds = List.copyOf(seeds);
        runs = List.copyOf(runs);
    }

    /** Returns the trainings of a candidate that ended. */
    public List<TrainingRun> runs(Candidate candidate) {
        return runs.stream().filter(run -> run.candidate().equals(candidate)).toList();
    }

    /** Returns the mean of the lowest validation losses of a candidate; infinite where one diverged, NaN where none ended. */
    public double validation(Candidate candidate) {
        return Ranking.mean(
                runs(candidate).stream().mapToDouble(TrainingRun::validation).toArray());
    }

    /** Whether there were trainings, and all of them diverged. */
    public boolean allDiverged() {
        return !runs.isEmpty() && runs.stream().allMatch(TrainingRun::diverged);
    }

    /** Returns the median time of an epoch's steps over all epochs of all seeds of a candidate, in seconds; NaN where none ended. */
    public double secondsOfEpoch(Candidate candidate) {
        return Ranking.median(runs(candidate).stream()
                .flatMap(run -> run.epochs().stream())
                .mapToDouble(EpochRecord::seconds)
                .toArray());
    }

    /**
     * Returns each optimizer at its best rate, the one with the lowest mean validation loss: the test rows take no part in the choice, only in the
     * ranking.
     */
    public List<Candidate> best() {
        Map<String, Candidate> best = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            Candidate other = best.get(candidate.label());
            if (other == null || Double.isNaN(validation(other)) || validation(candidate) < validation(other)) {
                best.put(candidate.label(), candidate);
            }
        }
        return new ArrayList<>(best.values());
    }

    /** Returns the ranking of the optimizers, each at its best rate. */
    public Ranking ranking() {
        return Ranking.of(best(), seeds, runs);
    }

    /** Returns ranking, curves, metrics and times as a report. */
    public Report report() {
        return new ComparisonReport(this).report();
    }
}
