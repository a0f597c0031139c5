package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Team;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A team takes each row through all layers once, in their order, and each part of each gradient once, behind all deltas. */
class RowRegionsTest {

    private static final int UNITS = 100;

    /** What was done: a layer, and rows from and to, or a part and the number of parts. */
    private record Done(String what, int layer, int from, int to) {}

    private static class Fake extends RowPass {
        private final int layer;
        private final long work;
        private final int weights;
        private final ConcurrentLinkedQueue<Done> done;

        Fake(int layer, int weights, long work, ConcurrentLinkedQueue<Done> done) {
            super(UNITS, 1, true, true);
            this.layer = layer;
            this.work = work;
            this.weights = weights;
            this.done = done;
        }

        @Override
        void begin(float[] x, int xOffset, int rows) {
            done.add(new Done("begin", layer, xOffset, rows));
        }

        @Override
        void forward(float[] x, int xOffset, int rows) {
            throw new AssertionError("layer by layer");
        }

        @Override
        void backward(float[] gradients, boolean add, @Nullable LayerPass before) {
            throw new AssertionError("layer by layer");
        }

        @Override
        void forwardRows(int from, int to, int member) {
            done.add(new Done("forward", layer, from, to));
        }

        @Override
        void deltaRows(LayerPass target, int from, int to, int member) {
            assertEquals(layer - 1, ((Fake) target).layer);
            done.add(new Done("delta", layer, from, to));
        }

        @Override
        void deltaWritten(int rowFrom, int rowTo, int columnFrom, int columnTo) {
            assertEquals(UNITS, columnTo - columnFrom);
            done.add(new Done("written", layer, rowFrom, rowTo));
        }

        @Override
        void gradientPart(float[] gradients, boolean add, int part, int parts, int member) {
            assertTrue(add);
            assertEquals(7, gradients.length);
            done.add(new Done("gradient", layer, part, parts));
        }

        @Override
        int weights() {
            return weights;
        }

        @Override
        long work() {
            return work;
        }
    }

    private static List<Done> of(List<Done> all, String what, int layer) {
        return all.stream()
                .filter(one -> one.what.equals(what) && one.layer == layer)
                .toList();
    }

    private static void check(int threads, int rows, int members, long work) {
        ConcurrentLinkedQueue<Done> queue = new ConcurrentLinkedQueue<>();
        LayerPass[] passes =
                IntStream.range(0, 3).mapToObj(i -> new Fake(i, 5, work, queue)).toArray(LayerPass[]::new);
        LayerPass[] targets = {null, passes[0], passes[1]};
        try (Team team = Team.of(threads)) {
            RowRegions regions =
                    Objects.requireNonNull(RowRegions.of(team, passes, targets, members, System::nanoTime));
            for (int i = 0; i < passes.length; i++) {
                regions.begin(i, new float[9], 2, rows);
            }
            regions.forward(rows, true);
            regions.backward(new float[7], true);
        }
        List<Done> all = List.copyOf(queue);
        String what = threads + " threads, " + rows + " rows, " + members + " members, work " + work;
        boolean parallel = 3 * work * rows >= 1 << 18;
        for (int layer = 0; layer < 3; layer++) {
            assertEquals(List.of(new Done("begin", layer, 2, rows)), of(all, "begin", layer), what);
            List<Done> forward = of(all, "forward", layer);
            checkRows(forward, rows, members, what);
            assertTrue(!parallel || rows < 4 * threads * members || forward.size() >= Math.min(threads, 2), what);
            assertEquals(
                    layer == 0 ? 0 : forward.size(), of(all, "delta", layer).size(), what);
            checkRows(of(all, layer == 2 ? "written" : "delta", layer == 0 ? 1 : layer), rows, members, what);
            List<Done> parts = of(all, "gradient", layer);
            assertEquals(
                    parts.size(), parts.stream().mapToInt(Done::from).distinct().count(), what);
            assertTrue(parts.stream().allMatch(one -> one.to == parts.size() && one.from < one.to), what);
            assertTrue(!parts.isEmpty() && parts.size() <= threads && (!parallel || parts.size() >= 2), what);
            for (Done tile : forward) {
                if (layer > 0) {
                    assertTrue(
                            all.indexOf(tile) > all.indexOf(new Done("forward", layer - 1, tile.from, tile.to)), what);
                }
                assertTrue(all.indexOf(parts.getFirst()) > all.indexOf(tile), what);
            }
        }
        int lastDelta = IntStream.range(0, all.size())
                .filter(i -> all.get(i).what.equals("delta"))
                .max()
                .orElseThrow();
        int firstPart = IntStream.range(0, all.size())
                .filter(i -> all.get(i).what.equals("gradient"))
                .min()
                .orElseThrow();
        assertTrue(lastDelta < firstPart, what);
    }

    /** Each row once, in tiles of whole groups. */
    private static void checkRows(List<Done> tiles, int rows, int members, String what) {
        int[] times = new int[rows];
        for (Done tile : tiles) {
            assertTrue(tile.from < tile.to && tile.from % members == 0, what);
            for (int r = tile.from; r < tile.to; r++) {
                times[r]++;
            }
        }
        assertTrue(IntStream.of(times).allMatch(time -> time == 1), what);
    }

    @Test
    void eachRowAndEachPartOnce() {
        for (int threads : new int[] {2, 3, 8}) {
            for (long work : new long[] {1, 1000, 100_000}) {
                for (int rows : new int[] {1, 7, 64, 77, 600, 1500}) {
                    check(threads, rows, 1, work);
                    check(threads, 5 * rows, 5, work);
                }
            }
        }
    }

    /**
     * Where the team is slower by the clock, the caller goes on alone. Times of steps count from the way forward to the last gradient, for a row: longer batches are not slower. A
     * prediction is a step too.
     */
    @Test
    void theFasterWayIsTaken() {
        for (boolean training : new boolean[] {true, false}) {
            assertEquals(TeamTrial.HALF, together(training, 1, 20, 10, 400, 400));
            assertEquals(TeamTrial.HALF + 9, together(training, 1, 10, 11, 400, 400));
            assertEquals(TeamTrial.HALF, together(training, 1, 20, 11, 400, 600));
            assertEquals(TeamTrial.HALF + 9, together(training, 1, 20, 29, 600, 600));
            assertEquals(TeamTrial.HALF + 9, together(training, 1, 10, 29, 300, 600));
        }
        assertEquals(0, together(true, 0, 1, 1, 200, 200), "little work");
        assertEquals(0, looks);
        assertEquals(TeamTrial.TRIAL + 9, together(true, 1 << 20, 10, 1, 400, 400), "much work");
        assertEquals(0, looks, "no trial of what is certain");
    }

    /** How often a trial looked at the clock. */
    private int looks;

    /** How many of the steps of a trial and nine more a team of four does, of nanoseconds and rows for the team and for the caller. */
    private int together(boolean training, int work, int team, int alone, int teamRows, int aloneRows) {
        ConcurrentLinkedQueue<Done> queue = new ConcurrentLinkedQueue<>();
        long[] now = {0};
        int[] taking = {0};
        Queue<Thread> doers = new ConcurrentLinkedQueue<>();
        Fake last = new Fake(1, 5, 1000L * work, queue) {
            @Override
            void deltaRows(LayerPass target, int from, int to, int member) {
                super.deltaRows(target, from, to, member);
                doers.add(Thread.currentThread());
                leaveTime();
            }

            @Override
            void gradientPart(float[] gradients, boolean add, int part, int parts, int member) {
                super.gradientPart(gradients, add, part, parts, member);
                doers.add(Thread.currentThread());
                leaveTime();
            }

            /** For other threads to take part, did they have a share. */
            private void leaveTime() {
                LockSupport.parkNanos(50_000);
            }
        };
        Fake first = new Fake(0, 5, 1000L * work, queue) {
            @Override
            void gradientPart(float[] gradients, boolean add, int part, int parts, int member) {
                super.gradientPart(gradients, add, part, parts, member);
                if (part == 0) { // one thread alone, for others at once would lose what it adds
                    now[0] += taking[0];
                }
            }

            @Override
            void forwardRows(int from, int to, int member) {
                super.forwardRows(from, to, member);
                if (!training && from == 0) {
                    now[0] += taking[0];
                }
            }
        };
        LayerPass[] targets = {null, first};
        int count = 0;
        try (Team members = Team.of(4)) {
            LongSupplier clock = () -> {
                looks++;
                return now[0];
            };
            looks = 0;
            RowRegions regions =
                    Objects.requireNonNull(RowRegions.of(members, new LayerPass[] {first, last}, targets, 1, clock));
            for (int step = 0; step < TeamTrial.TRIAL + 9; step++) {
                queue.clear();
                doers.clear();
                boolean first16 = step < TeamTrial.HALF;
                int rows = first16 ? teamRows : aloneRows;
                taking[0] = first16 ? team : alone;
                regions.forward(rows, training);
                int tiles = of(List.copyOf(queue), "forward", 1).size();
                if (training) {
                    regions.backward(new float[7], true);
                    int parts = of(List.copyOf(queue), "gradient", 0).size();
                    assertTrue(parts == 1 || parts == 4);
                    assertTrue(parts == 1 || tiles >= 4, tiles + " tiles");
                }
                count += tiles >= 4 ? 1 : 0;
                assertTrue(tiles >= 4 || doers.stream().allMatch(Thread.currentThread()::equals), "the caller alone");
            }
        }
        return count;
    }

    /** A team that is closed is refused, also where the caller would do without it. */
    @Test
    void aClosedTeamIsRefused() {
        Team team = Team.of(2);
        LayerPass[] passes = {new Fake(0, 5, 1, new ConcurrentLinkedQueue<>())};
        RowRegions regions = Objects.requireNonNull(RowRegions.of(team, passes, new LayerPass[1], 1, System::nanoTime));
        regions.forward(1, false);
        team.close();
        assertThrows(IllegalStateException.class, () -> regions.forward(1, false));
    }

    /** No rows are no work. */
    @Test
    void noRows() {
        ConcurrentLinkedQueue<Done> queue = new ConcurrentLinkedQueue<>();
        LayerPass[] passes = {new Fake(0, 5, 1000, queue)};
        try (Team team = Team.of(2)) {
            RowRegions regions =
                    Objects.requireNonNull(RowRegions.of(team, passes, new LayerPass[1], 1, System::nanoTime));
            regions.forward(0, true);
            regions.backward(new float[7], true);
        }
        assertEquals(List.of(new Done("gradient", 0, 0, 1)), List.copyOf(queue));
    }

    @Test
    void largeNetworksAndOneThreadGoLayerByLayer() {
        ConcurrentLinkedQueue<Done> queue = new ConcurrentLinkedQueue<>();
        LayerPass[] small = {new Fake(0, 1 << 16, 1, queue), new Fake(1, 1 << 16, 1, queue)};
        LayerPass[] large = {new Fake(0, (1 << 16) + 1, 1, queue)};
        LayerPass[] deep = IntStream.range(0, 5)
                .mapToObj(i -> new Fake(i, 1 << 16, 1, queue))
                .toArray(LayerPass[]::new);
        LayerPass[] targets = new LayerPass[5];
        try (Team one = Team.of(1);
                Team two = Team.of(2)) {
            assertNotNull(RowRegions.of(two, small, targets, 1, System::nanoTime));
            assertNull(RowRegions.of(one, small, targets, 1, System::nanoTime));
            assertNull(RowRegions.of(two, large, targets, 1, System::nanoTime));
            assertNull(RowRegions.of(two, deep, targets, 1, System::nanoTime));
        }
    }
}
