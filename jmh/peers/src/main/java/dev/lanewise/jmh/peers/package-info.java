/** What Lanewise is measured against. Each peer does the same work, at the setting that its documentation names as the fastest. */
@NullMarked
package dev.lanewise.jmh.peers;

import org.jspecify.annotations.NullMarked;
