package io.github.iothubsdk.cli;

import io.github.iothubsdk.simulator.ServedCall;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A call to the simulated cloud on one line, but for its status. */
final class RequestLine {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private RequestLine() {}

    static String of(ServedCall call) {
        StringBuilder line = new StringBuilder(TIME.format(call.at()))
                .append("  ")
                .append(call.method())
                .append(' ')
                .append(call.path());
        call.operation().ifPresent(operation -> line.append("  ").append(operation));
        line.append("  ").append(millis(call)).append(" ms");
        call.run().ifPresent(run -> line.append("  run ").append(run));
        line.append("  request id ").append(call.requestId());
        if (!call.faults().isEmpty()) {
            line.append("  fault: ").append(String.join("; ", call.faults()));
        }
        return line.toString();
    }

    private static String millis(ServedCall call) {
        return BigDecimal.valueOf(call.took().toNanos(), 6)
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
