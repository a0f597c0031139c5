package dev.lanewise.lab;

/** Values and gradients of the test functions; each is written down as its formula and the derivatives of it. */
final class Surfaces {

    private static final double TURN = 2 * Math.PI;

    private Surfaces() {}

    /** {@code w^4 / 4 - w^3 / 3 - w^2}, whose slope is {@code w (w + 1) (w - 2)}. */
    static Surface valleys() {
        return Surface.of(
                1,
                w -> w[0] * w[0] * (w[0] * w[0] / 4 - w[0] / 3 - 1),
                (w, g) -> g[0] = w[0] * (w[0] + 1) * (w[0] - 2));
    }

    /** {@code s / (1 + s), s = x^2 + y^2}. */
    static Surface plateau() {
        return Surface.of(
                2,
                w -> {
                    double s = w[0] * w[0] + w[1] * w[1];
                    return s / (1 + s);
                },
                (w, g) -> {
                    double s = w[0] * w[0] + w[1] * w[1];
                    double slope = 2 / ((1 + s) * (1 + s));
                    g[0] = slope * w[0];
                    g[1] = slope * w[1];
                });
    }

    /** {@code (u^2 + condition v^2) / 2}, with {@code u, v} the weights turned by an angle in degrees. */
    static Surface quadratic(double condition, double angle) {
        double c = angle == 0 ? 1 : StrictMath.cos(StrictMath.toRadians(angle));
        double s = angle == 0 ? 0 : StrictMath.sin(StrictMath.toRadians(angle));
        return Surface.of(
                2,
                w -> {
                    double u = c * w[0] + s * w[1];
                    double v = c * w[1] - s * w[0];
                    return (u * u + condition * v * v) / 2;
                },
                (w, g) -> {
                    double u = c * w[0] + s * w[1];
                    double v = condition * (c * w[1] - s * w[0]);
                    g[0] = c * u - s * v;
                    g[1] = s * u + c * v;
                });
    }

    /** {@code (1 - x)^2 + 100 (y - x^2)^2}. */
    static Surface rosenbrock() {
        return Surface.of(2, w -> square(1 - w[0]) + 100 * square(w[1] - w[0] * w[0]), (w, g) -> {
            double d = w[1] - w[0] * w[0];
            g[0] = -2 * (1 - w[0]) - 400 * w[0] * d;
            g[1] = 200 * d;
        });
    }

    /** {@code (1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2}. */
    static Surface beale() {
        return Surface.of(
                2,
                w -> square(beale(w, 1.5, w[1]))
                        + square(beale(w, 2.25, w[1] * w[1]))
                        + square(beale(w, 2.625, w[1] * w[1] * w[1])),
                (w, g) -> {
                    double y = w[1];
                    double a = beale(w, 1.5, y);
                    double b = beale(w, 2.25, y * y);
                    double c = beale(w, 2.625, y * y * y);
                    g[0] = 2 * (a * (y - 1) + b * (y * y - 1) + c * (y * y * y - 1));
                    g[1] = 2 * w[0] * (a + 2 * b * y + 3 * c * y * y);
                });
    }

    private static double beale(double[] w, double constant, double power) {
        return constant - w[0] + w[0] * power;
    }

    /** {@code (x^2 + y - 11)^2 + (x + y^2 - 7)^2}. */
    static Surface himmelblau() {
        return Surface.of(2, w -> square(w[0] * w[0] + w[1] - 11) + square(w[0] + w[1] * w[1] - 7), (w, g) -> {
            double a = w[0] * w[0] + w[1] - 11;
            double b = w[0] + w[1] * w[1] - 7;
            g[0] = 4 * w[0] * a + 2 * b;
            g[1] = 2 * a + 4 * w[1] * b;
        });
    }

    /** {@code 20 + sum of x^2 - 10 cos(2 pi x)}. */
    static Surface rastrigin() {
        return Surface.of(
                2,
                w -> 20 + w[0] * w[0] + w[1] * w[1] - 10 * (StrictMath.cos(TURN * w[0]) + StrictMath.cos(TURN * w[1])),
                (w, g) -> {
                    for (int i = 0; i < 2; i++) {
                        g[i] = 2 * w[i] + 10 * TURN * StrictMath.sin(TURN * w[i]);
                    }
                });
    }

    /** {@code 20 + e - 20 exp(-r / 5) - exp(mean of cos(2 pi x)), r = sqrt(mean of x^2)}; its gradient at the tip is taken as 0. */
    static Surface ackley() {
        return Surface.of(
                2,
                w -> {
                    double r = Math.sqrt((w[0] * w[0] + w[1] * w[1]) / 2);
                    double waves = (StrictMath.cos(TURN * w[0]) + StrictMath.cos(TURN * w[1])) / 2;
                    return 20 + Math.E - 20 * StrictMath.exp(-r / 5) - StrictMath.exp(waves);
                },
                (w, g) -> {
                    double r = Math.sqrt((w[0] * w[0] + w[1] * w[1]) / 2);
                    double waves = (StrictMath.cos(TURN * w[0]) + StrictMath.cos(TURN * w[1])) / 2;
                    double bowl = r == 0 ? 0 : 2 * StrictMath.exp(-r / 5) / r;
                    double ripple = StrictMath.exp(waves) * Math.PI;
                    for (int i = 0; i < 2; i++) {
                        g[i] = bowl * w[i] + ripple * StrictMath.sin(TURN * w[i]);
                    }
                });
    }

    /** {@code (x + 2 y - 7)^2 + (2 x + y - 5)^2}. */
    static Surface booth() {
        return Surface.of(2, w -> square(w[0] + 2 * w[1] - 7) + square(2 * w[0] + w[1] - 5), (w, g) -> {
            double a = w[0] + 2 * w[1] - 7;
            double b = 2 * w[0] + w[1] - 5;
            g[0] = 2 * a + 4 * b;
            g[1] = 4 * a + 2 * b;
        });
    }

    /** {@code x^2 - y^2}. */
    static Surface saddle() {
        return Surface.of(2, w -> w[0] * w[0] - w[1] * w[1], (w, g) -> {
            g[0] = 2 * w[0];
            g[1] = -2 * w[1];
        });
    }

    /** {@code x^3 - 3 x y^2}. */
    static Surface monkeySaddle() {
        return Surface.of(2, w -> w[0] * (w[0] * w[0] - 3 * w[1] * w[1]), (w, g) -> {
            g[0] = 3 * (w[0] * w[0] - w[1] * w[1]);
            g[1] = -6 * w[0] * w[1];
        });
    }

    /** {@code sum of (x^4 - 16 x^2 + 5 x) / 2}. */
    static Surface styblinskiTang() {
        return Surface.of(
                2,
                w -> {
                    double sum = 0;
                    for (double x : w) {
                        sum += (x * x * x * x - 16 * x * x + 5 * x) / 2;
                    }
                    return sum;
                },
                (w, g) -> {
                    for (int i = 0; i < 2; i++) {
                        g[i] = 2 * w[i] * w[i] * w[i] - 16 * w[i] + 2.5;
                    }
                });
    }

    private static double square(double x) {
        return x * x;
    }
}
