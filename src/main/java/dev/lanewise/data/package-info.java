/**
 * Tables, readers, preprocessing, data sets, seeded splits and batches, and the bundled data sets.
 */
@NullMarked
package dev.lanewise.data;

import org.jspecify.annotations.NullMarked;
