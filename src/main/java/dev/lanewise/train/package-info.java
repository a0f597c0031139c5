/**
 * The thin trainer: forward, loss, backward, update; plan, history, listeners, early stopping. Imports only the JDK.
 */
@NullMarked
package dev.lanewise.train;

import org.jspecify.annotations.NullMarked;
