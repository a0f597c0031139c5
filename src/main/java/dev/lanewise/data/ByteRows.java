package dev.lanewise.data;

/**
 * Features of which each is one of 256 numbers, such as standardised brightnesses of pixels, kept as bytes: a quarter of the room, and of the time that memory takes that is touched for the
 * first time. They become floats when a batch is filled.
 */
final class ByteRows implements FeatureRows {

    /** Bytes of an array, about. While a long one is made and cleared no thread can collect garbage, so that all that allocate wait. */
    private static final int BLOCK = 1 << 20;

    private static final int VALUES = 256;

    private final int rows;
    private final int inputs;
    private final int shift;
    private final byte[][] blocks;
    private final float[] numbers;

    /**
     * Makes rows of zeros.
     *
     * @param numbers what each of the 256 unsigned bytes stands for, all finite
     */
    ByteRows(int rows, int inputs, float[] numbers) {
        if (numbers.length != VALUES) {
            throw new IllegalArgumentException(numbers.length + " numbers for " + VALUES + " bytes");
        }
        this.rows = rows;
        this.inputs = inputs;
        this.numbers = numbers;
        shift = Math.max(0, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(BLOCK / inputs));
        int most = 1 << shift;
        blocks = new byte[(int) ((rows + most - 1L) / most)][];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = new byte[Math.min(most, rows - (b << shift)) * inputs];
        }
    }

    /** Returns the array that has a row. */
    byte[] array(int row) {
        return blocks[row >>> shift];
    }

    /** Returns where in its array a row begins. */
    int offset(int row) {
        return (row & (1 << shift) - 1) * inputs;
    }

    @Override
    public void copy(int row, float[] to, int at) {
        byte[] from = array(row);
        int offset = offset(row);
        for (int i = 0; i < inputs; i++) {
            to[at + i] = numbers[from[offset + i] & 0xFF];
        }
    }

    @Override
    public float[] all() {
        float[] all = new float[(int) size()];
        for (int row = 0; row < rows; row++) {
            copy(row, all, row * inputs);
        }
        return all;
    }

    @Override
    public long size() {
        return (long) rows * inputs;
    }

    @Override
    public int firstNotFinite() {
        return -1;
    }
}
