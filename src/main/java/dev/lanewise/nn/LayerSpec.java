package dev.lanewise.nn;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;

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
}
