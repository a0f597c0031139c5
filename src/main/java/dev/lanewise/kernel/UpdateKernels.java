package dev.lanewise.kernel;

/**
 * The families of optimizer updates.
 *
 * @param descent along gradients, means of gradients and signs
 * @param root divided by the root of squares
 * @param adam Adam and its closest relatives
 * @param variant its other relatives
 * @param layer parts of rules that look at a whole tensor
 */
public record UpdateKernels(
        UpdateDescentKernel descent,
        UpdateRootKernel root,
        UpdateAdamKernel adam,
        UpdateVariantKernel variant,
        UpdateLayerKernel layer) {}
