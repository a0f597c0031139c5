/**
 * Metrics of classification and regression, computed in double in a fixed order. Imports only the JDK.
 */
@NullMarked
package dev.lanewise.metrics;

import org.jspecify.annotations.NullMarked;
