package dev.lanewise.optim;

import dev.lanewise.core.Team;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.TileTask;
import java.util.List;

/**
 * Runs a pass over neighbouring tensors, of each of which every member of a team has a part: whole rows where there are enough, the weights of some inputs. Of a small network, and of most layers with
 * less than a million weights and up to 384 outputs, in a team of up to four up to 1,024, a member computes the gradients of the same inputs, and finds them in its caches; of others, whose gradients
 * are shared by outputs, some of them. Parts of outputs would be short pieces, which took longer than they gained.
 */
final class Shares implements TileTask {

    /** Elements that start cache lines where the tensor does. */
    private static final int LINE = 16;

    /** The fewest rows for each member, where members share rows. */
    private static final int LEAST_ROWS = 8;

    private final Tiles.Pass pass;
    private final int threads;
    private final int[] starts;
    private final int[] ends;
    private int count;

    /**
     * Cuts tensors.
     *
     * @param threads members of the team
     */
    Shares(Tiles.Pass pass, List<Tensor> tensors, int threads) {
        this.pass = pass;
        this.threads = threads;
        int tiles = 0;
        for (Tensor tensor : tensors) {
            tiles += threads * tiles(tensor);
        }
        starts = new int[tiles];
        ends = new int[tiles];
        for (int share = 0; share < threads; share++) {
            for (Tensor tensor : tensors) {
                cut(tensor, share);
            }
        }
    }

    /** Whether it was made for so many threads. */
    boolean fits(int members) {
        return threads == members;
    }

    /** Number of tiles, of each member as many. */
    int tiles() {
        return count;
    }

    /** Runs the pass over all tensors. */
    void run(Team team) {
        team.run(this, count);
    }

    @Override
    public void run(int tile, int member) {
        pass.tile(0, starts[tile], starts[tile], ends[tile], member);
    }

    /** Tiles of a member's part. */
    private int tiles(Tensor tensor) {
        return Math.ceilDiv(Math.ceilDiv(tensor.size(), threads), Tiles.SIZE);
    }

    private void cut(Tensor tensor, int share) {
        int unit = tensor.rows() >= LEAST_ROWS * threads ? tensor.columns() : LINE;
        int units = Math.ceilDiv(tensor.size(), unit);
        int from = part(units, share, threads) * unit;
        int to = Math.min(tensor.size(), part(units, share + 1, threads) * unit);
        int lines = Math.ceilDiv(Math.max(0, to - from), LINE);
        int tiles = tiles(tensor);
        for (int i = 0; i < tiles; i++) {
            starts[count] = tensor.offset() + Math.min(to, from + part(lines, i, tiles) * LINE);
            ends[count] = tensor.offset() + Math.min(to, from + part(lines, i + 1, tiles) * LINE);
            count++;
        }
    }

    /** Where a part begins. */
    private static int part(int whole, int part, int parts) {
        return (int) ((long) whole * part / parts);
    }
}
