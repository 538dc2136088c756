package io.github.iothubsdk.provisioning.spi;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Begun;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Checked;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Claimed;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Confirmed;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Finished;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Looked;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Ordered;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Paid;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Recovering;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Resumed;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.SchemaFailed;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.SchemaFinished;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.SchemaNoted;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.SchemaStarted;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Stopped;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Waiting;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Warned;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One readable line for each event, made from its data. */
enum LoggingListener implements ProvisioningListener {
    ALL,
    MONEY;

    private static final Set<Class<? extends ProvisioningEvent>> OF_MONEY =
            Set.of(Ordered.class, Paid.class, Finished.class, Stopped.class);

    record Line(Level level, String words) {}

    private static final Map<Class<? extends ProvisioningEvent>, Function<ProvisioningEvent, Line>> LINES =
            new LinkedHashMap<>();

    static {
        line(Begun.class, Level.INFO, e -> "begun: instance " + e.name() + " in " + e.region());
        line(
                Resumed.class,
                Level.INFO,
                e -> "goes on at " + e.step() + after(e.lastSeen().orElse("")));
        LINES.put(Checked.class, e -> checked(((Checked) e).result()));
        line(SchemaStarted.class, Level.INFO, e -> "runs the script on database " + e.database());
        line(SchemaNoted.class, Level.INFO, e -> "schema: " + e.note().words());
        line(SchemaFailed.class, Level.WARN, e -> "schema not there yet: " + e.what());
        line(
                SchemaFinished.class,
                Level.INFO,
                e -> "schema is there, with "
                        + e.report().tables() + " tables"
                        + (e.report().alreadyThere() ? ", as it was before" : ""));
        line(Claimed.class, Level.INFO, e -> "is about to send " + e.step() + attempt(e.attempt()));
        line(
                Recovering.class,
                Level.INFO,
                e -> "looks what came of " + e.step() + ": " + String.join("; ", e.evidence()));
        line(
                Ordered.class,
                Level.INFO,
                e -> "ordered: order " + e.orderNumber()
                        + e.instanceId().map(id -> " for instance " + id).orElse(""));
        line(Confirmed.class, Level.INFO, e -> "order " + e.orderNumber() + " costs " + e.amount());
        line(Paid.class, Level.INFO, e -> "paid " + e.amount() + " for order " + e.orderNumber());
        line(
                Looked.class,
                Level.DEBUG,
                e -> e.instanceId().map(id -> "instance " + id).orElse("the instance") + " is " + e.seen());
        line(Waiting.class, Level.DEBUG, e -> "waits " + e.after().toSeconds() + " s at " + e.step() + after(e.seen()));
        line(Warned.class, Level.WARN, Warned::what);
        line(
                Finished.class,
                Level.INFO,
                e -> "finished: instance "
                        + e.provisioned().instance().id() + " runs; order "
                        + e.provisioned().orderNumber() + ", paid "
                        + e.provisioned().paid());
        line(Stopped.class, Level.WARN, e -> stopped(e.failure()));
    }

    private static final Logger LOG = LoggerFactory.getLogger(ProvisioningListener.class);

    private static <E extends ProvisioningEvent> void line(Class<E> type, Level level, Function<E, String> words) {
        LINES.put(type, event -> new Line(level, words.apply(type.cast(event))));
    }

    private static Line checked(CheckResult result) {
        boolean passed = result.outcome() == CheckResult.Outcome.PASSED;
        return new Line(
                passed ? Level.DEBUG : Level.WARN,
                "check " + result.id() + " " + result.outcome() + ": " + result.found()
                        + result.remedy().map(remedy -> "; " + remedy).orElse(""));
    }

    private static String stopped(ProvisioningException failure) {
        String kind = failure.getClass().getSimpleName();
        String reason = failure instanceof Unfinished unfinished ? " (" + unfinished.reason() + ")" : "";
        return "stopped, " + kind + reason + " at " + failure.step()
                + failure.order()
                        .map(KnownOrder::number)
                        .map(number -> ", order " + number)
                        .orElse("") + ": "
                + failure.getMessage();
    }

    private static String attempt(int attempt) {
        return attempt == 1 ? "" : ", for the " + attempt + ". time";
    }

    private static String after(String words) {
        return words.isEmpty() ? "" : ": " + words;
    }

    /** An event of a later version is told by its own words. */
    static Line line(ProvisioningEvent event) {
        return LINES.getOrDefault(event.kind(), other -> new Line(Level.INFO, String.valueOf(other)))
                .apply(event);
    }

    @Override
    public void on(ProvisioningEvent event) {
        if (this == ALL || OF_MONEY.contains(event.kind())) {
            Line line = line(event);
            LOG.atLevel(line.level()).log("run {}: {}", event.runId(), line.words());
        }
    }
}
