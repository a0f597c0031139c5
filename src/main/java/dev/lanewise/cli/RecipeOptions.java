package dev.lanewise.cli;

import dev.lanewise.data.Scaling;
import dev.lanewise.model.Recipe;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What is taken where nothing is said, and the parts of it that no other option has. What is null was not given. */
final class RecipeOptions {

    private static final String ON = "on";

    @Option(
            names = "--recipe",
            paramLabel = "R",
            converter = RecipeNames.class,
            completionCandidates = RecipeNames.class,
            description =
                    "What is taken where nothing is said: ${COMPLETION-CANDIDATES}. Default: table, for images and"
                            + " 'compare' plain.")
    @Nullable
    String recipe;

    @Option(
            names = "--scaling",
            paramLabel = "S",
            converter = Scalings.class,
            completionCandidates = Scalings.class,
            description = "Scaling of number columns: standard (mean and deviation), or robust (median and quartiles,"
                    + " smoothly clipped). Default: robust; plain: standard.")
    @Nullable
    String scaling;

    @Option(
            names = "--members",
            paramLabel = "N",
            converter = Members.class,
            description = "Networks of the ensemble, which share their dense layers; 1 for an ordinary network."
                    + " Default: 1 to 16 by the data's size; plain: 1.")
    @Nullable
    Integer members;

    @Option(
            names = "--front-scale",
            paramLabel = "on|off",
            converter = Switch.class,
            description = "Whether an ordinary network (--members 1) begins with a factor for each input; members"
                    + " always have theirs. Default: on; plain: off.")
    @Nullable
    String frontScale;

    @Option(
            names = "--ntk",
            paramLabel = "on|off",
            converter = Switch.class,
            description = "Whether rates of weights are divided by the root of a layer's inputs. Default: on, but off"
                    + " with --optimizer; plain: off.")
    @Nullable
    String ntk;

    @Option(
            names = "--limit-predictions",
            paramLabel = "on|off",
            converter = Switch.class,
            description = "Whether predicted numbers stay within those of the training rows. Default: on; plain: off.")
    @Nullable
    String limited;

    /**
     * Returns the recipe with what was given.
     *
     * @param standard what it is where none was named
     */
    Recipe resolve(Recipe standard) {
        Recipe resolved = recipe == null ? standard : "table".equals(recipe) ? Recipe.TABLE : Recipe.PLAIN;
        resolved = scaling == null
                ? resolved
                : resolved.with("robust".equals(scaling) ? Scaling.ROBUST : Scaling.STANDARD);
        resolved = members == null ? resolved : resolved.withMembers(members);
        resolved = frontScale == null ? resolved : resolved.withFrontScale(ON.equals(frontScale));
        resolved = ntk == null ? resolved : resolved.withNtk(ON.equals(ntk));
        return limited == null ? resolved : resolved.withLimited(ON.equals(limited));
    }

    /** Names of recipes. */
    static final class RecipeNames extends Words {
        RecipeNames() {
            super("recipe", "table", "plain");
        }
    }

    /** Scalings by their names. */
    static final class Scalings extends Words {
        Scalings() {
            super("scaling", "robust", "standard");
        }
    }

    /** On or off. */
    static final class Switch extends Words {
        Switch() {
            super("switch", ON, "off");
        }
    }

    /** Numbers of members. */
    static final class Members implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) Numbers.whole(text, 1, Recipe.MOST_MEMBERS, "a whole number from 1 to " + Recipe.MOST_MEMBERS);
        }
    }

    /** One of some words. */
    abstract static class Words implements ITypeConverter<String>, Iterable<String> {
        private final String what;
        private final List<String> words;

        Words(String what, String... words) {
            this.what = what;
            this.words = Arrays.asList(words);
        }

        @Override
        public String convert(String text) {
            return Names.pick(text, words, what);
        }

        @Override
        public Iterator<String> iterator() {
            return words.iterator();
        }
    }
}
