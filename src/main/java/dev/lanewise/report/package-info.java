/**
 * Reports as one self-contained HTML file, and figures as SVG or PNG files: how the data of package {@code figure} looks, and what a training run or a model
 * has to show. Its chart libraries are optional dependencies, loaded when a report is written.
 */
@NullMarked
package dev.lanewise.report;

import org.jspecify.annotations.NullMarked;
