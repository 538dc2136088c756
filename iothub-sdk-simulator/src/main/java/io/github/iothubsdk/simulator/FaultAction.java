package io.github.iothubsdk.simulator;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** What a fault does; of those that distort the answer, a call suffers one. */
sealed interface FaultAction {

    record Distorts(UnaryOperator<Reply> change) implements FaultAction {}

    record LandsLate(Duration by) implements FaultAction {}

    record Moves(Runnable move) implements FaultAction {}

    record Dates(Head.Dating dating) implements FaultAction {}
}
