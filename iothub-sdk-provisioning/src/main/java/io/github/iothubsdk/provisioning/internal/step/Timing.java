package io.github.iothubsdk.provisioning.internal.step;

import java.time.Duration;

/**
 * How patient the steps are.
 *
 * @param quietPeriod how long a cut-off order or payment must leave no trace before it is sent again
 * @param listLag how long the lists may lag behind what has happened
 * @param vanishAfter how long an instance that was seen may be missing before it counts as gone
 */
public record Timing(Duration quietPeriod, Duration listLag, Duration vanishAfter) {}
