package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.core.time.TimeSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks that fail and are tried again: told when that begins, when it lasts, and when it is over. */
final class Outage {

    private final TimeSource timeSource;
    private final Consumer<String> tell;
    private Optional<Repeated> now = Optional.empty();

    Outage(TimeSource timeSource, Consumer<String> tell) {
        this.timeSource = timeSource;
        this.tell = tell;
    }

    /** A look failed. */
    void failed(String why) {
        now = Optional.of(now.orElseGet(() -> new Repeated(timeSource)));
        now.get()
                .next()
                .ifPresent(lasted -> tell.accept((lasted.isZero()
                                ? "cannot look: "
                                : "still cannot look, for " + Elapsed.clock(lasted) + " now: ")
                        + Plain.sentence(why) + " It is tried on."));
    }

    /** A look did not fail. */
    void over() {
        now.ifPresent(outage -> tell.accept("can look again, after " + Elapsed.clock(outage.lasted())));
        now = Optional.empty();
    }

    /**
     * Looks.
     *
     * @return why it could not be looked at, where that may pass
     * @throws ApiException when it will not pass
     */
    Optional<ApiException> look(Runnable look) {
        try {
            look.run();
            over();
            return Optional.empty();
        } catch (ApiException.Unreachable e) {
            return passing(e);
        } catch (ApiException.Rejected e) {
            if (e.reason().worthRepeating()) {
                return passing(e);
            }
            throw e;
        }
    }

    private Optional<ApiException> passing(ApiException e) {
        failed(String.valueOf(e.getMessage()));
        return Optional.of(e);
    }
}
