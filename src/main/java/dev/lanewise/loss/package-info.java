/**
 * Losses: the mean loss of a batch and its derivative by the network's outputs. Imports only the JDK.
 */
@NullMarked
package dev.lanewise.loss;

import org.jspecify.annotations.NullMarked;
