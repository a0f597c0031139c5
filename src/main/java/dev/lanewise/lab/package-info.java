/**
 * The optimizer lab: test functions with exact gradients, the paths of the engine's own optimizers on them, studies that each put a claim to the test, and
 * comparisons of optimizers on real data. Everything is repeatable to the last bit but for what says that it is a time.
 */
@NullMarked
package dev.lanewise.lab;

import org.jspecify.annotations.NullMarked;
