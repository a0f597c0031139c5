package dev.lanewise.report;

/** Numbers that look like noise and are always the same. */
final class Wave {

    private Wave() {}

    /** Returns a number from -1 to 1. */
    static double at(int series, int i) {
        int mixed = (series * 0x9E3779B9 + i) * 0x85EBCA6B;
        mixed ^= mixed >>> 15;
        mixed *= 0xC2B2AE35;
        mixed ^= mixed >>> 13;
        return mixed / 2147483648.0;
    }
}
