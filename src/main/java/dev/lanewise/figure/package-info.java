/**
 * Figures, tables and reports as plain data: what is to be shown, not how it looks. Immutable and validated; arrays are copied when a record is made, and
 * must not be changed by who reads them. Imports only the JDK.
 */
@NullMarked
package dev.lanewise.figure;

import org.jspecify.annotations.NullMarked;
