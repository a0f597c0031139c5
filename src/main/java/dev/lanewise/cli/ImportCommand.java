package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.model.Model;
import dev.lanewise.model.NetworkText;
import dev.lanewise.model.PyTorchImport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes the weights of a PyTorch network. */
@Command(
        name = "import",
        header = "Make a model of a PyTorch network: the state_dict of plain Linear layers, saved as safetensors.",
        description = {
            "",
            "The model takes columns x0, x1, ... as they are, without preprocessing, and has targets y0, y1, ... or classes"
                    + " 0, 1, ....",
            ""
        },
        footer = {"", "Example:", "  lanewise import weights.safetensors --activation relu --model net.safetensors"})
final class ImportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "A safetensors file with the weights.")
    Path file = Path.of("");

    @Option(
            names = "--activation",
            paramLabel = "A",
            required = true,
            converter = Names.Activations.class,
            completionCandidates = Names.Activations.class,
            description = "Activation of the hidden layers: ${COMPLETION-CANDIDATES}.")
    Activation activation = Activation.RELU;

    @Option(
            names = "--task",
            paramLabel = "T",
            converter = Names.Tasks.class,
            completionCandidates = Names.Tasks.class,
            description = "What the outputs are: numbers (regression), or logits of classes (binary, multiclass)."
                    + " Default: regression.")
    Task task = Task.REGRESSION;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Write the model to this file. Default: beside the weights, named NAME.lanewise.safetensors.")
    @Nullable
    Path model;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path target = model == null ? beside(file) : model;
        if (model == null && Files.exists(target)) {
            throw new UserException(target + ": this file is there already. Name another with --model.");
        }
        if (Files.exists(file)) {
            OutputFile.check("--model", target).regular().distinctFrom(file.toString());
        }
        Model imported = PyTorchImport.read(file, activation, task);
        imported.save(target);
        new Facts(console)
                .add(
                        "Network",
                        NetworkText.line(imported.spec()) + "; "
                                + Text.count(imported.parameterCount(), "parameter", "parameters"))
                .add("Model", target.toString())
                .add("Next", "lanewise predict " + Text.shell(target.toString()) + " DATA");
        return ExitCodes.OK;
    }

    private static Path beside(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.safetensors$", "");
        return file.resolveSibling(name + ".lanewise.safetensors");
    }
}
