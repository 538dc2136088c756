package io.github.iothubsdk.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.RunId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One span for a run at a time, linked to the one before, also of another process. */
class RunSpansTest {

    private static final RunId RUN = RunId.of("order-4711");

    private final Tracing tracing = new Tracing();

    @AfterEach
    void close() {
        tracing.close();
    }

    /** What a process has: none of the spans that another has begun. */
    private RunSpans process(RunContexts contexts) {
        return new RunSpans(tracing.telemetry.getTracer("test"), contexts);
    }

    private SpanData run(int number) {
        return tracing.runs().get(number);
    }

    @Test
    void linksToTheSpanOfAnotherProcess(@TempDir Path directory) throws IOException {
        Path below = directory.resolve("traces");
        RunSpans first = process(RunContexts.inDirectory(below));
        first.begin(RUN, "iothub.create");
        first.event(RUN, span -> span.addEvent("iothub.claimed"));
        process(RunContexts.inDirectory(below)).end(RunId.of("another"), span -> {});
        RunSpans second = process(RunContexts.inDirectory(below));
        second.begin(RUN, "iothub.resume");
        second.end(RUN, span -> {});
        first.end(RUN, span -> {});

        assertThat(run(1).getName()).isEqualTo("iothub.resume");
        assertThat(run(1).getLinks()).singleElement().satisfies(link -> {
            assertThat(link.getSpanContext().getSpanId()).isEqualTo(run(2).getSpanId());
            assertThat(link.getSpanContext().getTraceId()).isEqualTo(run(2).getTraceId());
            assertThat(link.getSpanContext().isRemote()).isTrue();
            assertThat(link.getSpanContext().isSampled()).isTrue();
        });
        try (var files = Files.list(below)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder("order-4711.traceparent", "another.traceparent");
        }
    }

    /** Of a run that was cancelled nothing more is told, and its calls would be children of a span that nobody has. */
    @Test
    void endsWhatIsOpenOnceAndLinksWhatIsToldLaterToIt() {
        RunSpans runs = process(RunContexts.none());
        RunId over = RunId.of("over");
        runs.begin(over, "iothub.create");
        runs.end(over, span -> {});
        runs.begin(RUN, "iothub.create");
        assertThat(tracing.runs()).hasSize(1);

        runs.endAll();
        runs.endAll();
        assertThat(tracing.runs()).hasSize(2);
        assertThat(run(1).getAttributes().get(Attributed.RUN)).isEqualTo(RUN.value());
        assertThat(runs.parent(RUN).getSpanContext()).isEqualTo(run(1).getSpanContext());
        runs.begin(RUN, "iothub.resume");
        runs.end(RUN, span -> {});
        assertThat(run(2).getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext()).isEqualTo(run(1).getSpanContext()));
    }

    @Test
    void linksToNothingWithoutAMemory() {
        process(RunContexts.none()).begin(RUN, "iothub.create");
        process(RunContexts.none()).end(RUN, span -> {});

        assertThat(run(0).getLinks()).isEmpty();
        assertThat(run(0).getAttributes().get(Attributed.RUN)).isEqualTo(RUN.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-0000000000000000-01",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"
            })
    void passesOverWhatIsNoTraceparent(String text) {
        process(remembering(() -> text)).end(RUN, span -> {});

        assertThat(run(0).getLinks()).isEmpty();
    }

    @Test
    void aMemoryThatThrowsCostsTheLinkAlone() {
        RunSpans runs = process(remembering(() -> {
            throw new IllegalStateException("the database is away");
        }));
        runs.begin(RUN, "iothub.create");
        runs.end(RUN, span -> span.addEvent("iothub.paid"));

        assertThat(run(0).getEvents()).hasSize(1);
    }

    private static RunContexts remembering(Supplier<String> text) {
        return new RunContexts() {
            @Override
            public void keep(RunId run, String traceparent) {
                assertThat(traceparent).hasSize(55);
                throw new IllegalStateException("the database is away");
            }

            @Override
            public Optional<String> last(RunId run) {
                return Optional.of(text.get());
            }
        };
    }

    /** A send may come before the event that tells of the beginning, which then names the span. */
    @Test
    void aSendBeforeTheBeginningIsToldIsOfTheSameSpan() {
        RunSpans runs = process(RunContexts.none());
        Span early = runs.parent(RUN);
        runs.begin(RUN, "iothub.create");
        assertThat(runs.parent(RUN)).isSameAs(early);
        runs.end(RUN, span -> {});

        assertThat(tracing.runs()).hasSize(1);
        assertThat(run(0).getName()).isEqualTo("iothub.create");
        assertThat(runs.parent(RUN).getSpanContext()).as("a late send").isEqualTo(run(0).getSpanContext());
        assertThat(tracing.runs()).hasSize(1);
    }

    /** No end is told of one that was cancelled. */
    @Test
    void oneThatWasLeftEndsWhenItIsTakenUpAgain() {
        RunSpans runs = process(RunContexts.none());
        runs.begin(RUN, "iothub.create");
        runs.event(RUN, span -> span.addEvent("iothub.claimed"));
        runs.begin(RUN, "iothub.resume");
        assertThat(tracing.runs()).hasSize(1);
        runs.end(RUN, span -> {});

        assertThat(run(1).getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext()).isEqualTo(run(0).getSpanContext()));
    }

    /** As a service does that begins a run in a request, and lets the SDK's threads take it on. */
    @Test
    void oneThatWasBegunForACallerGoesOnInTheCallersTrace() {
        RunSpans runs = process(RunContexts.none());
        Span caller = tracing.telemetry.getTracer("test").spanBuilder("request").startSpan();
        try (Scope scope = caller.makeCurrent()) {
            assertThat(scope).isNotNull();
            runs.begin(RUN, "iothub.create");
        }
        runs.begin(RUN, "iothub.resume");
        runs.event(RUN, span -> span.addEvent("iothub.claimed"));
        runs.end(RUN, span -> {});

        assertThat(tracing.runs()).hasSize(1);
        assertThat(run(0).getName()).isEqualTo("iothub.create");
        assertThat(run(0).getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(run(0).getEvents()).hasSize(1);
    }

    @Test
    void oneThatAnotherCallerTakesUpIsASpanOfThatCallers() {
        RunSpans runs = process(RunContexts.none());
        runs.begin(RUN, "iothub.create");
        Span caller = tracing.telemetry.getTracer("test").spanBuilder("request").startSpan();
        try (Scope scope = caller.makeCurrent()) {
            assertThat(scope).isNotNull();
            runs.begin(RUN, "iothub.resume");
        }
        runs.end(RUN, span -> {});

        assertThat(run(1).getName()).isEqualTo("iothub.resume");
        assertThat(run(1).getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(run(1).getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext()).isEqualTo(run(0).getSpanContext()));
    }

    @Test
    void runsWithoutAnEndDoNotFillTheMemory() {
        RunSpans runs = process(RunContexts.none());
        runs.begin(RunId.of("over"), "iothub.create");
        runs.end(RunId.of("over"), span -> {});
        for (int number = 0; number < 10_001; number++) {
            runs.begin(RunId.of("run-" + number), "iothub.create");
        }
        assertThat(tracing.runs())
                .as("one that was over, and one that made room")
                .hasSize(2);
        assertThat(run(1).getAttributes().get(Attributed.RUN)).isEqualTo("run-0");
    }
}
