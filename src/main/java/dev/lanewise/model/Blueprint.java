package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.WeightDecay;
import dev.lanewise.train.TensorChoice;
import dev.lanewise.train.TensorFactors;
import dev.lanewise.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The network and the plan of a {@link ModelTrainer}, with what was not said taken from its {@link Recipe} and the data's size.
 *
 * @param classes whether the task is a classification
 * @param rows rows to train on
 * @param members networks of the ensemble; 0 for as many as fit
 * @param most most epochs; 0 for as many as fit
 */
record Blueprint(ModelTrainer settings, Loss loss, boolean classes, int rows, int members, int most) {

    /** Takes what is said. */
    Blueprint(ModelTrainer settings, Loss loss, boolean classes, int rows) {
        this(settings, loss, classes, rows, settings.recipe.members(), settings.epochs);
    }

    /** The same of another size. */
    Blueprint sized(int newMembers, int newMost) {
        return new Blueprint(settings, loss, classes, rows, newMembers, newMost);
    }

    /** Whether the optimizer, and what goes with it alone, is the table recipe's. */
    private boolean tableOptimizer() {
        return settings.recipe.table() && settings.optimizer == null;
    }

    private boolean ntk() {
        return Objects.requireNonNullElse(settings.recipe.ntk(), tableOptimizer());
    }

    NetworkSpec network(Preprocessor preprocessor) {
        int inputs = preprocessor.inputs();
        int outputs = LossChoice.outputs(loss, preprocessor);
        Recipe recipe = settings.recipe;
        List<Integer> hidden = settings.hidden != null
                ? settings.hidden
                : recipe.table() ? TableDefaults.hidden(rows) : Defaults.HIDDEN;
        Activation activation = settings.activation != null
                ? settings.activation
                : recipe.table() ? TableDefaults.activation(classes) : Activation.RELU;
        double dropout = settings.dropout != null
                ? settings.dropout
                : recipe.table() ? TableDefaults.dropout(classes) : Defaults.DROPOUT;
        List<LayerSpec> layers = new ArrayList<>();
        int width = inputs;
        if (!preprocessor.codes().isEmpty()) {
            LayerSpec.Embedding embedding = new LayerSpec.Embedding(
                    preprocessor.codes(), settings.columnPlan().embed(), Initializer.NORMAL);
            layers.add(embedding);
            width = embedding.outputs(width);
        }
        layers.addAll(NetworkSpec.perceptron(width, hidden, activation, dropout, outputs)
                .layers());
        NetworkSpec standard = settings.normalization.into(new NetworkSpec(inputs, layers), settings.residual);
        if (ntk()) {
            standard = TableDefaults.initialized(standard);
        }
        int networks = members == 0 ? TableDefaults.members(rows, standard.parameters()) : members;
        NetworkSpec changed =
                settings.architecture.apply(TableDefaults.scaled(standard, networks, recipe.frontScale()));
        if (changed.inputs() != inputs || changed.outputs() != outputs) {
            throw new UserException("The network has " + changed.inputs() + " inputs and " + changed.outputs()
                    + " outputs; for this table it has " + inputs + " and " + outputs + ".");
        }
        return changed;
    }

    TrainingPlan plan(NetworkSpec spec) {
        boolean table = settings.recipe.table();
        int batch = settings.batchSize != 0
                ? settings.batchSize
                : tableOptimizer() ? TableDefaults.batchSize(rows) : Defaults.batchSize(rows, settings.optimizer);
        int epochs = most != 0
                ? most
                : table ? TableDefaults.epochs(rows, spec.parameters(), spec.members()) : Defaults.epochs(rows, batch);
        int patience = settings.patience >= 0
                ? settings.patience
                : tableOptimizer() ? TableDefaults.patience(epochs) : Defaults.patience(epochs);
        TrainingPlan standard = TrainingPlan.of(optimizer(), loss)
                .withSeed(settings.seed)
                .with(new TrainingPlan.Pace(epochs, batch, 1, patience));
        if (tableOptimizer()) {
            standard = standard.with(standard.scheduling().withLearningRate(TableDefaults.schedule()))
                    .with(TableDefaults.averaging(rows, batch));
        }
        TensorFactors factors = ntk() ? TableDefaults.rates(spec) : standard.factors();
        if (Normalization.isIn(spec) && !ntk()) {
            // They begin at 1, and a decay would pull them to 0.
            factors = factors.decay(TensorChoice.scales(), 0);
        }
        TrainingPlan plan = settings.refinement.apply(standard.with(factors));
        if (plan.batchSize() == 1 && spec.mixesRows()) {
            throw new UserException("Batch normalization takes batches of two rows or more, since one has no variance."
                    + " Ask for a larger batch size, or for layer normalization.");
        }
        return plan;
    }

    private Optimizer optimizer() {
        Optimizer rule = settings.optimizer != null
                ? settings.optimizer
                : tableOptimizer() ? TableDefaults.optimizer(classes) : Defaults.optimizer(rows);
        if (settings.learningRate != null) {
            rule = rule.withLearningRate(settings.learningRate);
        }
        return settings.weightDecay == null
                ? rule
                : rule.withWeightDecay(
                        new WeightDecay(settings.weightDecay, rule.weightDecay().form()));
    }
}
