package dev.lanewise.bench;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.NetworkSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network and a batch to measure with.
 *
 * @param widths inputs, units of the hidden layers, outputs
 * @param batch rows of a step
 * @param activation activation of the hidden layers
 * @param loss name of the loss
 */
public record Workload(List<Integer> widths, int batch, Activation activation, String loss) {

    private static final long MOST_ELEMENTS = 1_000_000_000;

    private static final int NARROW = 96;

    /** Well-known workloads by name. */
    public static final Map<String, Workload> CASES = cases();

    /** Checks the sizes. */
    public Workload {
        widths = List.copyOf(widths);
        if (widths.size() < 2) {
            throw new UserException("A network has at least two widths, its inputs and its outputs, such as 4,16,3.");
        }
        long widest = widths.stream().mapToLong(width -> width).max().orElse(0);
        if (widest * batch > MOST_ELEMENTS) {
            throw new UserException("A batch of " + batch + " rows by " + widest
                    + " columns is too large; rows times columns may be " + MOST_ELEMENTS + ". Use smaller ones.");
        }
        if ("softmax-cross-entropy".equals(loss) && widths.getLast() < 2) {
            throw new UserException("softmax-cross-entropy needs at least two outputs. Use sigmoid-binary-cross-entropy"
                    + " for one, or widths such as 4,16,3.");
        }
        // Refuses what has too many parameters.
        spec(widths, activation);
    }

    private static Map<String, Workload> cases() {
        Map<String, Workload> cases = new LinkedHashMap<>();
        String softmax = "softmax-cross-entropy";
        cases.put("tiny", new Workload(List.of(4, 16, 3), 32, Activation.RELU, softmax));
        cases.put("small", new Workload(List.of(30, 64, 64, 1), 128, Activation.RELU, "sigmoid-binary-cross-entropy"));
        cases.put("chains", new Workload(List.of(4, 32, 16, 4), 10_000, Activation.TANH, "mean-squared-error"));
        cases.put("mnist", new Workload(List.of(784, 512, 256, 10), 128, Activation.RELU, softmax));
        cases.put("wide", new Workload(List.of(1024, 2048, 2048, 1024, 100), 256, Activation.RELU, softmax));
        return Collections.unmodifiableMap(cases);
    }

    /** Returns a known workload; the name must be one of {@link #CASES}. */
    public static Workload named(String name) {
        return Objects.requireNonNull(CASES.get(name), name);
    }

    /** Returns the name of the known workload that this is; null where it is none. */
    public @Nullable String caseName() {
        for (Map.Entry<String, Workload> known : CASES.entrySet()) {
            if (known.getValue().equals(this)) {
                return known.getKey();
            }
        }
        return null;
    }

    /** Returns the number of inputs. */
    public int inputs() {
        return widths.getFirst();
    }

    /** Returns the number of outputs. */
    public int outputs() {
        return widths.getLast();
    }

    /** Returns a sibling that takes less time: fewer rows and narrower layers, with what is left over of tiles and vectors much the same. */
    Workload narrow() {
        return new Workload(widths.stream().map(Workload::narrow).toList(), narrow(batch), activation, loss);
    }

    private static int narrow(int size) {
        return size < 2 * NARROW ? size : NARROW + size % NARROW;
    }

    /** Returns the network. */
    public NetworkSpec spec() {
        return spec(widths, activation);
    }

    private static NetworkSpec spec(List<Integer> widths, Activation activation) {
        return NetworkSpec.perceptron(
                widths.getFirst(), widths.subList(1, widths.size() - 1), activation, 0, widths.getLast());
    }

    /**
     * Returns the floating-point operations of the products of a training step, a multiply-add counted as 2: three products a layer, two in
     * the first, whose input gradient nobody needs.
     */
    public double stepFlops() {
        double sum = 0;
        for (int i = 1; i < widths.size(); i++) {
            sum += (i == 1 ? 2.0 : 3.0) * widths.get(i - 1) * widths.get(i);
        }
        return 2 * batch * sum;
    }
}
