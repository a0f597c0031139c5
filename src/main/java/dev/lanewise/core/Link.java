package dev.lanewise.core;

/** What a network's outputs stand for, which decides how those of several members become one: as the mean of what they stand for. */
public enum Link {
    /** The predicted numbers themselves. */
    IDENTITY,
    /** Logarithms of predicted rates. */
    LOG,
    /** Each output is the logit of a probability of its own, {@code log(p / (1 - p))}. */
    LOGIT,
    /** The outputs of a row are the logits of its classes, whose softmax are the probabilities. */
    SOFTMAX
}
