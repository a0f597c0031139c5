package dev.lanewise.jmh.peers;

import dev.lanewise.jmh.Peer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j on nd4j-native. */
public final class Dl4j implements Peer {

    /** Sets the number of threads inside an operation, and turns off the periodic garbage collection. */
    static void threads(int threads) {
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        Nd4j.getMemoryManager().togglePeriodicGc(false);
    }

    @Override
    public String name() {
        return "DL4J";
    }

    @Override
    public String coordinates() {
        return "org.deeplearning4j:deeplearning4j-nn, org.nd4j:nd4j-native";
    }

    @Override
    public String describe() {
        threads(1);
        return Smile.version(MultiLayerNetwork.class) + ", BLAS "
                + Nd4j.getExecutioner().getEnvironmentInformation().getProperty("blas.vendor");
    }
}
