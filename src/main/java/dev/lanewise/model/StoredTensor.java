package dev.lanewise.model;

import dev.lanewise.core.Tensor;
import java.util.Arrays;

/**
 * A tensor of a safetensors file. The values may be a part of a larger array, so that a slab of parameters is written without a copy.
 *
 * @param name unique in its file
 * @param shape sizes, row-major, the last index runs fastest; empty for a single value
 * @param values array that holds the elements
 * @param offset index of the first element in {@code values}
 */
public record StoredTensor(String name, int[] shape, float[] values, int offset) {

    /** Checks that the elements lie inside the array. */
    public StoredTensor {
        int size = size(shape);
        if (offset < 0 || offset > values.length - size) {
            throw new IllegalArgumentException(
                    "tensor " + name + " of " + size + " elements does not lie inside its array");
        }
    }

    /** Wraps a vector. */
    public static StoredTensor vector(String name, float[] values) {
        return new StoredTensor(name, new int[] {values.length}, values, 0);
    }

    /** Wraps a tensor of a slab; a bias of one row is a vector. */
    static StoredTensor of(String name, Tensor tensor, float[] slab) {
        return new StoredTensor(name, shape(tensor), slab, tensor.offset());
    }

    static int[] shape(Tensor tensor) {
        return tensor.kind() == Tensor.Kind.BIAS && tensor.rows() == 1
                ? new int[] {tensor.columns()}
                : new int[] {tensor.rows(), tensor.columns()};
    }

    /** Returns the number of elements. */
    public int size() {
        return size(shape);
    }

    private static int size(int[] shape) {
        int size = 1;
        for (int n : shape) {
            size = Math.multiplyExact(size, n);
        }
        return size;
    }

    /** Returns the sizes as text, for example {@code [4, 16]}. */
    String shapeText() {
        return Arrays.toString(shape);
    }
}
