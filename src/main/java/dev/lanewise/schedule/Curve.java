package dev.lanewise.schedule;

import java.util.List;

/** The values of a shape by its own ticks. Allocates nothing but for snapshots. */
interface Curve {

    /** The value at a tick from 0 on; beyond the end of the shape it holds its last value. */
    double at(double tick);

    /** An epoch ended before this tick. */
    default void observe(double tick, double loss, double score) {}

    /** Adds what must be kept to go on. */
    default void save(List<Double> state) {}

    /** Takes back what {@link #save} added, from {@code from} on, and returns where it ended. */
    default int load(double[] state, int from) {
        return from;
    }
}
