package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.simulator.Exchange;
import io.github.iothubsdk.simulator.Exchange.Ending;
import io.github.iothubsdk.simulator.FaultBuilder;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the lives of one process do to the world, one after another: counted, and cut off where the schedule says. */
final class Stage {

    /** Half of what a call takes. */
    private static final Duration HALF_WAY = Duration.ofMillis(30);

    private static final Pattern HOW = Pattern.compile("\"(how|state)\":\"[^\"]*\"|\"(open|doubtful)\":\\w+");

    private final Simulator cloud;
    private final VirtualTime timeSource;
    private final Journal journal;
    private final List<Move> moves;
    private final Map<Route, Integer> calls = new EnumMap<>(Route.class);
    private int writes;
    private int happened;
    /** Everything that was crossed, in order. */
    final List<Point> trace = new ArrayList<>();

    /** What was crossed in the very moment in which the one before it was done. */
    final Set<Point> atOnce = new HashSet<>();

    private long doneAt = -1;

    /** What can be told of the process from outside, as a number: where it went, when, and what it journaled of that. */
    private long behaviour;

    /** When an order was claimed, or the call of one ended. */
    final List<Instant> claims = new ArrayList<>();

    Move.@Nullable Crash crashed;

    Stage(Simulator cloud, VirtualTime timeSource, Journal journal, List<Move> moves) {
        this.cloud = cloud;
        this.timeSource = timeSource;
        this.journal = journal;
        this.moves = moves;
    }

    /** What the process sees of the world during its next life. */
    Life nextLife() {
        crashed = null;
        return new Life();
    }

    /** Whether every move of the schedule that has a place has found it. */
    boolean allHappened() {
        return happened
                == moves.stream().filter(move -> move.where().isPresent()).count();
    }

    long behaviour() {
        return behaviour;
    }

    private void note(Object what) {
        behaviour = behaviour * 1_000_003 + what.hashCode();
    }

    private void crossing(Point point) {
        trace.add(point);
        if (timeSource.nanos() == doneAt) {
            atOnce.add(point);
        }
        note(point.toString());
        note(timeSource.nanos());
    }

    /** Which kind of answer a claim is left with decides what is done next; its words do not. */
    private void written(JournalEntry entry) {
        note(entry.kind().name());
        note(entry.step());
        Matcher how = HOW.matcher(entry.data());
        note(how.find() ? how.group() : "");
        if (entry.kind() == JournalEntry.Kind.CLAIMED && entry.step().equals("PlaceOrder")) {
            claims.add(timeSource.instant());
        }
    }

    /** One life of the process: from its death on, nothing is written, sent or received. */
    final class Life extends ForwardingJournal implements HttpTransport {

        private boolean dead;

        private Life() {
            super(journal);
        }

        boolean isDead() {
            return dead;
        }

        private void cross(Point point, boolean after) {
            doneAt = after ? timeSource.nanos() : -1;
            for (Move move : moves) {
                if (move instanceof Move.Crash crash
                        && crash.after() == after
                        && crash.at().equals(point)) {
                    dead = true;
                    happened++;
                    crashed = crash;
                }
            }
            live();
        }

        private void live() {
            if (dead) {
                throw new Blackout.Dead();
            }
        }

        private Point write() {
            live();
            Point point = new Point(null, ++writes);
            crossing(point);
            cross(point, false);
            return point;
        }

        @Override
        public RunId reserve(String key, RunId run, Optional<RunId> over) {
            Point point = write();
            RunId holder = super.reserve(key, run, over);
            cross(point, true);
            return holder;
        }

        @Override
        void append(OwnedRun owned, JournalEntry entry) {
            Point point = write();
            owned.append(entry);
            written(entry);
            cross(point, true);
        }

        @Override
        public HttpResponse send(HttpRequest request) throws IOException {
            live();
            Route route = Point.routeOf(request.method(), request.path());
            Point point = new Point(route, calls.merge(route, 1, Integer::sum));
            crossing(point);
            cross(point, false);
            timeSource.advance(HALF_WAY);
            moves.forEach(move -> arm(move, point));
            Exchange exchange = exchange(request);
            timeSource.advance(HALF_WAY);
            cross(point, true);
            if (exchange.ending() != Ending.ANSWER) {
                throw new IOException("the connection was closed");
            }
            return new HttpResponse(exchange.status(), exchange.headers(), exchange.body());
        }

        /** The call that comes next is the one. */
        private void arm(Move move, Point point) {
            if (move.where().filter(point::equals).isEmpty()) {
                return;
            }
            if (move instanceof Move.Answer answer) {
                happened++;
                answer.oddity().arm(fault(point, answer.after()));
            } else if (move instanceof Move.Colleague colleague) {
                happened++;
                fault(point, colleague.after()).meanwhile(() -> colleague.deed().in(cloud.demoAccount(), Nature.NAME));
            }
        }

        private FaultBuilder fault(Point at, boolean after) {
            FaultBuilder fault = cloud.faults().on(Objects.requireNonNull(at.route()));
            return after ? fault.afterEffect() : fault.beforeEffect();
        }

        private Exchange exchange(HttpRequest request) {
            Map<String, String> headers = new HashMap<>();
            headers.put("host", request.host());
            request.headers().forEach(header -> headers.put(header.name(), header.value()));
            String target = request.query().isEmpty() ? request.path() : request.path() + '?' + request.query();
            return cloud.exchange(request.method(), target, headers, request.body());
        }

        @Override
        public void close() {}
    }
}
