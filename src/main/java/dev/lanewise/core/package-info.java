/**
 * What every other package may use: the seeded counter-based generator, the thread team, the layout of a flat slab of
 * parameters, and the exception for mistakes that the user can mend. Imports only the JDK.
 */
@NullMarked
package dev.lanewise.core;

import org.jspecify.annotations.NullMarked;
