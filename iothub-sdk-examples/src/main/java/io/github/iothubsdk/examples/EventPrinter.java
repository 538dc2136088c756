package io.github.iothubsdk.examples;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells a run as it goes, one line for each thing a person would want to know. */
final class EventPrinter implements ProvisioningListener {

    private final PrintStream out;
    private String chapter = "";
    private String lastSeen = "";

    EventPrinter(PrintStream out) {
        this.out = out;
    }

    void begin(String title) {
        if (!chapter.equals(title)) {
            chapter = title;
            out.println();
            out.println(title);
        }
    }

    void tell(String line) {
        out.println("  " + line);
    }

    @Override
    public void on(ProvisioningEvent event) {
        if (event instanceof ProvisioningEvent.Begun begun) {
            begin("Creating " + begun.name() + " in " + begun.region());
            tell("run " + begun.runId() + " is in the journal");
        } else if (event instanceof ProvisioningEvent.Checked checked) {
            check(checked.result());
        } else if (event instanceof ProvisioningEvent.Looked looked) {
            looked(looked);
        } else if (event instanceof ProvisioningEvent.Stopped stopped) {
            begin("Stopped");
            tell(String.valueOf(stopped.failure().getMessage()));
        } else {
            schemaAndOrder(event);
        }
    }

    private void check(CheckResult result) {
        begin("Preconditions");
        tell(String.format(Locale.ROOT, "%-9s %s: %s", result.outcome(), result.check(), result.found()));
        result.remedy().ifPresent(remedy -> tell("          " + remedy));
    }

    private void schemaAndOrder(ProvisioningEvent event) {
        if (event instanceof ProvisioningEvent.SchemaStarted started) {
            begin("Database schema");
            tell("script of " + started.bytes() + " bytes, sha256 " + started.scriptSha256());
        } else if (event instanceof ProvisioningEvent.SchemaFinished finished) {
            tell(schema(finished.report()));
        } else if (event instanceof ProvisioningEvent.Ordered ordered) {
            begin("Order");
            tell("order " + ordered.orderNumber()
                    + ordered.instanceId().map(id -> " for instance " + id).orElse(""));
        } else if (event instanceof ProvisioningEvent.Confirmed confirmed) {
            tell("confirmed: it costs " + confirmed.amount()
                    + confirmed
                            .expiresAt()
                            .map(at -> ", unpaid it would expire at " + at)
                            .orElse(""));
        } else if (event instanceof ProvisioningEvent.Paid paid) {
            tell("paid: " + paid.amount());
        } else if (event instanceof ProvisioningEvent.Finished finished) {
            tell("instance " + finished.provisioned().instance().id() + " runs");
        } else {
            onTheWay(event);
        }
    }

    /** What is not in every run: going on after a stop, waits, doubts and troubles. */
    private void onTheWay(ProvisioningEvent event) {
        if (event instanceof ProvisioningEvent.Resumed resumed) {
            begin("Going on with run " + resumed.runId());
            tell("at " + resumed.step()
                    + resumed.lastSeen().map(seen -> "; last seen: " + seen).orElse(""));
        } else if (event instanceof ProvisioningEvent.Claimed claimed && claimed.attempt() > 1) {
            tell("calls again: " + claimed.step() + ", time " + claimed.attempt());
        } else if (event instanceof ProvisioningEvent.Recovering recovering) {
            tell("not certain what came of " + recovering.step() + ": " + String.join("; ", recovering.evidence()));
        } else if (event instanceof ProvisioningEvent.Waiting waiting) {
            waits(waiting);
        } else if (event instanceof ProvisioningEvent.Warned warned) {
            tell("warning: " + warned.what());
        } else if (event instanceof ProvisioningEvent.SchemaNoted noted) {
            tell("note: " + noted.note().words());
        } else if (event instanceof ProvisioningEvent.SchemaFailed failed) {
            tell("the script failed: " + failed.what());
        }
    }

    /** A wait for what was told already is no news. */
    private void waits(ProvisioningEvent.Waiting waiting) {
        if (!waiting.seen().equals(lastSeen)) {
            lastSeen = waiting.seen();
            tell("waits: " + waiting.seen() + "; again in " + waiting.after().toSeconds() + " s");
        }
    }

    private void looked(ProvisioningEvent.Looked looked) {
        begin(looked.instanceId().map(id -> "Instance " + id).orElse("The instance"));
        if (!looked.seen().equals(lastSeen)) {
            lastSeen = looked.seen();
            int bars = looked.progress().orElse(0) / 5;
            tell(String.format(Locale.ROOT, "[%-20s] %s", "#".repeat(bars), looked.seen()));
        }
    }

    /** The instance as the console's list shows it. */
    void console(ProvisioningResult done) {
        Instance instance = done.instance();
        begin("The instance list");
        tell("ID / name        " + instance.id() + " / " + instance.name());
        tell("zone             " + instance.zone().orElse("-"));
        tell("VPC / subnet     " + instance.vpcId().orElse("-") + " / "
                + instance.subnetId().orElse("-"));
        tell("intranet domain  " + instance.privateDomain().orElse("-"));
        tell("public domain    " + instance.publicDomain().orElse("-"));
        tell("status           " + instance.statusWord().orElse("-"));
        tell("billing          by consumption, order " + done.orderNumber() + ", paid " + done.paid()
                + instance.createdAt().map(at -> ", created at " + at).orElse(""));
        done.schema().ifPresent(report -> tell("schema           " + schema(report)));
        begin("What the cloud wrote down");
    }

    private static String schema(SchemaReport report) {
        Duration took = report.took();
        return report.alreadyThere()
                ? "was there already, " + report.tables() + " tables"
                : report.statements() + " statements, " + report.tables() + " tables, in " + took.toMillis() + " ms";
    }
}
