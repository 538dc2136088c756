package io.github.iothubsdk.opentelemetry;

import io.github.iothubsdk.provisioning.model.RunId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The spans of runs: those that are open, and the last of those that are over. Thread-safe.
 *
 * <p>Of a run that is cancelled no end is told, nor of one that another process goes on with. So it keeps the newest 10,000
 * runs, and ends the span of one that makes room; and all that are open before the process ends.
 */
final class RunSpans {

    private static final int MOST = 10_000;

    /** How much of a run was told: a send may come before the event that tells its beginning. */
    private enum Told {
        NOTHING,
        THE_BEGINNING,
        MORE,
        THE_END
    }

    private record Known(Span span, Told told) {
        boolean isOver() {
            return told == Told.THE_END;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RunId, Known> known = new LinkedHashMap<>();
    /** Ended when the lock is free: that may export them. */
    private final Queue<Span> left = new ConcurrentLinkedQueue<>();

    private final Tracer tracer;
    private final RunContexts contexts;

    RunSpans(Tracer tracer, RunContexts contexts) {
        this.tracer = tracer;
        this.contexts = contexts;
    }

    /** The run was begun or taken up. */
    void begin(RunId run, String name) {
        locked(() -> {
            Known before = known.get(run);
            if (before != null && before.told() == Told.NOTHING) {
                return put(run, new Known(before.span().updateName(name), Told.THE_BEGINNING));
            }
            if (before != null && before.told() == Told.THE_BEGINNING && isOfNoCaller()) {
                return put(run, before);
            }
            if (before != null && !before.isOver()) {
                left.add(before.span());
            }
            return put(run, new Known(start(run, name, before), Told.THE_BEGINNING));
        });
    }

    /** What was begun for a caller, and is then taken up by the SDK's own threads, stays in the caller's trace. */
    private static boolean isOfNoCaller() {
        return !Span.current().getSpanContext().isValid();
    }

    /** Something happened in the run. */
    void event(RunId run, Consumer<Span> what) {
        what.accept(locked(() -> {
            Span open = open(run);
            Known now = known.get(run);
            return now == null || now.told() == Told.NOTHING ? open : put(run, new Known(open, Told.MORE));
        }));
    }

    /** The run is over, for now; what is sent late is still its child. */
    void end(RunId run, Consumer<Span> how) {
        Span span = locked(() -> {
            Span open = open(run);
            put(run, new Known(Span.wrap(open.getSpanContext()), Told.THE_END));
            return open;
        });
        how.accept(span);
        span.end();
    }

    /** Every run is over, as far as this process tells. */
    void endAll() {
        locked(() -> {
            known.replaceAll((run, each) -> {
                if (each.isOver()) {
                    return each;
                }
                left.add(each.span());
                return new Known(Span.wrap(each.span().getSpanContext()), Told.THE_END);
            });
            return Span.getInvalid();
        });
    }

    /** What sends for the run are children of. */
    Span parent(RunId run) {
        return locked(() -> {
            Known there = known.get(run);
            return there == null ? open(run) : there.span();
        });
    }

    private Span open(RunId run) {
        Known there = known.get(run);
        if (there != null && !there.isOver()) {
            return there.span();
        }
        return put(run, new Known(start(run, "iothub.run", there), Told.NOTHING));
    }

    private Span start(RunId run, String name, @Nullable Known before) {
        SpanBuilder builder = tracer.spanBuilder(name).setAttribute(Attributed.RUN, run.value());
        Optional<SpanContext> earlier = before == null
                ? Quietly.get(() -> contexts.last(run).flatMap(Traceparent::read), Optional.empty())
                : Optional.of(before.span().getSpanContext());
        earlier.filter(SpanContext::isValid).ifPresent(builder::addLink);
        Span span = builder.startSpan();
        if (span.getSpanContext().isValid()) {
            Quietly.run(() -> contexts.keep(run, Traceparent.of(span.getSpanContext())));
        }
        return span;
    }

    /** The newest is the last; the first makes room. */
    private Span put(RunId run, Known now) {
        known.remove(run);
        known.put(run, now);
        if (known.size() > MOST) {
            Known oldest = known.remove(known.keySet().iterator().next());
            if (oldest != null && !oldest.isOver()) {
                left.add(oldest.span());
            }
        }
        return now.span();
    }

    private Span locked(Supplier<Span> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
            for (Span span = left.poll(); span != null; span = left.poll()) {
                span.end();
            }
        }
    }
}
