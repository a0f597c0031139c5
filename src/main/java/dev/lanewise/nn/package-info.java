/**
 * Networks: layers, activations, initialisers and the workspace of a pass. A layer owns an offset and sizes, no arrays;
 * forward and backward mirror each other. Imports only the JDK.
 */
@NullMarked
package dev.lanewise.nn;

import org.jspecify.annotations.NullMarked;
