package dev.lanewise.optim;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The tensors that an optimizer updates, each with its factors. Immutable: {@link #with} returns other groups. Rules that work element by element do
 * not depend on the tensors, only on the factors, and give the same bits however the slab is cut.
 */
public final class ParameterGroups {

    /**
     * What a tensor's updates are changed by.
     *
     * @param rate factor of the learning rate, 0 or more
     * @param decay factor of the weight decay, 0 or more
     * @param frozen whether the tensor is left as it is, and its moments too
     */
    public record Factors(double rate, double decay, boolean frozen) {

        /** As the optimizer says. */
        public static final Factors NONE = new Factors(1, 1, false);

        /** Not updated. */
        public static final Factors FROZEN = new Factors(1, 1, true);

        /** Checks the ranges. */
        public Factors {
            Range.NOT_NEGATIVE.check("A rate factor", rate);
            Range.NOT_NEGATIVE.check("A decay factor", decay);
        }
    }

    /**
     * Neighbouring elements with the same factors.
     *
     * @param from first element
     * @param to behind the last element
     * @param factors their factors
     */
    record Part(int from, int to, Factors factors) {}

    private final Layout layout;
    private final List<Factors> factors;

    private ParameterGroups(Layout layout, List<Factors> factors) {
        this.layout = layout;
        this.factors = List.copyOf(factors);
    }

    /** Returns groups in which nothing is changed for any tensor; running statistics are frozen, and stay so. */
    public static ParameterGroups of(Layout layout) {
        List<Factors> factors = new ArrayList<>();
        for (Tensor tensor : layout.tensors()) {
            factors.add(tensor.kind() == Tensor.Kind.STATISTIC ? Factors.FROZEN : Factors.NONE);
        }
        return new ParameterGroups(layout, factors);
    }

    /** Returns one vector of {@code parameters} elements. */
    public static ParameterGroups flat(int parameters) {
        Layout.Builder builder = Layout.builder();
        builder.add("parameters", 1, parameters, Tensor.Kind.BIAS);
        return of(builder.build());
    }

    /** Returns the same groups with other factors for the tensors that {@code which} accepts. */
    public ParameterGroups with(Predicate<Tensor> which, Factors newFactors) {
        List<Factors> changed = new ArrayList<>(factors);
        for (int i = 0; i < changed.size(); i++) {
            Tensor tensor = layout.tensors().get(i);
            if (tensor.kind() != Tensor.Kind.STATISTIC && which.test(tensor)) {
                changed.set(i, newFactors);
            }
        }
        return new ParameterGroups(layout, changed);
    }

    /** Returns the tensors. */
    public Layout layout() {
        return layout;
    }

    /** Returns the factors of the tensor of that index in the layout. */
    public Factors factors(int tensor) {
        return factors.get(tensor);
    }

    /** Returns the ranges that are not frozen, neighbours with the same factors as one. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            Tensor tensor = layout.tensors().get(i);
            Factors f = factors.get(i);
            int last = parts.size() - 1;
            if (f.frozen() || tensor.size() == 0) {
                continue;
            }
            int to = tensor.offset() + tensor.size();
            boolean joined = last >= 0
                    && parts.get(last).to() == tensor.offset()
                    && parts.get(last).factors().equals(f);
            if (joined) {
                parts.set(last, new Part(parts.get(last).from(), to, f));
            } else {
                parts.add(new Part(tensor.offset(), to, f));
            }
        }
        return List.copyOf(parts);
    }
}
