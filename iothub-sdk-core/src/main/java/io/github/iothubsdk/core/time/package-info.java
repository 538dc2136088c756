/**
 * Time, waiting and deadlines, all read from one clock.
 *
 * <p>Everything that waits does so through a {@link io.github.iothubsdk.core.time.TimeSource}, so that a test can let hours
 * pass in a moment. A {@link io.github.iothubsdk.core.time.Deadline} is the end of a budget by that clock, and does not move
 * when the machine's date is set. A {@link io.github.iothubsdk.core.time.Backoff} says how long to wait before each repeat.
 *
 * <pre>{@code
 * Deadline end = Deadline.in(Duration.ofMinutes(5), TimeSource.system());
 * Backoff waits = Backoff.doubling(Duration.ofMillis(200), Duration.ofSeconds(5)).jittered();
 * Duration next = end.atMost(waits.after(1));
 * System.out.println("again in " + next + ", " + end.remaining() + " left");
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.core.time;

import org.jspecify.annotations.NullMarked;
