package dev.lanewise.schedule;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import java.util.List;

/** The shapes by name: the one place that texts, the command line and the documentation read them from. */
public final class Schedules {

    /**
     * A shape that can be written.
     *
     * @param defaults with its default settings
     * @param formula how its values are computed
     * @param use when to take it
     */
    public record Entry(Shape defaults, String formula, String use) {

        /** Returns the name. */
        public String label() {
            return defaults.label();
        }
    }

    private static final List<Entry> ALL = List.of(
            new Entry(Constant.DEFAULT, "value", "Fixed rates; the flat part of a chain."),
            new Entry(StepDecay.DEFAULT, "base * factor^floor(t / every)", "The classic of image networks with SGD."),
            new Entry(MultiStep.DEFAULT, "base * factor^(places passed)", "As step, with places of your own."),
            new Entry(
                    Exponential.DEFAULT, "base * factor^(t / every)", "A slow, even fall; a factor above 1 sweeps up."),
            new Entry(InverseTime.DEFAULT, "base / (1 + rate * t / every)", "Convex problems and online training."),
            new Entry(Polynomial.DEFAULT, "(base - to) * (1 - t/T)^power + to", "As linear, with a flatter end."),
            new Entry(
                    Linear.DEFAULT, "from + (to - from) * t/T", "Fine-tuning, short trainings, warm-ups of your own."),
            new Entry(
                    Cosine.DEFAULT,
                    "to + (base - to) * (1 + cos(pi t/T)) / 2",
                    "The first to try where the number of epochs is known; with a warm-up for large rates."),
            new Entry(
                    CosineRestarts.DEFAULT,
                    "cosine over first, first * times, ... ticks",
                    "Where good models are wanted on the way, or the end is open."),
            new Entry(
                    OneCycle.DEFAULT,
                    "max/div up to max in the share rise, down to max/div/final-div",
                    "Short trainings at a large rate; goes with onecycle-momentum."),
            new Entry(
                    OneCycleMomentum.DEFAULT,
                    "high down to low in the share rise, back to high",
                    "The momentum of onecycle."),
            new Entry(
                    Cyclic.DEFAULT,
                    "from up to `to` and back, again and again",
                    "Where no good rate is known; its bounds come from find-rate."),
            new Entry(
                    CosLog4.DEFAULT,
                    "base * (1 - cos(2 pi log2(1 + (2^cycles - 1) t/T))) / 2",
                    "Tables, with the best epoch kept."),
            new Entry(
                    Plateau.DEFAULT,
                    "value * factor after more than patience epochs without a better one",
                    "Where the number of epochs is not known."));

    private static final List<String> NAMES = ALL.stream().map(Entry::label).toList();

    private Schedules() {}

    /** Returns all shapes that can be written. */
    public static List<Entry> all() {
        return ALL;
    }

    /** Returns their names. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Returns a shape by its name.
     *
     * @throws UserException with the near miss, if there is none
     */
    public static Entry find(String name) {
        int index = NAMES.indexOf(name);
        if (index < 0) {
            throw new UserException(unknown(name));
        }
        return ALL.get(index);
    }

    static String unknown(String name) {
        return "There is no schedule '" + name + "'." + Suggest.hint(name, NAMES);
    }

    /** Makes a shape from its settings. */
    static Shape read(String name, Keys keys) {
        return switch (find(name).defaults()) {
            case Constant d -> Constant.read(keys);
            case StepDecay d -> StepDecay.read(keys);
            case MultiStep d -> MultiStep.read(keys);
            case Exponential d -> Exponential.read(keys);
            case InverseTime d -> InverseTime.read(keys);
            case Polynomial d -> Polynomial.read(keys);
            case Linear d -> Linear.read(keys);
            case Cosine d -> Cosine.read(keys);
            case CosineRestarts d -> CosineRestarts.read(keys);
            case OneCycle d -> OneCycle.read(keys);
            case OneCycleMomentum d -> OneCycleMomentum.read(keys);
            case Cyclic d -> Cyclic.read(keys);
            case CosLog4 d -> CosLog4.read(keys);
            case Plateau d -> Plateau.read(keys);
        };
    }
}
