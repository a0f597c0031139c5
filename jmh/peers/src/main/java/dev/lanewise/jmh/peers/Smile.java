package dev.lanewise.jmh.peers;

import dev.lanewise.jmh.Peer;
import dev.lanewise.jmh.Workload;
import java.nio.file.Path;

/** Smile, which calls OpenBLAS for its matrices. */
public final class Smile implements Peer {

    @Override
    public String name() {
        return "Smile";
    }

    @Override
    public String coordinates() {
        return "com.github.haifengl:smile-core";
    }

    @Override
    public String describe() {
        StepSmile step = new StepSmile();
        step.workload = Workload.TINY;
        step.prepare();
        step.step();
        return version(smile.classification.MLP.class);
    }

    /** Returns the file name of a class's jar, which holds its version. */
    static String version(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .getFileName()
                .toString();
    }
}
