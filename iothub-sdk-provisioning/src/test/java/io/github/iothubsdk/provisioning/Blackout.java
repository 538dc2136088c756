package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The death of a process at one boundary: from there on nothing more is written, sent or received. */
final class Blackout {

    /** Where the power goes. */
    enum Boundary {
        BEFORE_WRITE,
        AFTER_WRITE,
        BEFORE_SEND,
        AFTER_SEND
    }

    /** What the dead process's threads see. */
    static final class Dead extends Error {
        Dead() {
            super("the power is cut", null, false, false);
        }
    }

    private final Boundary boundary;
    private final AtomicInteger countdown;
    private final AtomicBoolean dead = new AtomicBoolean();
    private final Runnable death;

    /** At the nth time that this boundary is crossed, from 1; 0 for never. */
    Blackout(Boundary boundary, int nth) {
        this(boundary, nth, () -> {
            throw new Dead();
        });
    }

    /** As above, with another way to die. */
    Blackout(Boundary boundary, int nth, Runnable death) {
        this.death = death;
        this.boundary = boundary;
        this.countdown = new AtomicInteger(nth);
    }

    boolean happened() {
        return dead.get();
    }

    private void cross(Boundary crossed) {
        if (crossed == boundary && countdown.decrementAndGet() == 0) {
            dead.set(true);
        }
        if (dead.get()) {
            death.run();
        }
    }

    Journal on(Journal inner) {
        return new ForwardingJournal(inner) {
            @Override
            public RunId reserve(String key, RunId run, Optional<RunId> over) {
                cross(Boundary.BEFORE_WRITE);
                RunId holder = super.reserve(key, run, over);
                cross(Boundary.AFTER_WRITE);
                return holder;
            }

            @Override
            void append(OwnedRun owned, JournalEntry entry) {
                cross(Boundary.BEFORE_WRITE);
                owned.append(entry);
                cross(Boundary.AFTER_WRITE);
            }
        };
    }

    HttpTransport on(HttpTransport inner) {
        return new HttpTransport() {
            @Override
            public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
                cross(Boundary.BEFORE_SEND);
                HttpResponse answer = inner.send(request);
                cross(Boundary.AFTER_SEND);
                return answer;
            }

            @Override
            public void close() {
                inner.close();
            }
        };
    }
}
