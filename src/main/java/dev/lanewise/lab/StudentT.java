package dev.lanewise.lab;

/** Student's t distribution. */
final class StudentT {

    private StudentT() {}

    /**
     * Returns the probability that a deviate lies between -t and t (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4).
     *
     * @param t 0 or more
     * @param freedom degrees of freedom, at least 1
     */
    static double inside(double t, int freedom) {
        double angle = StrictMath.atan(t / Math.sqrt(freedom));
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        boolean odd = freedom % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = freedom == 1 ? 0 : term;
        for (int k = odd ? 3 : 2; k < freedom; k += 2) {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }
        return odd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
    }

    /**
     * Returns the t between whose negative and itself a deviate lies with some probability.
     *
     * @param probability from 0 to below 1
     */
    static double within(double probability, int freedom) {
        double low = 0;
        double high = 1;
        while (inside(high, freedom) < probability && high < 1e12) {
            high *= 2;
        }
        for (int i = 0; i < 200 && low < high; i++) {
            double middle = low + (high - low) / 2;
            if (inside(middle, freedom) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
