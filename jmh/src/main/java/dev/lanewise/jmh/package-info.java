/**
 * Benchmarks and their report. A class {@code XBench} measures family X of Lanewise, a class {@code XName} what the peer of that name does
 * for the same work. Every benchmark of ours is {@link dev.lanewise.jmh.Checked}: a test runs it once on each twin and compares the bits.
 */
@NullMarked
package dev.lanewise.jmh;

import org.jspecify.annotations.NullMarked;
