package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import io.github.iothubsdk.simulator.form.Field;
import io.github.iothubsdk.simulator.form.Form;
import io.github.iothubsdk.simulator.form.Misfit;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** The cloud's clock, seen and moved from outside. */
final class AdminClock {
    private AdminClock() {}

    static Form form(@SuppressWarnings("unused") Dialect same) {
        return Form.of(
                Field.shift("advance", "so far from what it is now; negative is back"),
                Field.instant("at", "to this moment, from which it goes on; from 2000 to 2199"));
    }

    static JsonObject move(AdminCall call) {
        CloudClock clock = call.cloud().settings.clock();
        if (!clock.isMovable()) {
            throw new AdminError(409, "the clock is the test's, which alone moves it");
        }
        boolean advances = call.given().has("advance");
        if (advances == call.given().has("at")) {
            throw new Misfit("at", "it takes either advance or at", List.of("advance", "at"));
        }
        Instant next = advances ? advanced(call) : call.given().instant("at");
        if (next.isBefore(CloudClock.EARLIEST) || !next.isBefore(CloudClock.LATEST)) {
            throw new Misfit(advances ? "advance" : "at", "the cloud's time is from 2000 to 2199");
        }
        if (advances) {
            clock.offset(clock.offset().plus(call.given().duration("advance")));
        } else {
            clock.set(next);
        }
        call.cloud().tell(Happening.of("clock", "now", next, "offset", clock.offset()));
        return Json.object("clock", json(clock));
    }

    private static Instant advanced(AdminCall call) {
        try {
            return call.cloud().now().plus(call.given().duration("advance"));
        } catch (DateTimeException | ArithmeticException far) {
            return Instant.MAX;
        }
    }

    static JsonObject json(CloudClock clock) {
        return Json.object("now", clock.instant(), "offset", clock.offset(), "movable", clock.isMovable());
    }
}
