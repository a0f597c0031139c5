package dev.lanewise.nn;

import dev.lanewise.core.Room;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import java.util.List;

/** The description of a layer, from which it can be built again. */
public sealed interface LayerSpec {

    /**
     * A dense layer {@code f(W0 + W1 X1 + ...)}.
     *
     * @param units number of outputs, at least 1
     * @param activation the function {@code f}
     * @param initializer how the weights start
     */
    record Dense(int units, Activation activation, Initializer initializer) implements LayerSpec {
        /** Checks the width. */
        public Dense {
            if (units < 1) {
                throw new UserException("A layer has at least 1 unit, not " + units + ".");
            }
        }
    }

    /**
     * Inverted dropout while training (Srivastava et al., Dropout, 2014); nothing while predicting.
     *
     * @param probability of dropping a unit, from 0 to below 1
     */
    record Dropout(double probability) implements LayerSpec {
        /** Checks the probability. */
        public Dropout {
            if (!(probability >= 0 && probability < 1)) {
                throw new UserException("dropout must be from 0 to below 1, not " + probability + ".");
            }
        }
    }

    /**
     * Each row of the batch goes on as {@code count} rows, one for each member of an ensemble that shares the dense layers: row {@code r} is rows {@code count
     * * r} to {@code count * r + count - 1}. It is the first layer. Members differ by scaling layers of as many members; without one they are all the same.
     *
     * @param count members, at least 1
     */
    record Members(int count) implements LayerSpec {
        /** Checks the count. */
        public Members {
            if (count < 1) {
                throw new UserException("A network has at least 1 member, not " + count + ".");
            }
        }
    }

    /**
     * Embeddings of columns of codes: each of the last inputs is a code, a whole number from 0 to below the number of rows of its table, and becomes that row; the inputs before go
     * through as they are. What is no code becomes NaN. The first row of a table, for what is unknown, starts at 0 and so stays 0 where no training row has it. It is the
     * first layer, or the second behind members, who share the tables (Guo and Berkhahn, Entity Embeddings of Categorical Variables, 2016).
     *
     * @param codes rows of each table
     * @param dimension columns of the tables, at least 1
     * @param initializer how the other rows start: {@link Initializer#NORMAL}, {@link Initializer#RANDOM_SIGN} or a constant
     */
    record Embedding(List<Integer> codes, int dimension, Initializer initializer) implements LayerSpec {

        /** A float counts whole numbers so far. */
        private static final int MOST_CODES = 1 << 24;

        /** Copies the list, and checks. */
        public Embedding {
            codes = List.copyOf(codes);
            if (codes.isEmpty() || dimension < 1) {
                throw new UserException("Embeddings have at least 1 table and dimension 1, not " + codes.size()
                        + " tables and dimension " + dimension + ".");
            }
            for (int rows : codes) {
                if (rows < 1 || rows > MOST_CODES) {
                    throw new UserException(
                            "A table of embeddings has 1 to " + MOST_CODES + " rows, not " + rows + ".");
                }
            }
            if (initializer.kind() != Initializer.Kind.NORMAL && !initializer.isOfFactors()) {
                throw new UserException("Embeddings start as normal, as a constant or as random-sign, not as "
                        + initializer.label() + ".");
            }
            if (codes.stream().mapToLong(Integer::longValue).sum() > Room.MOST_ELEMENTS) {
                throw new UserException("The tables of embeddings have more than " + Room.MOST_ELEMENTS
                        + " rows. Use fewer or smaller ones.");
            }
        }

        /** Returns the number of rows of all tables. */
        public int rows() {
            return codes.stream().mapToInt(Integer::intValue).sum();
        }

        /**
         * Returns the number of outputs.
         *
         * @throws UserException if there are fewer inputs than tables, or too many outputs
         */
        public int outputs(int inputs) {
            if (inputs < codes.size()) {
                throw new UserException(
                        "Embeddings of " + codes.size() + " codes need as many inputs, not " + inputs + ".");
            }
            long outputs = inputs - codes.size() + (long) codes.size() * dimension;
            return Room.elements(outputs, 1, "A row of embeddings", "fewer codes or a smaller dimension");
        }
    }

    /**
     * A scaling layer {@code y = s x + b}, element by element. With one member it is the scaling of features in front of a network (Holzmüller et al., Better by
     * Default, 2024); with as many as the network has, each with factors of its own, it makes members differ that share their dense layers (Wen et al., BatchEnsemble,
     * 2020; Gorishniy et al., TabM, 2025).
     *
     * @param members 1, or as many as the network has
     * @param bias whether there is a {@code b}, which starts at 0
     * @param initializer how {@code s} starts: a constant, or {@link Initializer#RANDOM_SIGN}
     */
    record Scale(int members, boolean bias, Initializer initializer) implements LayerSpec {
        /** Checks the members and the initialiser. */
        public Scale {
            if (members < 1) {
                throw new UserException("A scaling layer has at least 1 member, not " + members + ".");
            }
            if (!initializer.isOfFactors()) {
                throw new UserException("The factors of a scaling layer start as a constant or as random-sign, not as "
                        + initializer.label() + ".");
            }
        }
    }

    /**
     * A normalisation {@code y = s (x - mean) / sqrt(variance + epsilon) + b}.
     *
     * <p>Layer normalisation (Ba, Kiros and Hinton, Layer Normalization, 2016) takes the mean and the variance of each row over its units, which is the same while training and
     * while predicting.
     *
     * <p>Batch normalisation (Ioffe and Szegedy, Batch Normalization, 2015) takes those of each unit over all rows of the batch while training, whatever their weights; of several
     * batches of one step, each has its own. While predicting they are running ones, which begin at 0 and 1 and go {@code momentum} of the way to those of each batch when its
     * step is done, the variance by the unbiased one. A batch of one row has no variance: it goes through as in a prediction and moves nothing.
     *
     * @param batch whether it is batch normalisation, otherwise it is layer normalisation
     * @param members factors and biases for each unit, and statistics if there are any: 1 set that all members share, or one for each member of the network
     * @param epsilon added to the variance, positive; {@link #EPSILON} by default
     * @param momentum share of a batch in the running statistics, above 0 and at most 1; {@link #MOMENTUM} by default; 0 for layer normalisation, which has none
     */
    record Normalization(boolean batch, int members, double epsilon, double momentum) implements LayerSpec {

        /** As PyTorch has it. */
        public static final double EPSILON = 1e-5;

        /** As PyTorch has it; Keras counts the other way and says 0.99. */
        public static final double MOMENTUM = 0.1;

        /** Checks the ranges. */
        public Normalization {
            if (members < 1) {
                throw new UserException("A normalisation has at least 1 member, not " + members + ".");
            }
            if (!(epsilon > 0 && epsilon <= Float.MAX_VALUE)) {
                throw new UserException(
                        "The epsilon of a normalisation must be positive and finite, not " + epsilon + ".");
            }
            if (batch ? !(momentum > 0 && momentum <= 1) : momentum != 0) {
                throw new UserException("The momentum of " + (batch ? "batch" : "layer") + " normalisation must be "
                        + (batch ? "above 0 and at most 1" : "0") + ", not " + momentum + ".");
            }
        }

        /** Returns layer normalisation of the default epsilon. */
        public static Normalization layer(int members) {
            return new Normalization(false, members, EPSILON, 0);
        }

        /** Returns batch normalisation of the default epsilon and momentum. */
        public static Normalization batch(int members) {
            return new Normalization(true, members, EPSILON, MOMENTUM);
        }

        /** Returns the same for so many members. */
        public Normalization withMembers(int count) {
            return new Normalization(batch, count, epsilon, momentum);
        }
    }

    /**
     * An activation as a layer of its own, for where something stands between it and its dense layer.
     *
     * @param activation the function
     */
    record Activate(Activation activation) implements LayerSpec {}

    /**
     * The end of a residual block (He et al., Deep Residual Learning, 2016): {@code y = f(x) + x}, where {@code f} are the layers of the block and {@code x} is what goes into the
     * first of them. A block has as many outputs as inputs; blocks may lie in each other.
     *
     * @param layers layers in front of this one that are the block, at least 1
     */
    record Residual(int layers) implements LayerSpec {
        /** Checks the count. */
        public Residual {
            if (layers < 1) {
                throw new UserException("A residual block has at least 1 layer, not " + layers + ".");
            }
        }
    }
}
