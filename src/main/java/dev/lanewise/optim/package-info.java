/**
 * Optimizers: immutable hyper-parameters apart from running state. Imports only the JDK.
 */
@NullMarked
package dev.lanewise.optim;

import org.jspecify.annotations.NullMarked;
