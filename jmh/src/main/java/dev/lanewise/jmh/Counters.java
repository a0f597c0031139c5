package dev.lanewise.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What an operation did, so that the results show it a second beside the operations a second. */
public final class Counters {

    private Counters() {}

    /** Arithmetic: a fused multiply-add counts as two operations. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Arithmetic {
        /** Thousand million operations. */
        public double gflops;
    }

    /** Memory: the arrays that the operation has to read and write, each once. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Memory {
        /** Thousand million bytes. */
        public double gigabytes;
    }

    /** Training. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Training {
        /** Rows of whole training steps. */
        public double samples;

        /** Thousand million operations of the products. */
        public double gflops;

        /** Counts one step. */
        public void step(Workload workload) {
            samples += workload.batch();
            gflops += workload.gigaflopOfStep();
        }
    }
}
