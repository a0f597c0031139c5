package dev.lanewise.model;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.lanewise.core.Link;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.DatasetView;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.Losses;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Workspace;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Convention;
import dev.lanewise.optim.GradientClipping;
import dev.lanewise.optim.MaxNorm;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.optim.Penalty;
import dev.lanewise.optim.Sgd;
import dev.lanewise.schedule.Horizon;
import dev.lanewise.schedule.Length;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.schedule.Schedules;
import dev.lanewise.schedule.WarmUp;
import dev.lanewise.train.Averaging;
import dev.lanewise.train.Regularization;
import dev.lanewise.train.Scheduling;
import dev.lanewise.train.TensorChoice;
import dev.lanewise.train.TensorFactors;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingPlan;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what all threads of this process allocate in training steps and in predictions, and prints a line for each check that finds more
 * than it allows. A process of its own, for no other thread may allocate meanwhile; see {@link AllocationTest}.
 */
final class AllocationProgram {

    /** What is printed at the end, before the number of checks. */
    static final String DONE = "checks done: ";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Nanoseconds of processor time that the JIT compiler has to be done with a check; shorter once a check has failed. */
    private static final long PATIENCE = 15_000_000_000L;

    private static final long SHORT_PATIENCE = 2_000_000_000L;

    /** Nanoseconds of a window, at least. */
    private static final long WINDOW = 20_000_000L;

    /** The same with a team, whose other members must come to take tiles of every kind. */
    private static final long TEAM_WINDOW = 100_000_000L;

    private static final int OUTPUTS = 3;

    private static volatile float[] planted = {};

    private long window = WINDOW;
    private int checks;
    private int failures;

    private AllocationProgram() {}

    /** Runs all checks. */
    public static void main(String[] arguments) {
        AllocationProgram program = new AllocationProgram();
        program.theMeterSeesOneArray();
        program.steps("small", Kernels.scalar(), 1, 13, 19, 37);
        program.steps("small", Kernels.vector(), 1, 13, 19, 37);
        // Enough for several tiles of every product and of the update.
        program.steps("tiled", Kernels.vector(), 1, 303, 181, 261);
        program.steps("tiled", Kernels.vector(), 2, 303, 181, 261);
        program.window = WINDOW;
        program.prediction();
        program.epochs();
        System.out.println(DONE + program.checks);
    }

    /** The smallest number of bytes that the process allocates in a window of calls, tried until it is at most {@code limit}. */
    private long allocated(long limit, Runnable call) {
        long least = Long.MAX_VALUE;
        long end = PROCESS.getProcessCpuTime() + (failures == 0 ? PATIENCE : SHORT_PATIENCE);
        while (least > limit && PROCESS.getProcessCpuTime() < end) {
            long before = THREADS.getTotalThreadAllocatedBytes();
            long start = System.nanoTime();
            do {
                call.run();
            } while (System.nanoTime() - start < window);
            least = Math.min(least, THREADS.getTotalThreadAllocatedBytes() - before);
        }
        return least;
    }

    private void check(String label, long limit, Runnable call) {
        call.run(); // the trainer makes room for the batch
        long bytes = allocated(limit, call);
        checks++;
        if (bytes > limit) {
            failures++;
            System.out.println(label + ": " + bytes + " bytes in a window");
        }
    }

    private void theMeterSeesOneArray() {
        if (allocated(0, () -> planted = new float[1]) == 0) {
            throw new AssertionError("the meter does not see an array");
        }
    }

    private void steps(String size, Kernels kernels, int threads, int inputs, int units, int rows) {
        String where = size + " network, " + kernels + ", threads " + threads + ", ";
        window = threads == 1 ? WINDOW : TEAM_WINDOW;
        try (Execution execution = Execution.of(kernels, threads)) {
            AllocationBatch batch = new AllocationBatch(inputs, rows);
            Loss classes = new SoftmaxCrossEntropy(0);
            for (Activation activation : Activation.values()) {
                Network network = network(inputs, units, activation);
                step(where + activation.label(), network, Adam.defaults(), classes, execution, batch);
            }
            for (String loss : Losses.names()) {
                Network network = network(inputs, units, Activation.RELU);
                Optimizer gentle = Sgd.defaults().withLearningRate(1e-6);
                step(where + loss, network, gentle, Losses.parse(loss, Map.of()), execution, batch);
            }
            optimizers().forEach((name, optimizer) -> {
                Network network = network(inputs, units, Activation.TANH);
                step(where + name, network, optimizer, classes, execution, batch);
            });
            plans().forEach((name, plan) ->
                    step(where + name, network(inputs, units, Activation.TANH), plan, execution, batch));
            step(where + "members", ensemble(inputs, units), Adam.defaults(), classes, execution, batch);
            step(where + "normalizations", normalized(inputs, units), Adam.defaults(), classes, execution, batch);
            AllocationBatch coded = new AllocationBatch(inputs, batch.rows).coded();
            step(where + "embeddings", embedded(inputs, units), Adam.defaults(), classes, execution, coded);
        }
    }

    /** Plans with schedules and whatever else runs beside a step. */
    private static Map<String, TrainingPlan> plans() {
        TrainingPlan plain = TrainingPlan.of(Optimizers.parse("adamw", Map.of()), new SoftmaxCrossEntropy(0));
        Scheduling fixed = Scheduling.NONE;
        Regularization free = Regularization.NONE;
        Map<String, TrainingPlan> plans = new LinkedHashMap<>();
        for (Schedules.Entry entry : Schedules.all()) {
            Schedule schedule = entry.defaults().alone().warmUp(WarmUp.over(Length.percent(5)));
            plans.put("schedule " + entry.label(), plain.with(fixed.withLearningRate(schedule)));
        }
        Schedule chain = Schedule.parse("linear:for=10%+cosine*exponential:by=epoch");
        plans.put(
                "four schedules",
                plain.with(
                        new Scheduling(chain, Schedule.parse("onecycle-momentum"), chain, Schedule.parse("cosine"))));
        plans.put("exponential average", plain.with(Averaging.exponential(0.99)));
        plans.put("penalty", plain.with(free.with(new Penalty(0.001, 0.001))));
        plans.put("max-norm", plain.with(free.with(new MaxNorm(0.1))));
        for (String clip : List.of("value:0.001", "norm:0.001", "global-norm:0.001")) {
            plans.put("clipping by " + clip, plain.with(free.with(GradientClipping.parse(clip))));
        }
        plans.put(
                "factors",
                plain.with(TensorFactors.NONE.rate(TensorChoice.biases(), 0.1).freeze(TensorChoice.layer(1))));
        return plans;
    }

    private static Network network(int inputs, int units, Activation activation) {
        return Network.input(inputs)
                .dense(units, activation)
                .dropout(0.1)
                .dense(OUTPUTS, Activation.IDENTITY)
                .build(1);
    }

    /** Members in every kind of layer. */
    private static Network ensemble(int inputs, int units) {
        return Network.input(inputs)
                .members(4)
                .scale(false, Initializer.RANDOM_SIGN)
                .dense(units, Activation.RELU)
                .scale(true, Initializer.constant(1))
                .dropout(0.1)
                .dense(OUTPUTS, Activation.IDENTITY)
                .build(1);
    }

    /** Both normalisations in a residual block, by member. */
    private static Network normalized(int inputs, int units) {
        return Network.input(inputs)
                .members(2)
                .dense(units, Activation.IDENTITY)
                .batchNormalization()
                .activation(Activation.GELU)
                .dense(units, Activation.IDENTITY)
                .layerNormalization()
                .activation(Activation.RELU)
                .residual(3)
                .dense(OUTPUTS, Activation.IDENTITY)
                .build(1);
    }

    /** The last two inputs are codes. */
    private static Network embedded(int inputs, int units) {
        return Network.input(inputs)
                .members(2)
                .embedding(8, 30, 2000)
                .dense(units, Activation.RELU)
                .dense(OUTPUTS, Activation.IDENTITY)
                .build(1);
    }

    /** Every optimizer, and the variants that have slabs or kernels of their own. */
    private static Map<String, Optimizer> optimizers() {
        Map<String, Optimizer> optimizers = new LinkedHashMap<>();
        for (String name : Optimizers.names()) {
            optimizers.put(name, Optimizers.parse(name, Map.of()));
        }
        optimizers.put("article", Optimizers.parse("adam", Convention.ARTICLE, Map.of()));
        optimizers.put("centered", Optimizers.parse("rmsprop", Map.of("centered", "true", "momentum", "0.5")));
        return optimizers;
    }

    private void step(
            String label, Network network, Optimizer optimizer, Loss loss, Execution execution, AllocationBatch batch) {
        step(label, network, TrainingPlan.of(optimizer, loss), execution, batch);
    }

    /** Steps with and without weights of the rows. */
    private void step(String label, Network network, TrainingPlan plan, Execution execution, AllocationBatch batch) {
        Trainer trainer = new Trainer(network, plan, execution).horizon(new Horizon(1_000_000, 10));
        float[] y = batch.targets(plan.loss(), OUTPUTS);
        check(label, 0, () -> {
            trainer.trainBatch(batch.x, y, null, batch.rows);
            trainer.trainBatch(batch.x, y, batch.weights, batch.rows);
        });
    }

    private void prediction() {
        float[][] rows = rows(60);
        Table table = Table.of(List.of("a", "b", "larger"), rows);
        Model model =
                ModelTrainer.on(table).hidden(9).epochs(2).threads(1).train().model();
        Predictor predictor = model.predictor();
        float[] row = {0.3f, 0.4f};
        float[] result = new float[predictor.columns()];
        check("a prediction", 0, () -> predictor.predict(row, result));
        for (Link link : Link.values()) {
            Workspace workspace = ensemble(13, 19).workspace(Execution.of(Kernels.vector(), 1), 7, link);
            float[] x = new AllocationBatch(13, 7).x;
            check("the mean of members, " + link, 0, () -> workspace.forward(x, 0, 7));
        }
    }

    /** Once a call the index of the batches, once an epoch a record of it. */
    private void epochs() {
        float[][] rows = rows(4000);
        List<float[]> x = new ArrayList<>();
        int[] classes = new int[rows.length];
        for (int r = 0; r < rows.length; r++) {
            x.add(new float[] {rows[r][0], rows[r][1]});
            classes[r] = (int) rows[r][2];
        }
        Network network = Network.input(2)
                .dense(4, Activation.TANH)
                .dense(2, Activation.IDENTITY)
                .build(1);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            TrainingPlan plan = TrainingPlan.of(Adam.defaults(), new SoftmaxCrossEntropy(0))
                    .withBatchSize(4)
                    .withEpochs(10)
                    .withAccumulate(2)
                    .with(Averaging.stochastic(Length.epochs(1)));
            DatasetView data = Dataset.of(x.toArray(float[][]::new), classes).all();
            Trainer trainer = new Trainer(network, plan, execution);
            check("10 epochs of 1000 steps", 80_000, () -> trainer.fit(data, null));
        }
    }

    /** Rows of two numbers and whether the first is the larger one. */
    private static float[][] rows(int count) {
        SeededRandom random = new SeededRandom(RandomKey.of(2));
        float[][] rows = new float[count][3];
        for (float[] row : rows) {
            row[0] = random.nextFloat();
            row[1] = random.nextFloat();
            row[2] = row[0] > row[1] ? 1 : 0;
        }
        return rows;
    }
}
