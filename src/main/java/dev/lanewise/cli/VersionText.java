package dev.lanewise.cli;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Kernels kernels = Kernels.best();
        String obstacle = Kernels.obstacle();
        return new String[] {
            "lanewise " + Version.current(),
            "java     " + System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vm.name") + ")",
            "cores    " + Runtime.getRuntime().availableProcessors(),
            "vectors  " + (kernels.vectorBits() == 0 ? "none" : kernels.vectorBits() + " bits"),
            "kernels  " + kernels.label() + (obstacle.isEmpty() ? "" : ": " + obstacle)
        };
    }
}
