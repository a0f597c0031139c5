package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.optim.GradientClipping;
import dev.lanewise.optim.MaxNorm;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Penalty;
import dev.lanewise.schedule.Length;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.Averaging;
import dev.lanewise.train.Regularization;
import dev.lanewise.train.Scheduling;
import dev.lanewise.train.TensorChoice;
import dev.lanewise.train.TensorFactors;
import dev.lanewise.train.TrainingPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that refine a training plan: schedules, accumulation, averages, what holds weights down, factors by layer. What is null was not given. */
final class PlanOptions {

    @Option(
            names = "--schedule",
            paramLabel = "S",
            converter = Schedules.class,
            description =
                    "Schedule of the learning rate, such as cosine:warmup=5%% or step:every=10,factor=0.5; 'lanewise"
                            + " schedules' explains and draws them. Default: coslog4, but a fixed rate with"
                            + " --optimizer; plain: a fixed rate.")
    @Nullable
    Schedule schedule;

    @Option(
            names = "--momentum-schedule",
            paramLabel = "S",
            converter = Schedules.class,
            description = "Schedule of the momentum, or beta1 in Adam's family, such as onecycle-momentum.")
    @Nullable
    Schedule momentumSchedule;

    @Option(
            names = "--weight-decay-schedule",
            paramLabel = "S",
            converter = Schedules.class,
            description = "Schedule of the weight decay.")
    @Nullable
    Schedule weightDecaySchedule;

    @Option(
            names = "--dropout-schedule",
            paramLabel = "S",
            converter = Schedules.class,
            description = "Schedule of the dropout.")
    @Nullable
    Schedule dropoutSchedule;

    @Option(
            names = "--accumulate",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Batches whose gradients are added for one step. Default: 1.")
    @Nullable
    Integer accumulate;

    @Option(
            names = "--ema",
            paramLabel = "D",
            converter = Numbers.ShareOrNone.class,
            description =
                    "Judge and keep the exponential moving average of the weights; D of it stays at each step, such as"
                            + " 0.999; 0 for none. Default: of about the last three epochs; plain: none.")
    @Nullable
    Double ema;

    @Option(
            names = "--swa",
            paramLabel = "START",
            converter = Lengths.class,
            description =
                    "Judge and keep the mean of the weights of all epochs after START: an epoch, or a share such as"
                            + " 75%%.")
    @Nullable
    Length swa;

    @Option(
            names = "--clip-value",
            paramLabel = "V",
            converter = Numbers.Positive.class,
            description = "Clip every element of the gradients to -V to V.")
    @Nullable
    Double clipValue;

    @Option(
            names = "--clip-norm",
            paramLabel = "V",
            converter = Numbers.Positive.class,
            description = "Scale the gradients of each weight matrix and bias down to the norm V.")
    @Nullable
    Double clipNorm;

    @Option(
            names = "--clip-global-norm",
            paramLabel = "V",
            converter = Numbers.Positive.class,
            description = "Scale all gradients down to the norm V of all together.")
    @Nullable
    Double clipGlobalNorm;

    @Option(
            names = "--l1",
            paramLabel = "V",
            converter = Numbers.NotNegative.class,
            description = "Add V times the sum of the weights' magnitudes to what is minimised.")
    @Nullable
    Double l1;

    @Option(
            names = "--l2",
            paramLabel = "V",
            converter = Numbers.NotNegative.class,
            description = "Add V / 2 times the sum of the weights' squares to what is minimised.")
    @Nullable
    Double l2;

    @Option(
            names = "--max-norm",
            paramLabel = "V",
            converter = Numbers.Positive.class,
            description = "Limit the norm of the weights into each unit to V.")
    @Nullable
    Double maxNorm;

    @Option(
            names = "--freeze",
            paramLabel = "PART",
            split = ",",
            converter = Parts.class,
            description =
                    "Leave parts as they are: layer1 (the first dense layer), output, weights, biases, layer2.biases."
                            + " Several with commas.")
    List<TensorChoice> freeze = new ArrayList<>();

    @Option(
            names = "--rate-factor",
            paramLabel = "PART=F",
            split = ",",
            converter = {Parts.class, Numbers.NotNegative.class},
            description = "Multiply the learning rate of parts, such as biases=0.1,layer2=0.5.")
    Map<TensorChoice, Double> rateFactors = new LinkedHashMap<>();

    @Option(
            names = "--decay-factor",
            paramLabel = "PART=F",
            split = ",",
            converter = {Parts.class, Numbers.NotNegative.class},
            description = "Multiply the weight decay of parts, such as biases=0.")
    Map<TensorChoice, Double> decayFactors = new LinkedHashMap<>();

    /** Hands everything on that was given. */
    void applyTo(ModelTrainer trainer, UnaryOperator<Optimizer> optimizer) {
        Averaging averaging = averaging();
        Regularization regularization = regularization();
        trainer.plan(plan -> {
            TrainingPlan refined = accumulate == null ? plan : plan.withAccumulate(accumulate);
            refined = averaging == null ? refined : refined.with(averaging);
            return refined.with(optimizer.apply(refined.optimizer()))
                    .with(scheduling(refined.scheduling()))
                    .with(regularization)
                    .with(factors(refined.factors()));
        });
    }

    /** What was given in the place of what there is. */
    private Scheduling scheduling(Scheduling standard) {
        return new Scheduling(
                schedule == null ? standard.learningRate() : schedule,
                momentumSchedule == null ? standard.momentum() : momentumSchedule,
                weightDecaySchedule == null ? standard.weightDecay() : weightDecaySchedule,
                dropoutSchedule == null ? standard.dropout() : dropoutSchedule);
    }

    /** Values by the names of options that a sweep of rates makes no use of. */
    Map<String, @Nullable Object> unusedBySweep() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("--schedule", schedule);
        values.put("--momentum-schedule", momentumSchedule);
        values.put("--weight-decay-schedule", weightDecaySchedule);
        values.put("--dropout-schedule", dropoutSchedule);
        values.put("--ema", ema);
        values.put("--swa", swa);
        return values;
    }

    private @Nullable Averaging averaging() {
        if (ema != null && swa != null) {
            throw new UserException("Give either --ema or --swa, not both.");
        }
        if (ema != null) {
            return ema == 0 ? Averaging.NONE : Averaging.exponential(ema);
        }
        return swa != null ? Averaging.stochastic(swa) : null;
    }

    private Regularization regularization() {
        List<GradientClipping> clippings = new ArrayList<>();
        add(clippings, GradientClipping.Kind.VALUE, clipValue);
        add(clippings, GradientClipping.Kind.NORM, clipNorm);
        add(clippings, GradientClipping.Kind.GLOBAL_NORM, clipGlobalNorm);
        if (clippings.size() > 1) {
            throw new UserException("Give one of --clip-value, --clip-norm and --clip-global-norm.");
        }
        Regularization held = Regularization.NONE;
        held = held.with(new Penalty(l1 == null ? 0 : l1, l2 == null ? 0 : l2));
        held = clippings.isEmpty() ? held : held.with(clippings.getFirst());
        return maxNorm == null ? held : held.with(new MaxNorm(maxNorm));
    }

    private static void add(List<GradientClipping> clippings, GradientClipping.Kind kind, @Nullable Double limit) {
        if (limit != null) {
            clippings.add(GradientClipping.of(kind, limit));
        }
    }

    private TensorFactors factors(TensorFactors standard) {
        TensorFactors factors = standard;
        for (TensorChoice part : freeze) {
            factors = factors.freeze(part);
        }
        for (Map.Entry<TensorChoice, Double> entry : rateFactors.entrySet()) {
            factors = factors.rate(entry.getKey(), entry.getValue());
        }
        for (Map.Entry<TensorChoice, Double> entry : decayFactors.entrySet()) {
            factors = factors.decay(entry.getKey(), entry.getValue());
        }
        return factors;
    }

    /** Reads schedules. */
    static final class Schedules implements ITypeConverter<Schedule> {
        @Override
        public Schedule convert(String text) {
            try {
                return Schedule.parse(text);
            } catch (UserException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Reads places. */
    static final class Lengths implements ITypeConverter<Length> {
        @Override
        public Length convert(String text) {
            try {
                Length length = Length.parse(text);
                if (length.unit() != Length.Unit.REST) {
                    return length;
                }
            } catch (UserException e) {
                // told below, with the range
            }
            throw Numbers.refuse(text, "epochs (5), steps (500s) or a share of the training (75%)");
        }
    }

    /** Reads parts of a network. */
    static final class Parts implements ITypeConverter<TensorChoice> {
        @Override
        public TensorChoice convert(String text) {
            try {
                return TensorChoice.parse(text);
            } catch (UserException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
