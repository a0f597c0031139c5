package dev.lanewise.kernel;

/** The textbook twin of {@link AverageKernel}. */
final class AverageScalar implements AverageKernel {

    @Override
    public void follow(float[] average, float[] w, int from, int to, float gain) {
        for (int i = from; i < to; i++) {
            average[i] = Math.fma(gain, w[i] - average[i], average[i]);
        }
    }
}
