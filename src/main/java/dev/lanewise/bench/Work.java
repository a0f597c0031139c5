package dev.lanewise.bench;

/** What is measured, a number of times in a row; it allocates nothing but what it is measured for. */
@FunctionalInterface
interface Work {

    /** Does the work {@code times} times. */
    void run(int times);
}
