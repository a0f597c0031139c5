package dev.lanewise.core;

/**
 * One matrix or vector inside a flat slab of parameters.
 *
 * @param name name that is unique in its {@link Layout}, for example {@code layers.0.weight}
 * @param offset index of its first element in the slab
 * @param rows number of rows; for the weights of a dense layer its inputs, for its bias 1, in a scaling layer or a normalisation its members, in tables of embeddings those of all tables
 * @param columns number of columns; for a dense layer its outputs, for a scaling layer or a normalisation its units, for embeddings their dimension
 * @param kind what the tensor is used for
 */
public record Tensor(String name, int offset, int rows, int columns, Kind kind) {

    /** What a tensor is used for. */
    public enum Kind {
        /** A weight matrix, stored {@code [inputs][outputs]}, row-major. */
        WEIGHT("weights"),
        /** A bias, one element an output, in a scaling layer or a normalisation for each member. */
        BIAS("biases"),
        /** The factors of a scaling layer or a normalisation, {@code [members][units]}. */
        SCALE("scales"),
        /** Tables of embeddings one below the other, {@code [rows of all][dimension]}. */
        EMBEDDING("embeddings"),
        /** Running means or variances of batch normalisation, {@code [members][units]}. They are followed, not trained. */
        STATISTIC("statistics");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        /** Returns the word for tensors of this kind. */
        public String plural() {
            return plural;
        }
    }

    /** Returns the number of elements. */
    public int size() {
        return rows * columns;
    }
}
