package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.model.Model;
import dev.lanewise.model.PyTorchImport;
import dev.lanewise.model.SafetensorsWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the weights of a PyTorch network. */
@Command(
        name = "import",
        description = "Makes a model of a PyTorch state_dict of Linear layers in a safetensors file.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: lanewise import weights.safetensors --activation relu --model net.safetensors"})
final class ImportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A safetensors file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    Path file;

    @Option(
            names = "--activation",
            paramLabel = "A",
            required = true,
            converter = Names.Activations.class,
            description = "Activation of the hidden layers, like relu.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    Activation activation;

    @Option(
            names = "--task",
            paramLabel = "T",
            converter = Names.Tasks.class,
            description = "regression, binary or multiclass; regression by default.")
    Task task = Task.REGRESSION;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Where to write the model; beside the weights by default.")
    @Nullable
    Path model;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path target = model == null ? beside(file) : model;
        if (model == null && Files.exists(target)) {
            throw new UserException(target + ": this file is there already. Name another with --model.");
        }
        SafetensorsWriter.checkWritable(target);
        Model imported = PyTorchImport.read(file, activation, task);
        imported.save(target);
        out.println(Summary.describe(imported.spec()) + ", " + imported.parameterCount() + " parameters, in " + target);
        out.flush();
        return 0;
    }

    private static Path beside(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.safetensors$", "");
        return file.resolveSibling(name + ".lanewise.safetensors");
    }
}
