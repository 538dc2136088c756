package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.StepIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells a run as it goes: a line for each event that says something new, and a bar while the instance is built. */
final class ProgressPrinter implements AutoCloseable {

    private static final int LONGEST_LABEL = 60;

    private final Printer out;
    private final Shell shell;
    private final Screen screen;
    private final Checklist checklist;
    private final TimeSource timeSource;
    private final long start;
    private Optional<ProgressLine> progress = Optional.empty();
    private String name = "";
    private String lastSeen = "";
    private String lastLook = "";
    private String recovered = "";
    private Repeated recovery;
    private Optional<Instant> begun = Optional.empty();
    private final Outage outage;

    ProgressPrinter(Shell shell, Checklist checklist) {
        this.shell = shell;
        out = shell.results();
        screen = shell.screen();
        timeSource = shell.timeSource();
        start = timeSource.nanos();
        recovery = new Repeated(timeSource);
        this.checklist = checklist;
        outage = new Outage(timeSource, this::tell);
    }

    /** A run that goes on, which tells its name no more. */
    void goesOn(String instance, Optional<Instant> waitsSince) {
        close();
        name = instance;
        begun = waitsSince;
    }

    /** Whether the cursor stands behind the bar. */
    boolean isDrawn() {
        return progress.isPresent();
    }

    void on(ProvisioningEvent event) {
        if (event instanceof ProvisioningEvent.Looked looked) {
            looked(looked);
        } else if (event instanceof ProvisioningEvent.Waiting waiting) {
            waiting(waiting);
        } else if (event instanceof ProvisioningEvent.Recovering recovering) {
            recovering(recovering);
        } else if (event instanceof ProvisioningEvent.Checked checked) {
            checklist.tell(checked.result());
        } else if (event instanceof ProvisioningEvent.Finished finished) {
            finished(finished.provisioned());
        } else {
            line(event).ifPresent(this::tell);
        }
    }

    /** Leaves the bar where it is, so that what follows starts on a line of its own. */
    @Override
    public void close() {
        progress.ifPresent(ProgressLine::close);
        progress = Optional.empty();
    }

    private Optional<String> line(ProvisioningEvent event) {
        if (event instanceof ProvisioningEvent.Begun begun) {
            name = begun.name();
            return Optional.of("run " + begun.runId() + " is in the journal");
        } else if (event instanceof ProvisioningEvent.Resumed resumed) {
            return Optional.of("run " + resumed.runId() + " goes on at " + resumed.step());
        } else if (event instanceof ProvisioningEvent.SchemaStarted started) {
            return Optional.of(
                    "initialising database " + started.database() + ", " + started.bytes() + " bytes of SQL");
        } else if (event instanceof ProvisioningEvent.SchemaNoted noted) {
            return Optional.of("note: " + noted.note().words());
        } else if (event instanceof ProvisioningEvent.SchemaFinished finished) {
            return Optional.of("database initialised: " + schema(finished.report()));
        } else if (event instanceof ProvisioningEvent.Ordered ordered) {
            return Optional.of("order " + ordered.orderNumber() + " is placed"
                    + ordered.instanceId().map(id -> ", for instance " + id).orElse(""));
        } else if (event instanceof ProvisioningEvent.Confirmed confirmed) {
            return Optional.of("the order costs " + confirmed.amount());
        } else if (event instanceof ProvisioningEvent.Paid paid) {
            return Optional.of("paid " + paid.amount());
        }
        return event instanceof ProvisioningEvent.Warned warned
                ? Optional.of("note: " + warned.what())
                : Optional.empty();
    }

    /** A wait for the instance is told by each look at it, unless that look failed. */
    private void waiting(ProvisioningEvent.Waiting waiting) {
        if (!waiting.step().equals(StepIds.AWAIT_INSTANCE)) {
            once(waiting.step() + ": " + waiting.seen());
        } else if (!waiting.seen().equals(lastLook)) {
            outage.failed(waiting.seen());
        }
    }

    /** In full at first: what is found later is nearly always nothing, as before. */
    private void recovering(ProvisioningEvent.Recovering event) {
        if (!event.step().equals(recovered)) {
            recovered = event.step();
            recovery = new Repeated(timeSource);
        }
        recovery.next()
                .ifPresent(lasted -> tell(
                        lasted.isZero()
                                ? "looked what came of " + event.step() + ": " + String.join("; ", event.evidence())
                                : "still looking what came of " + event.step() + ", for " + Elapsed.clock(lasted)
                                        + " now"));
    }

    private void looked(ProvisioningEvent.Looked looked) {
        lastLook = looked.seen();
        outage.over();
        if (!screen.moves()) {
            once(looked.instanceId().map(id -> "instance " + id).orElse("the instance") + ": " + looked.seen());
            return;
        }
        int percent = looked.progress().orElse(0);
        if (progress.isEmpty()) {
            String label = name.isEmpty() ? looked.instanceId().orElse("the instance") : name;
            Duration before = begun.map(since -> Duration.between(since, timeSource.now()))
                    .filter(time -> !time.isNegative())
                    .orElse(Duration.ZERO);
            progress = Optional.of(new ProgressLine(shell.out(), label(label), percent, before, screen::columns));
        }
        progress.get().show(percent, label(looked.seen().replaceFirst(" \\d+ %$", "")));
    }

    /** What the bar shows beside itself: its own moves must be the only ones. */
    private String label(String text) {
        String plain = shell.plain(text);
        return plain.length() > LONGEST_LABEL ? plain.substring(0, LONGEST_LABEL) : plain;
    }

    private void finished(ProvisioningResult done) {
        close();
        tell("the instance runs; order " + done.orderNumber() + ", paid " + done.paid());
        out.println();
        InstanceView.one(done.instance()).blocks(out, screen.columns());
    }

    private void once(String line) {
        if (!line.equals(lastSeen)) {
            lastSeen = line;
            tell(line);
        }
    }

    private void tell(String line) {
        close();
        Duration elapsed = Duration.ofNanos(timeSource.nanos() - start);
        out.println(Table.pad(Elapsed.clock(elapsed), 6) + line);
    }

    private static String schema(SchemaReport report) {
        return report.alreadyThere()
                ? "it was so before, " + report.tables() + " tables"
                : report.statements() + " statements, " + report.tables() + " tables, "
                        + report.took().toMillis() + " ms";
    }
}
