package dev.lanewise.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where each tensor lies in a flat slab: parameters, gradients and optimizer moments share one layout. Immutable. */
public final class Layout {

    private final List<Tensor> tensors;
    private final Map<String, Tensor> byName;
    private final int size;

    private Layout(List<Tensor> tensors, int size) {
        this.tensors = List.copyOf(tensors);
        this.size = size;
        this.byName = new LinkedHashMap<>();
        for (Tensor tensor : tensors) {
            if (byName.put(tensor.name(), tensor) != null) {
                throw new IllegalArgumentException("two tensors are named " + tensor.name());
            }
        }
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder(false);
    }

    /**
     * Returns an empty builder whose first tensor starts at {@link CacheLines#START}, and so at the start of a cache line where the slab does, and whose slabs are as long as {@link
     * CacheLines#slab} says; the elements before the first tensor and behind the last one belong to none and stay 0.
     */
    public static Builder alignedBuilder() {
        return new Builder(true);
    }

    /** Returns the tensors in the order of their offsets. */
    public List<Tensor> tensors() {
        return tensors;
    }

    /** Returns the number of elements of a slab. */
    public int size() {
        return size;
    }

    /** Returns the number of elements that belong to a tensor that is trained. */
    public int parameters() {
        return tensors.stream()
                .filter(tensor -> tensor.kind() != Tensor.Kind.STATISTIC)
                .mapToInt(Tensor::size)
                .sum();
    }

    /**
     * Returns a tensor by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor tensor(String name) {
        Tensor tensor = byName.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor is named " + name);
        }
        return tensor;
    }

    /** Places tensors one behind the other. */
    public static final class Builder {
        private final List<Tensor> tensors = new ArrayList<>();
        private final boolean aligned;
        private long size;

        private Builder(boolean aligned) {
            this.aligned = aligned;
            size = aligned ? CacheLines.START : 0;
        }

        /**
         * Adds a tensor behind the last one and returns it.
         *
         * @throws UserException if the slab would have more elements than an array can
         */
        public Tensor add(String name, int rows, int columns, Tensor.Kind kind) {
            if (rows < 0 || columns < 0) {
                throw new IllegalArgumentException(name + " is " + rows + " x " + columns);
            }
            long grown = size + (long) rows * columns;
            if (grown > Room.MOST_ELEMENTS) {
                throw new UserException("The network has " + grown + " parameters or more; one network holds at most "
                        + Room.MOST_ELEMENTS + ". Use narrower layers.");
            }
            Tensor tensor = new Tensor(name, (int) size, rows, columns, kind);
            tensors.add(tensor);
            size = grown;
            return tensor;
        }

        /** Returns the layout. */
        public Layout build() {
            return new Layout(tensors, aligned ? CacheLines.slab((int) size) : (int) size);
        }
    }
}
