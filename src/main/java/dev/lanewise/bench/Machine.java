package dev.lanewise.bench;

/**
 * What a machine was seen to be capable of, at the vector width in use. Medians of windows that lay between those of the other
 * measurements, since clocks drift.
 *
 * @param peakOneThread arithmetic peak of one thread, in GFLOP/s: independent chains of fused multiply-adds in registers, a multiply-add
 *     counted as 2
 * @param peakAllThreads the same of all threads of the team at once
 * @param copyOneThread bandwidth of copying an array that no cache holds, bytes read and bytes written, in GB/s
 * @param copyAllThreads the same of all threads of the team at once
 * @param threads threads of the team
 * @param lanes floats in a vector of the peak's loop; 1 where there are no vectors
 */
public record Machine(
        double peakOneThread,
        double peakAllThreads,
        double copyOneThread,
        double copyAllThreads,
        int threads,
        int lanes) {}
