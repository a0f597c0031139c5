package dev.lanewise.bench;

/**
 * Windows of one measurement.
 *
 * @param median median of the windows' rates, in repetitions a second
 * @param best highest rate
 * @param spread interquartile range of the rates over their median
 * @param windows number of windows
 * @param windowSeconds length of a window that was aimed at; a window has at least one repetition
 * @param repetitions repetitions of all windows
 * @param bytes bytes that all threads of the program allocated in a repetition, in the median window
 * @param warmUpSeconds time before the first window
 * @param settled whether the rate had settled and the JIT compiler was quiet when the warm-up ended; otherwise its time was over
 */
public record Samples(
        double median,
        double best,
        double spread,
        int windows,
        double windowSeconds,
        long repetitions,
        double bytes,
        double warmUpSeconds,
        boolean settled) {

    /** Returns the median time of a repetition in seconds. */
    public double seconds() {
        return 1 / median;
    }
}
