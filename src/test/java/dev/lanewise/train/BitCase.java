package dev.lanewise.train;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.IntervalLoss;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.Losses;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.schedule.Schedule;
import java.util.Map;

/**
 * A short training whose bits are compared.
 *
 * @param optimizer name of the optimizer
 * @param loss name of the loss
 * @param activation activation of the hidden layers
 * @param shape widths of the network
 * @param batch rows of a batch and of the data
 * @param option what is trained otherwise than by default
 */
record BitCase(String optimizer, String loss, Activation activation, Shape shape, Batch batch, Option option) {

    /** The loss of prediction intervals, which no name of an option leads to. */
    static final String INTERVAL = "interval";

    private static final int INPUTS = 21;
    private static final int OUTPUTS = 5;

    /** Rows of the tables of embeddings: most rows of a batch in a few, and few in most. */
    private static final Integer[] CODES = {3, 700};

    /** Networks for each way in which a step is cut into tiles. */
    enum Shape {
        /** Everything in the caller, or a chunk of rows in a thread. */
        NARROW(19, 37),
        /** Above 32,768 parameters updates are cut too. */
        WIDE(259, 131),
        /** No hidden layer. */
        LINEAR();

        private final int[] hidden;

        Shape(int... hidden) {
            this.hidden = hidden;
        }
    }

    /** Batches of one row, of no multiple of a vector, of several tiles, and of two and of three chains of 1024 rows, whose order shows; each data set ends with a shorter one. */
    enum Batch {
        ONE(1, 4),
        ODD(17, 40),
        TILES(150, 360),
        CHAINS(1301, 1400),
        THREE_CHAINS(2101, 2150);

        private final int size;
        private final int rows;

        Batch(int size, int rows) {
            this.size = size;
            this.rows = rows;
        }
    }

    /** What else is done in a step. */
    enum Option {
        PLAIN,
        DROPOUT,
        ROW_WEIGHTS,
        ACCUMULATED,
        SCHEDULED,
        /** Chunks of a long batch have whole rows. */
        FOUR_MEMBERS,
        /** They would not. */
        THREE_MEMBERS,
        /** The last inputs are codes. */
        EMBEDDINGS,
        /** Looked up by each member. */
        EMBEDDINGS_OF_MEMBERS,
        /** Batch normalisation in front of activations, layer normalisation behind them, and residual blocks. */
        NORMALIZED,
        /** By member, with batches accumulated. */
        NORMALIZED_MEMBERS;

        int members() {
            return switch (this) {
                case FOUR_MEMBERS, EMBEDDINGS_OF_MEMBERS -> 4;
                case THREE_MEMBERS, NORMALIZED_MEMBERS -> 3;
                default -> 1;
            };
        }

        boolean normalizes() {
            return this == NORMALIZED || this == NORMALIZED_MEMBERS;
        }

        boolean embeds() {
            return this == EMBEDDINGS || this == EMBEDDINGS_OF_MEMBERS;
        }
    }

    /** Trains for two epochs and returns all parameters. */
    float[] train(Kernels kernels, int threads) {
        return trained(kernels, threads).parameters();
    }

    /** The network after its training. */
    Network trained(Kernels kernels, int threads) {
        Network.Builder builder = Network.input(INPUTS);
        int members = option.members();
        if (members > 1) {
            builder.members(members);
        }
        if (option.embeds()) {
            builder.embedding(6, CODES);
        }
        if (members > 1) {
            builder.sharedScale().scale(false, Initializer.RANDOM_SIGN);
        }
        for (int width : shape.hidden) {
            builder.dense(width, option.normalizes() ? Activation.IDENTITY : activation);
            if (option.normalizes()) {
                builder.batchNormalization()
                        .activation(activation)
                        .dense(width, activation)
                        .layerNormalization()
                        .residual(2);
            }
            if (option == Option.DROPOUT) {
                builder.dropout(0.2);
            }
            if (members > 1) {
                builder.scale(true, Initializer.constant(1)).dropout(0.1);
            }
        }
        Network network = builder.dense(outputs(), Activation.IDENTITY).build(5);
        try (Execution execution = Execution.of(kernels, threads)) {
            new Trainer(network, plan(), execution).fit(data().all(), null);
        }
        return network;
    }

    private Loss minimised() {
        return loss.equals(INTERVAL)
                ? new IntervalLoss(Losses.parse("mean-squared-error", Map.of()), 0.8)
                : Losses.parse(loss, Map.of());
    }

    private int outputs() {
        return loss.equals(INTERVAL) ? 2 * IntervalLoss.OUTPUTS : OUTPUTS;
    }

    private TrainingPlan plan() {
        Optimizer rule = Optimizers.parse(optimizer, Map.of());
        TrainingPlan plan = TrainingPlan.of(rule, minimised())
                .withEpochs(2)
                .withBatchSize(batch.size)
                .withSeed(9);
        return switch (option) {
            case ACCUMULATED, NORMALIZED_MEMBERS -> plan.withAccumulate(3);
            case SCHEDULED -> plan.with(Scheduling.NONE.withLearningRate(Schedule.parse("cosine:warmup=20%")));
            default -> plan;
        };
    }

    /** Normal features; targets that every loss takes: class indices, or numbers from 0.1 to 1. */
    private Dataset data() {
        SeededRandom random = new SeededRandom(RandomKey.of(11).fold("bits"));
        int columns = minimised().targetColumns(outputs());
        int rows = batch.rows;
        float[] x = new float[rows * INPUTS];
        float[] y = new float[rows * columns];
        float[] weights = new float[rows];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextNormal();
        }
        for (int i = 0; option.embeds() && i < x.length; i += INPUTS) {
            for (int t = 0; t < CODES.length; t++) {
                x[i + INPUTS - CODES.length + t] = random.nextInt(CODES[t]);
            }
        }
        for (int i = 0; i < y.length; i++) {
            float unit = random.nextFloat();
            y[i] = columns == 1 ? (int) (unit * OUTPUTS) : 0.1f + 0.9f * unit;
        }
        for (int r = 0; r < rows; r++) {
            weights[r] = random.nextFloat();
        }
        return new Dataset(x, INPUTS, y, columns, option == Option.ROW_WEIGHTS ? weights : null, rows);
    }
}
