package dev.lanewise.metrics;

/**
 * How well one class is recognised.
 *
 * @param name name of the class
 * @param precision share of the rows predicted as this class that are of it; 0 where none is predicted
 * @param recall share of the rows of this class that are predicted as it; 0 where there are none
 * @param f1 harmonic mean of both; 0 where both are 0
 * @param support rows of this class
 */
public record ClassMetrics(String name, double precision, double recall, double f1, int support) {}
