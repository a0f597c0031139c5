package dev.lanewise.jmh.peers;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import dev.lanewise.jmh.Peer;

/** DJL with its PyTorch engine. */
public final class Djl implements Peer {

    static final String ENGINE = "PyTorch";

    /** Sets the number of threads inside an operation. */
    static void threads(int threads) {
        Engine.getEngine(ENGINE);
        JniUtils.setNumThreads(threads);
    }

    @Override
    public String name() {
        return "DJL";
    }

    @Override
    public String coordinates() {
        return "ai.djl.pytorch:pytorch-engine, pytorch-native-cpu";
    }

    @Override
    public String describe() {
        return "DJL " + Engine.getDjlVersion() + ", PyTorch "
                + Engine.getEngine(ENGINE).getVersion();
    }
}
