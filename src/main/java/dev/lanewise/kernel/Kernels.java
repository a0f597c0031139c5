package dev.lanewise.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.lanewise.core.UserException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One twin of every kernel family: all scalar or all vector. By contract the choice changes no result, only the speed.
 */
public final class Kernels {

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    /** The scalar twins do this many multiply-adds in about the time that compiling the vector twins takes, half a second. */
    private static final long SHORT_RUN = 1_200_000_000L;

    private final String label;
    private final int vectorBits;
    private final ProductKernel products;
    private final ActivationKernel activations;
    private final LossKernel losses;
    private final UpdateKernels updates;
    private final PenaltyKernel penalties;
    private final SumKernel sums;
    private final DropoutKernel dropout;
    private final AverageKernel averages;
    private final ScaleKernel scales;
    private final EmbeddingKernel embeddings;
    private final NormalizeKernel normalizations;

    Kernels(
            String label,
            int vectorBits,
            ProductKernel products,
            ActivationKernel activations,
            LossKernel losses,
            UpdateKernels updates,
            PenaltyKernel penalties,
            SumKernel sums,
            DropoutKernel dropout,
            AverageKernel averages,
            ScaleKernel scales,
            EmbeddingKernel embeddings,
            NormalizeKernel normalizations) {
        this.label = label;
        this.vectorBits = vectorBits;
        this.products = products;
        this.activations = activations;
        this.losses = losses;
        this.updates = updates;
        this.penalties = penalties;
        this.sums = sums;
        this.dropout = dropout;
        this.averages = averages;
        this.scales = scales;
        this.embeddings = embeddings;
        this.normalizations = normalizations;
    }

    /** Returns the scalar twins. They load no class of the Vector API. */
    public static Kernels scalar() {
        return ScalarHolder.KERNELS;
    }

    /**
     * Returns the vector twins, of the width that system property {@code lanewise.vectorBits} (128, 256 or 512) asks for, or else of
     * the CPU's own width.
     *
     * @throws UserException if the module {@code jdk.incubator.vector} is not there
     */
    public static Kernels vector() {
        if (!moduleIsThere()) {
            throw new UserException(
                    "The vector kernels need the module jdk.incubator.vector: start Java with --add-modules"
                            + " jdk.incubator.vector, or use the scalar kernels.");
        }
        return VectorHolder.KERNELS;
    }

    /**
     * Returns the vector twins where they are fast, otherwise the scalar twins after one warning to the logger {@code dev.lanewise}:
     * where the module is not there, where the CPU has no fused multiply-add, or on a JIT compiler that is not known to compile the
     * Vector API well.
     */
    public static Kernels best() {
        String obstacle = obstacle();
        if (obstacle.isEmpty()) {
            return vector();
        }
        if (!WARNED.getAndSet(true)) {
            System.getLogger("dev.lanewise")
                    .log(
                            System.Logger.Level.WARNING,
                            "Slow scalar kernels are in use, with the same results: " + obstacle);
        }
        return scalar();
    }

    /**
     * Returns the kernels that end soonest in a process that starts cold, does some work and ends: {@link #best()}, but the scalar twins
     * for so little work that it is done before the vector twins are compiled. Until then the JVM makes an object of every vector, which is
     * far slower than the scalar twins.
     *
     * @param multiplyAdds about how many the matrix products take, all in all
     */
    public static Kernels forOneRun(long multiplyAdds) {
        return multiplyAdds < SHORT_RUN ? scalar() : best();
    }

    /** Returns why {@link #best()} takes the scalar twins, or an empty text. */
    public static String obstacle() {
        if (!moduleIsThere()) {
            return "the module jdk.incubator.vector is not there; start Java with --add-modules jdk.incubator.vector.";
        }
        if (!"true".equals(flag("UseFMA", "true"))) {
            return "this CPU has no fused multiply-add.";
        }
        boolean c2 = "true".equals(flag("UseJVMCICompiler", "false")) || "true".equals(flag("UseGraalJIT", "false"));
        return c2 ? "this JIT compiler is not known to compile the Vector API well." : "";
    }

    /** The value of a flag of the JVM, or {@code missing} where the JVM does not know it. */
    private static String flag(String name, String missing) {
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (bean == null) {
            return missing;
        }
        try {
            return bean.getVMOption(name).getValue();
        } catch (IllegalArgumentException e) {
            return missing;
        }
    }

    private static boolean moduleIsThere() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** Returns {@code "vector"} or {@code "scalar"}. */
    public String label() {
        return label;
    }

    /** Returns the vector width in bits; 0 for the scalar twins. */
    public int vectorBits() {
        return vectorBits;
    }

    /** Returns the width of the CPU's own vectors in bits; 0 for the scalar twins. */
    public int hardwareBits() {
        return vectorBits == 0 ? 0 : Lanes.preferredBits();
    }

    /** Returns the matrix products. */
    public ProductKernel products() {
        return products;
    }

    /** Returns the activation functions. */
    public ActivationKernel activations() {
        return activations;
    }

    /** Returns the losses. */
    public LossKernel losses() {
        return losses;
    }

    /** Returns the optimizers' updates. */
    public UpdateKernels updates() {
        return updates;
    }

    /** Returns penalties, clipping and constraints. */
    public PenaltyKernel penalties() {
        return penalties;
    }

    /** Returns the sums. */
    public SumKernel sums() {
        return sums;
    }

    /** Returns averages of weights. */
    public AverageKernel averages() {
        return averages;
    }

    /** Returns factors of columns. */
    public ScaleKernel scales() {
        return scales;
    }

    /** Returns tables of embeddings. */
    public EmbeddingKernel embeddings() {
        return embeddings;
    }

    /** Returns normalisations. */
    public NormalizeKernel normalizations() {
        return normalizations;
    }

    /** Returns dropout. */
    public DropoutKernel dropout() {
        return dropout;
    }

    @Override
    public String toString() {
        return vectorBits == 0 ? label : label + ", " + vectorBits + " bits";
    }

    private static final class ScalarHolder {
        static final Kernels KERNELS = new Kernels(
                "scalar",
                0,
                new ProductScalar(),
                new ActivationScalar(),
                new LossScalar(),
                new UpdateKernels(
                        new UpdateDescentScalar(),
                        new UpdateRootScalar(),
                        new UpdateAdamScalar(),
                        new UpdateVariantScalar(),
                        new UpdateLayerScalar()),
                new PenaltyScalar(),
                new SumScalar(),
                new DropoutScalar(),
                new AverageScalar(),
                new ScaleScalar(),
                new EmbeddingScalar(),
                new NormalizeScalar());
    }

    private static final class VectorHolder {
        static final Kernels KERNELS = new Kernels(
                "vector",
                Lanes.bits(),
                ProductVector.of(Lanes.bits()),
                new ActivationVector(),
                new LossVector(),
                new UpdateKernels(
                        new UpdateDescentVector(),
                        new UpdateRootVector(),
                        new UpdateAdamVector(),
                        new UpdateVariantVector(),
                        new UpdateLayerVector()),
                new PenaltyVector(),
                new SumVector(),
                new DropoutVector(),
                new AverageVector(),
                new ScaleVector(),
                new EmbeddingVector(),
                new NormalizeVector());
    }
}
