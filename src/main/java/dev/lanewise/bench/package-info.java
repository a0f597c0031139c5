/**
 * How fast this machine and this library are: its peak, its memory, training steps, products, updates and predictions. Everything is
 * measured through the calls that a user makes, in windows after a warm-up; figures are medians.
 */
@NullMarked
package dev.lanewise.bench;

import org.jspecify.annotations.NullMarked;
