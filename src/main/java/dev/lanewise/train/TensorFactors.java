package dev.lanewise.train;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.optim.ParameterGroups;
import dev.lanewise.optim.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What is trained otherwise than the rest, by layer and kind. Factors of several changes that meet in a tensor are multiplied. Immutable.
 *
 * @param changes the changes
 */
public record TensorFactors(List<Change> changes) {

    /**
     * Some tensors and what changes for them.
     *
     * @param which the tensors
     * @param rate factor of the learning rate, 0 or more
     * @param decay factor of the weight decay, 0 or more
     * @param frozen whether they are left as they are
     */
    public record Change(TensorChoice which, double rate, double decay, boolean frozen) {

        /** Checks the ranges. */
        public Change {
            Range.NOT_NEGATIVE.check("A factor of the learning rate", rate);
            Range.NOT_NEGATIVE.check("A factor of the weight decay", decay);
        }
    }

    /** Everything is trained alike. */
    public static final TensorFactors NONE = new TensorFactors(List.of());

    /** Copies. */
    public TensorFactors {
        changes = List.copyOf(Objects.requireNonNull(changes, "changes"));
    }

    /** Returns these and a factor of the learning rate. */
    public TensorFactors rate(TensorChoice which, double factor) {
        return and(new Change(which, factor, 1, false));
    }

    /** Returns these and a factor of the weight decay. */
    public TensorFactors decay(TensorChoice which, double factor) {
        return and(new Change(which, 1, factor, false));
    }

    /** Returns these and some tensors that are left as they are. */
    public TensorFactors freeze(TensorChoice which) {
        return and(new Change(which, 1, 1, true));
    }

    private TensorFactors and(Change change) {
        List<Change> all = new ArrayList<>(changes);
        all.add(change);
        return new TensorFactors(all);
    }

    /**
     * Returns the groups of a network.
     *
     * @throws UserException if a layer is not there, or nothing is left to train
     */
    ParameterGroups groups(Layout layout) {
        ParameterGroups groups = ParameterGroups.of(layout);
        changes.forEach(change -> change.which().check(layout));
        boolean trained = false;
        for (Tensor tensor : layout.tensors()) {
            double rate = 1;
            double decay = 1;
            boolean frozen = false;
            for (Change change : changes) {
                if (change.which().matches(layout, tensor)) {
                    rate *= change.rate();
                    decay *= change.decay();
                    frozen |= change.frozen();
                }
            }
            trained |= !frozen && tensor.kind() != Tensor.Kind.STATISTIC;
            groups = groups.with(tensor::equals, new ParameterGroups.Factors(rate, decay, frozen));
        }
        if (!trained) {
            throw new UserException("Every layer is frozen: there is nothing left to train.");
        }
        return groups;
    }

    /** Returns the changes in words, empty for none. */
    @Override
    public String toString() {
        return changes.stream()
                .map(change -> change.which()
                        + (change.frozen() ? " frozen" : "")
                        + (change.rate() == 1 ? "" : " rate x " + change.rate())
                        + (change.decay() == 1 ? "" : " decay x " + change.decay()))
                .collect(Collectors.joining(", "));
    }
}
