/**
 * Schedules: how a learning rate, a momentum, a weight decay or a dropout moves while training. A {@link dev.lanewise.schedule.Schedule} is immutable and has
 * a text; over a {@link dev.lanewise.schedule.Horizon} it becomes a {@link dev.lanewise.schedule.Course}, whose value depends on the step alone. Only a plateau
 * has a state. Imports only the JDK.
 */
@NullMarked
package dev.lanewise.schedule;

import org.jspecify.annotations.NullMarked;
