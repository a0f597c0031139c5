/**
 * Fitted models: network, preprocessing and provenance in one file; predictors; the high-level way to train one.
 */
@NullMarked
package dev.lanewise.model;

import org.jspecify.annotations.NullMarked;
