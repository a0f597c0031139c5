package dev.lanewise.kernel;

/**
 * The vector twin of {@link ProductKernel} for thirty-two registers: outer products in register tiles that read matrices in place or, where {@link ProductPlan} says
 * that it pays, their copies.
 */
final class ProductDirect extends ProductVector {

    private static final int L = Lanes.FLOAT.length();

    /** Starts of chains at +0.0. */
    static final float[] ZEROS = new float[ProductPlan.DIRECT_VECTORS * L];

    @Override
    public void affine(
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int inputs,
            int outputs,
            int rowFrom,
            int rowTo,
            int columnFrom,
            int columnTo,
            ProductScratch scratch) {
        int rows = rowTo - rowFrom;
        int ai = xOffset + rowFrom * inputs;
        int yi = yOffset + rowFrom * outputs;
        int all = columnTo - columnFrom;
        if (all == 1) {
            ProductNarrow.column(
                    rows,
                    x,
                    ai,
                    inputs,
                    w,
                    wOffset + columnFrom,
                    outputs,
                    bias[biasOffset + columnFrom],
                    y,
                    yi + columnFrom,
                    outputs,
                    scratch);
            return;
        }
        if (ProductSweep.pays(rows, inputs, all, outputs)) {
            ProductSweep.along(
                    rows,
                    x,
                    ai,
                    inputs,
                    w,
                    wOffset + columnFrom,
                    outputs,
                    inputs,
                    bias,
                    biasOffset + columnFrom,
                    y,
                    yi + columnFrom,
                    outputs,
                    all);
            return;
        }
        if (ProductPlan.few(rows, all, inputs)) {
            ProductFew.along(
                    rows,
                    x,
                    ai,
                    inputs,
                    w,
                    wOffset + columnFrom,
                    outputs,
                    false,
                    inputs,
                    bias,
                    biasOffset + columnFrom,
                    y,
                    yi + columnFrom,
                    outputs,
                    all,
                    scratch);
            return;
        }
        if (ProductPlan.edge(all, rows)) {
            ProductEdge.along(
                    rows,
                    x,
                    ai,
                    inputs,
                    w,
                    wOffset + columnFrom,
                    outputs,
                    false,
                    inputs,
                    bias,
                    biasOffset + columnFrom,
                    y,
                    yi + columnFrom,
                    outputs,
                    all,
                    scratch);
            return;
        }
        if (all >= L && ProductPlan.shallow(inputs, rows)) {
            ProductBlocks.along(
                    rows,
                    x,
                    ai,
                    inputs,
                    w,
                    wOffset,
                    outputs,
                    false,
                    inputs,
                    bias,
                    biasOffset,
                    y,
                    yi,
                    outputs,
                    columnFrom,
                    columnTo,
                    scratch);
            return;
        }
        ProductForward.along(
                rows,
                x,
                ai,
                inputs,
                w,
                wOffset + columnFrom,
                outputs,
                inputs,
                bias,
                biasOffset + columnFrom,
                y,
                yi + columnFrom,
                outputs,
                all,
                scratch);
    }

    @Override
    public void inputGradient(
            float[] dy,
            int dyOffset,
            float[] w,
            int wOffset,
            float[] dx,
            int dxOffset,
            int inputs,
            int outputs,
            int rowFrom,
            int rowTo,
            int inputFrom,
            int inputTo,
            ProductScratch scratch) {
        int rows = rowTo - rowFrom;
        int ai = dyOffset + rowFrom * outputs;
        int yi = dxOffset + rowFrom * inputs;
        int all = inputTo - inputFrom;
        if (ProductPlan.dots(rows, all, outputs)) {
            int from = wOffset + inputFrom * outputs;
            ProductColumn.column(all, w, from, outputs, dy, ai, 1, outputs, 0, dx, yi + inputFrom, 1, scratch);
            return;
        }
        if (ProductPlan.inputColumn(rows, all)) {
            ProductNarrow.column(
                    rows, dy, ai, outputs, w, wOffset + inputFrom * outputs, 1, 0, dx, yi + inputFrom, inputs, scratch);
            return;
        }
        if (ProductPlan.fewInputs(rows, all, outputs)) {
            ProductFew.along(
                    rows,
                    dy,
                    ai,
                    outputs,
                    w,
                    wOffset + inputFrom * outputs,
                    outputs,
                    true,
                    outputs,
                    ZEROS,
                    0,
                    dx,
                    yi + inputFrom,
                    inputs,
                    all,
                    scratch);
            return;
        }
        if (all < L) {
            ProductEdge.along(
                    rows,
                    dy,
                    ai,
                    outputs,
                    w,
                    wOffset + inputFrom * outputs,
                    outputs,
                    true,
                    outputs,
                    ZEROS,
                    0,
                    dx,
                    yi + inputFrom,
                    inputs,
                    all,
                    scratch);
            return;
        }
        ProductBlocks.along(
                rows, dy, ai, outputs, w, wOffset, outputs, true, outputs, ZEROS, 0, dx, yi, inputs, inputFrom, inputTo,
                scratch);
    }

    @Override
    public void weightGradient(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dw,
            int dwOffset,
            int rows,
            int inputs,
            int outputs,
            int inputFrom,
            int inputTo,
            int outputFrom,
            int outputTo,
            boolean add,
            ProductScratch scratch) {
        int rest = ProductGradientPlan.restOutputs(rows, inputTo - inputFrom, outputTo - outputFrom);
        if (rest > 0) {
            weightGradient(
                    x,
                    xOffset,
                    dy,
                    dyOffset,
                    dw,
                    dwOffset,
                    rows,
                    inputs,
                    outputs,
                    inputFrom,
                    inputTo,
                    outputTo - rest,
                    outputTo,
                    add,
                    scratch);
            weightGradient(
                    x,
                    xOffset,
                    dy,
                    dyOffset,
                    dw,
                    dwOffset,
                    rows,
                    inputs,
                    outputs,
                    inputFrom,
                    inputTo,
                    outputFrom,
                    outputTo - rest,
                    add,
                    scratch);
            return;
        }
        if (ProductGradientPlan.acrossInputs(rows, inputTo - inputFrom, outputTo - outputFrom)) {
            ProductGradient.compute(
                    dy,
                    dyOffset,
                    outputs,
                    outputFrom,
                    outputTo,
                    x,
                    xOffset,
                    inputs,
                    inputFrom,
                    inputTo,
                    rows,
                    dw,
                    dwOffset,
                    1,
                    outputs,
                    add,
                    scratch);
        } else {
            ProductGradient.compute(
                    x,
                    xOffset,
                    inputs,
                    inputFrom,
                    inputTo,
                    dy,
                    dyOffset,
                    outputs,
                    outputFrom,
                    outputTo,
                    rows,
                    dw,
                    dwOffset,
                    outputs,
                    1,
                    add,
                    scratch);
        }
    }
}
