package dev.lanewise.train;

import dev.lanewise.optim.OptimizerState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes snapshots of a training's parts, and puts them back. */
final class Snapshots {

    private Snapshots() {}

    /**
     * Copies everything.
     *
     * @param fit how far the call of {@code fit} under way is, or null
     * @param best weights of the best epoch, empty where none are kept
     */
    static TrainingSnapshot take(
            Judged judged,
            OptimizerState state,
            Courses courses,
            int epochsDone,
            TrainingSnapshot.@Nullable Fit fit,
            float[] best) {
        Map<String, float[]> slabs = new LinkedHashMap<>();
        slabs.put(TrainingSnapshot.WEIGHTS, judged.trainedWeights());
        state.slabs().forEach((name, slab) -> slabs.put(TrainingSnapshot.OPTIMIZER + name, slab.clone()));
        if (judged.average().length > 0) {
            slabs.put(TrainingSnapshot.AVERAGE, judged.average().clone());
        }
        if (best.length > 0) {
            slabs.put(TrainingSnapshot.BEST, best.clone());
        }
        Map<String, double[]> numbers = new LinkedHashMap<>();
        state.scalars().forEach((name, values) -> numbers.put(TrainingSnapshot.OPTIMIZER + name, values.clone()));
        double[][] plateaus = courses.snapshot();
        for (int i = 0; i < plateaus.length; i++) {
            numbers.put(TrainingSnapshot.SCHEDULE + i, plateaus[i]);
        }
        return new TrainingSnapshot(state.steps(), epochsDone, judged.count(), fit, slabs, numbers);
    }

    /**
     * Copies everything between calls of {@code fit}.
     *
     * @param resumed where the next call goes on, or null
     */
    static TrainingSnapshot take(
            Judged judged, OptimizerState state, Courses courses, int epochsDone, @Nullable TrainingSnapshot resumed) {
        float[] best = resumed == null ? null : resumed.slabs().get(TrainingSnapshot.BEST);
        return take(
                judged,
                state,
                courses,
                epochsDone,
                resumed == null ? null : resumed.fit(),
                best == null ? new float[0] : best);
    }

    /**
     * Puts everything back but the best weights and what belongs to the call of {@code fit}.
     *
     * @throws IllegalArgumentException if the snapshot is of another training
     */
    static void restore(
            TrainingSnapshot snapshot, float[] parameters, Judged judged, OptimizerState state, Courses courses) {
        Map<String, float[]> slabs = new LinkedHashMap<>();
        slabs.put(TrainingSnapshot.WEIGHTS, parameters);
        state.slabs().forEach((name, slab) -> slabs.put(TrainingSnapshot.OPTIMIZER + name, slab));
        if (judged.average().length > 0) {
            slabs.put(TrainingSnapshot.AVERAGE, judged.average());
        }
        Map<String, double[]> numbers = new LinkedHashMap<>();
        state.scalars().forEach((name, values) -> numbers.put(TrainingSnapshot.OPTIMIZER + name, values));
        double[][] plateaus = courses.snapshot();
        for (int i = 0; i < plateaus.length; i++) {
            numbers.put(TrainingSnapshot.SCHEDULE + i, plateaus[i]);
        }
        // All is compared before anything is changed.
        checkNames(slabs.keySet(), snapshot.slabs().keySet(), TrainingSnapshot.BEST);
        checkNames(numbers.keySet(), snapshot.numbers().keySet(), "");
        slabs.forEach((name, slab) -> checkLength(name, slab.length, found(snapshot.slabs(), name).length));
        numbers.forEach((name, values) -> checkLength(name, values.length, found(snapshot.numbers(), name).length));
        slabs.forEach((name, slab) -> System.arraycopy(found(snapshot.slabs(), name), 0, slab, 0, slab.length));
        numbers.forEach(
                (name, values) -> System.arraycopy(found(snapshot.numbers(), name), 0, values, 0, values.length));
        courses.restore(plateaus);
        state.resume(snapshot.steps());
        judged.resume(snapshot.averaged());
    }

    private static <A> A found(Map<String, A> arrays, String name) {
        A array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("the snapshot is of another training: it lacks " + name);
        }
        return array;
    }

    private static void checkNames(Set<String> wanted, Set<String> found, String also) {
        for (String name : found) {
            check(wanted.contains(name) || name.equals(also), "has " + name + ", which this training has not");
        }
    }

    private static void checkLength(String name, int wanted, int length) {
        check(length == wanted, "has " + length + " elements of " + name + ", not " + wanted);
    }

    private static void check(boolean held, String what) {
        if (!held) {
            throw new IllegalArgumentException("the snapshot is of another training: it " + what);
        }
    }
}
