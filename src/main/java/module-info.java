import org.jspecify.annotations.NullMarked;

/** Lanewise: neural networks trained on the CPU in pure Java on the Vector API. */
@NullMarked
module dev.lanewise {
    requires jdk.incubator.vector;
    requires de.siegmar.fastcsv;
    requires ch.randelshofer.fastdoubleparser;
    requires tools.jackson.core;
    requires jdk.management;
    requires static java.desktop;
    requires static org.apache.xmlgraphics.batik.svggen;
    requires static org.jfree.jfreechart;
    requires static info.picocli;
    requires static org.jspecify;

    exports dev.lanewise.core;
    exports dev.lanewise.data;
    exports dev.lanewise.figure;
    exports dev.lanewise.kernel;
    exports dev.lanewise.loss;
    exports dev.lanewise.metrics;
    exports dev.lanewise.model;
    exports dev.lanewise.nn;
    exports dev.lanewise.optim;
    exports dev.lanewise.schedule;
    exports dev.lanewise.train;
}
