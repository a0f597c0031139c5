package dev.lanewise.optim;

import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.SumKernel;
import dev.lanewise.optim.ParameterGroups.Factors;
import java.util.ArrayList;
import java.util.List;

/**
 * The state of a rule that looks at whole tensors. Its passes run over blocks of {@value SumKernel#BLOCK} elements counted from the start of the tensor, so
 * that a block's elements are still in the cache when they are summed; sums of blocks are added in order, by the contract.
 */
abstract class TensorState extends OptimizerState {

    /**
     * A tensor that is not frozen.
     *
     * @param tensor the tensor
     * @param index its index in the layout
     * @param factors its factors
     */
    record Piece(Tensor tensor, int index, Factors factors) {
        int from() {
            return tensor.offset();
        }

        int to() {
            return tensor.offset() + tensor.size();
        }
    }

    /** Memory of one member of the team. */
    static final class Scratch {
        final float[] block = new float[SumKernel.BLOCK];
        final double[] lanes = new double[SumKernel.LANES];
    }

    final List<Piece> pieces;

    /** Sums of the blocks of a tensor, two kinds. */
    final double[] first;

    final double[] second;

    private Scratch[] scratch = {};

    TensorState(Optimizer optimizer, ParameterGroups groups) {
        super(optimizer, groups);
        List<Piece> found = new ArrayList<>();
        int largest = 0;
        for (int i = 0; i < groups.layout().tensors().size(); i++) {
            Tensor tensor = groups.layout().tensors().get(i);
            if (!groups.factors(i).frozen() && tensor.size() > 0) {
                found.add(new Piece(tensor, i, groups.factors(i)));
                largest = Math.max(largest, tensor.size());
            }
        }
        pieces = List.copyOf(found);
        first = new double[largest / SumKernel.BLOCK + 1];
        second = new double[largest / SumKernel.BLOCK + 1];
    }

    /**
     * Does a pass over one block.
     *
     * @param index index of the block in its tensor
     * @param own memory of the calling thread
     */
    abstract void block(int phase, Kernels twins, float[] w, float[] g, int from, int to, int index, Scratch own);

    /** Runs a pass over a tensor. */
    final void pass(int phase, Piece piece) {
        if (scratch.length < team().threads()) {
            scratch = new Scratch[team().threads()];
            for (int i = 0; i < scratch.length; i++) {
                scratch[i] = new Scratch();
            }
        }
        pass(phase, piece.from(), piece.to());
    }

    /** The sum over a tensor of what its blocks summed. */
    static double total(double[] sums, Piece piece) {
        double total = 0;
        for (int i = 0; i < (piece.tensor().size() + SumKernel.BLOCK - 1) / SumKernel.BLOCK; i++) {
            total += sums[i];
        }
        return total;
    }

    @Override
    final void tile(int phase, Kernels twins, float[] w, float[] g, int start, int from, int to, int member) {
        for (int at = from; at < to; at += SumKernel.BLOCK) {
            int end = Math.min(to, at + SumKernel.BLOCK);
            block(phase, twins, w, g, at, end, (at - start) / SumKernel.BLOCK, scratch[member]);
        }
    }
}
