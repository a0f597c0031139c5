package dev.lanewise.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The one place that chooses the vector width: system property {@code lanewise.vectorBits}, or else what the CPU prefers. */
final class Lanes {

    static final VectorSpecies<Float> FLOAT = choose();
    static final VectorSpecies<Integer> INT = VectorSpecies.of(int.class, FLOAT.vectorShape());
    static final VectorSpecies<Double> DOUBLE = VectorSpecies.of(double.class, FLOAT.vectorShape());

    /**
     * The class of the vectors of {@link #FLOAT}. {@code Lanes.TYPE.cast(v)} for every {@code v} that comes from a load, and for what comes from a loop or from branches that join before it is
     * stored: there C2 takes the class from profiles of the Vector API's methods, which all widths in a JVM share, and in some processes leaves vectors objects. In place: of a method that loads
     * and casts, C2 does not inline every call in a long loop.
     */
    static final Class<? extends FloatVector> TYPE = FloatVector.zero(FLOAT).getClass();

    /**
     * The same for {@link #INT}, and in long methods for every vector that a method is called on: without it C2 takes the class from profiles there, too, and in some
     * processes, by the order in which it inlines, leaves the vectors objects.
     */
    static final Class<? extends IntVector> INT_TYPE = IntVector.zero(INT).getClass();

    static final Class<? extends DoubleVector> DOUBLE_TYPE =
            DoubleVector.zero(DOUBLE).getClass();

    /** For a few columns, whatever the width. */
    static final VectorSpecies<Float> NARROW = FloatVector.SPECIES_128;

    static final Class<? extends FloatVector> NARROW_TYPE =
            FloatVector.zero(NARROW).getClass();

    /** For what is left of a row of vectors of 512 bits. */
    static final VectorSpecies<Float> HALF = FloatVector.SPECIES_256;

    static final Class<? extends FloatVector> HALF_TYPE = FloatVector.zero(HALF).getClass();

    private Lanes() {}

    private static VectorSpecies<Float> choose() {
        return switch (Width.requested()) {
            case 128 -> FloatVector.SPECIES_128;
            case 256 -> FloatVector.SPECIES_256;
            case 512 -> FloatVector.SPECIES_512;
            default -> preferred();
        };
    }

    private static VectorSpecies<Float> preferred() {
        return switch (Math.min(512, preferredBits())) {
            case 512 -> FloatVector.SPECIES_512;
            case 256 -> FloatVector.SPECIES_256;
            default -> FloatVector.SPECIES_128;
        };
    }

    /** Width of the CPU's registers as the JVM sees it. */
    static int preferredBits() {
        return VectorShape.preferredShape().vectorBitSize();
    }

    /** Width in use. */
    static int bits() {
        return FLOAT.vectorBitSize();
    }

    /** Makes sure that the three species are one shape; loading this class loads the Vector API. */
    static boolean consistent() {
        return FloatVector.zero(FLOAT).bitSize() == IntVector.zero(INT).bitSize()
                && DoubleVector.zero(DOUBLE).bitSize() == bits();
    }
}
