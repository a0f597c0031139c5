package dev.lanewise.bench;

/**
 * A matrix product, measured.
 *
 * @param product which
 * @param products windows of products
 * @param machine the machine at that time
 */
public record ProductResult(Product product, Samples products, Machine machine) {

    /** Returns the arithmetic in GFLOP/s. */
    public double gflops() {
        return products.median() * product.flops() * 1e-9;
    }

    /** Returns the same in the best window. */
    public double bestGflops() {
        return products.best() * product.flops() * 1e-9;
    }

    /** Returns {@link #gflops} over the measured peak of all threads. */
    public double fractionOfPeak() {
        return gflops() / machine.peakAllThreads();
    }
}
