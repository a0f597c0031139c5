package dev.lanewise.jmh;

import dev.lanewise.kernel.Kernels;

/** Which kernels a benchmark runs. */
public enum Twin {
    SCALAR,
    VECTOR;

    Kernels kernels() {
        return this == SCALAR ? Kernels.scalar() : Kernels.vector();
    }
}
