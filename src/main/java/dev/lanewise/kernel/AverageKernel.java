package dev.lanewise.kernel;

/** Running averages of weights. */
public interface AverageKernel {

    /**
     * Moves an average towards new values: {@code average = fma(gain, w - average, average)}.
     *
     * @param average updated from {@code from} to {@code to - 1}
     * @param w new values, parallel to it
     * @param gain share of the new values, from 0 to 1
     */
    void follow(float[] average, float[] w, int from, int to, float gain);
}
