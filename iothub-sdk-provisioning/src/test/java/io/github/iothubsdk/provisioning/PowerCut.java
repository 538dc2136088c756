package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** The process dies at the nth thing that it does, before or after doing it, and does nothing more. */
final class PowerCut extends Error {

    private static final long serialVersionUID = 1L;

    PowerCut() {
        super("the power is cut", null, false, false);
    }

    /** Counts down to the death. */
    static final class Fuse {
        private final int at;
        private final boolean after;
        private final AtomicInteger done = new AtomicInteger();

        Fuse(int at, boolean after) {
            this.at = at;
            this.after = after;
        }

        boolean burnt() {
            return done.get() >= at;
        }

        private void before() {
            if (burnt() || (done.incrementAndGet() == at && !after)) {
                throw new PowerCut();
            }
        }

        private void after() {
            if (done.get() >= at) {
                throw new PowerCut();
            }
        }
    }

    /** Dies at the nth append; the ownership of a dead process ends with it. */
    static final class DyingJournal extends ForwardingJournal {
        private final Fuse fuse;

        DyingJournal(Journal inner, Fuse fuse) {
            super(inner);
            this.fuse = fuse;
        }

        @Override
        void append(OwnedRun owned, JournalEntry entry) {
            try {
                fuse.before();
                owned.append(entry);
                fuse.after();
            } catch (PowerCut death) {
                owned.close();
                throw death;
            }
        }
    }

    /** Dies at the nth call that changes something or looks at an order or an instance, not at those of preflight. */
    static final class DyingTransport extends PlainTransport {
        private final Fuse fuse;

        DyingTransport(Fuse fuse) {
            this.fuse = fuse;
        }

        @Override
        public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
            if (!request.path().startsWith("/v2")) {
                return super.send(request);
            }
            fuse.before();
            HttpResponse response = super.send(request);
            fuse.after();
            return response;
        }
    }
}
