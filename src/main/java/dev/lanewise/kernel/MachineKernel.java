package dev.lanewise.kernel;

/**
 * Loops that show what a machine can do, to measure the other kernels against: arithmetic without memory, and memory almost without
 * arithmetic. They are vectors wherever the machine runs those fast, whichever kernels a network uses.
 */
public interface MachineKernel {

    /** Chains that run beside each other: more than the latency of any CPU's multiply-add asks for, and no more than its registers. */
    int CHAINS = 16;

    /** Elements that {@link #multiplyAdds} needs: a vector of the greatest width for each chain. */
    int CHAIN_ELEMENTS = CHAINS * 16;

    /** Most read-modify-write streams of {@link #stream}. */
    int MAX_STREAMS = 5;

    /** Returns the vector loops where vectors are fast or {@code kernels} are the vector twins; otherwise the scalar ones. */
    static MachineKernel of(Kernels kernels) {
        boolean vectors = kernels.vectorBits() != 0 || Kernels.obstacle().isEmpty();
        return vectors ? new MachineVector() : new MachineScalar();
    }

    /** Returns the elements that one multiply-add of a chain works on. */
    int lanes();

    /**
     * Runs {@value #CHAINS} chains {@code v = v * v + v} of {@code rounds} fused multiply-adds in registers. Each does {@code 2 * rounds *
     * lanes()} floating-point operations.
     *
     * @param values where the chains start and end, {@link #CHAIN_ELEMENTS} elements; {@code 2^-40} stays as it is and never gets subnormal
     */
    void multiplyAdds(float[] values, int rounds);

    /**
     * Reads {@code g} and reads and writes each of {@code slabs}: {@code a = a + factor * g}. What an optimizer's update does to memory, with
     * one multiply-add a slab. The range is half-open.
     *
     * @param slabs 1 to {@value #MAX_STREAMS} arrays, as long as {@code g}
     */
    void stream(float[] g, float[][] slabs, int from, int to, float factor);
}
