package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.internal.recording.SafeWords;
import io.github.iothubsdk.core.internal.words.KnownSecrets;
import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A run and what it ran on, for somebody else's eyes: text, whose values are made safe as those of recordings are. */
final class SupportBundle {

    private static final String HEAD = """
            iothub support bundle, version 1

            Names, ids, hosts, amounts, accounts and people are replaced as in recordings (docs/recording.md): the same for
            the same. Of words, those of this program stay. What a person has written is told by its length, <text:12>.
            Request ids are replaced too: iothub explain tells the real ones, in the same order.
            Look through it before you send it.
            """;

    private static final Pattern DECISION =
            Pattern.compile("(.*) decided: (ADOPT|ORDER_AGAIN|GIVE_UP)( .*?)?(, because (.*))?", Pattern.DOTALL);

    private static final Pattern RELEASE = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");

    private final RunHistory history;
    private final ConfigView settings;
    private final SafeWords safe;
    private final StringBuilder text = new StringBuilder(HEAD);

    private SupportBundle(RunHistory history, ConfigView settings, KnownSecrets secrets) {
        this.history = history;
        this.settings = settings;
        safe = new SafeWords(secrets, BundleWords.all(), names(history));
    }

    /** All of it, in ASCII. */
    static String of(RunHistory history, ConfigView settings, KnownSecrets secrets) {
        var bundle = new SupportBundle(history, settings, secrets);
        bundle.program();
        bundle.settings();
        bundle.run();
        bundle.asked();
        bundle.timeline();
        return secrets.mask(bundle.text.toString());
    }

    /** What is somebody's wherever it stands in a sentence, also where it is made of usual words. */
    private static List<String> names(RunHistory history) {
        RunSummary run = history.summary();
        List<String> names = new ArrayList<>(List.of(run.runId().value()));
        Stream.of(run.name(), run.instanceId(), run.order().map(KnownOrder::number), history.approvedBy())
                .forEach(name -> name.ifPresent(names::add));
        history.request().ifPresent(asked -> {
            RdsDatabase rds = asked.database();
            names.addAll(List.of(asked.name(), asked.description(), rds.instanceId(), rds.database(), rds.host()));
            names.addAll(
                    List.of(rds.user(), asked.network().vpcId(), asked.network().subnetId()));
            asked.schema().ifPresent(schema -> names.add(schema.script().source()));
        });
        return names;
    }

    private void program() {
        section("Program");
        fact("program", new Iothub.Version().getVersion()[0]);
        fact("java", property("java.version") + ", " + property("java.vendor"));
        Matcher release = RELEASE.matcher(property("os.version"));
        fact(
                "system",
                property("os.name") + (release.lookingAt() ? " " + release.group() : "") + ", " + property("os.arch"));
        fact("dialect", history.summary().dialect().orElse("-"));
    }

    private void settings() {
        section("Settings here, and where each is taken from");
        settings.rows().forEach(row -> fact(row.option(), value(row) + "  (" + from(row) + ")"));
        fact("credentials", safe.sentence(settings.credentials()));
    }

    private String value(ConfigView.Row row) {
        if (row.value().isEmpty()) {
            return "-";
        }
        String value = row.value().get();
        return switch (row.option()) {
            case "--poll-interval", "--quiet-period", "--output" -> value;
            case "--region" -> safe.place(value);
            case "--dialect" -> WireDialects.named(value).isPresent() ? value : safe.id(value);
            default -> safe.id(value);
        };
    }

    /** A file's name may be a person's. */
    private static String from(ConfigView.Row row) {
        return switch (row.origin().source()) {
            case FLAG -> "a flag";
            case VARIABLE -> row.origin().where().orElse("a variable");
            case FILE -> "a file";
            case DEFAULT -> "default";
        };
    }

    private void run() {
        RunSummary run = history.summary();
        section("Run");
        fact("run", safe.id(run.runId().value()));
        fact("begun", run.begunAt().map(SupportBundle::time).orElse("-"));
        fact("step", run.step().orElse("-"));
        fact("ended", run.ended().map(Enum::name).orElse("not yet"));
        fact("reason", run.reason().map(Enum::name).orElse("-"));
        fact("instance", run.instanceId().map(safe::id).orElse("-"));
        fact("order", run.order().map(KnownOrder::number).map(safe::id).orElse("-"));
        fact("amount", run.order().flatMap(KnownOrder::amount).map(this::money).orElse("-"));
        fact("approved by", history.approvedBy().map(safe::id).orElse("-"));
        fact("last seen", run.lastSeen().map(safe::sentence).orElse("-"));
        fact("money", safe.sentence(history.money()));
    }

    private void asked() {
        section("What was asked for");
        if (history.request().isEmpty()) {
            fact("request", "-");
            return;
        }
        CreateInstanceRequest asked = history.request().get();
        RdsDatabase rds = asked.database();
        fact("name", safe.id(asked.name()));
        fact("description", asked.description().isEmpty() ? "-" : safe.id(asked.description()));
        fact(
                "region",
                safe.place(asked.region())
                        + asked.zone().map(safe::place).map(zone -> ", " + zone).orElse(""));
        fact("vpc", safe.id(asked.network().vpcId()));
        fact("subnet", safe.id(asked.network().subnetId()));
        fact("rds", safe.id(rds.instanceId()));
        fact("database", safe.id(rds.database()) + " as " + safe.id(rds.user()));
        fact("host", safe.id(rds.host()));
        fact(
                "schema",
                asked.schema()
                        .map(schema -> safe.id(schema.script().source()) + ", sha256 "
                                + safe.id(schema.script().sha256()))
                        .orElse("none"));
        fact("ceiling", money(asked.spendAtMost()) + ", coupons " + money(asked.coupons()));
        fact("unchecked", asked.uncheckedAllowed().size() + " allowed");
    }

    private void timeline() {
        section("Timeline: number, time, what, step, words");
        int number = 0;
        for (RunHistory.Entry entry : history.entries()) {
            number++;
            line(number + "  " + time(entry.at()) + "  " + entry.kind() + "  "
                    + entry.step().orElse("-") + "  "
                    + words(entry)
                    + entry.requestId()
                            .map(id -> " (request " + safe.id(id) + ")")
                            .orElse(""));
        }
        line("");
        line("End: " + number + " entries.");
    }

    /** Who decided, and why, is a person's: nothing of it is taken for words of this program. */
    private String words(RunHistory.Entry entry) {
        Matcher decision = DECISION.matcher(entry.words());
        if (entry.kind() != RunHistory.Kind.DECIDED || !entry.words().contains(" decided: ")) {
            return safe.sentence(JavaNames.withoutState(entry.words()));
        }
        if (!decision.matches()) {
            return safe.said(entry.words());
        }
        String subject =
                Optional.ofNullable(decision.group(3)).map(String::strip).orElse("");
        return safe.id(decision.group(1)) + " decided: " + decision.group(2)
                + (subject.isEmpty() ? "" : " " + safe.id(subject))
                + Optional.ofNullable(decision.group(5))
                        .map(why -> ", because " + safe.said(why))
                        .orElse("");
    }

    private String money(Money money) {
        return money.currency() + " " + safe.amount(money.amount().toPlainString());
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private void section(String name) {
        line("");
        line("== " + name);
    }

    private void fact(String name, String value) {
        line(String.format("%-16s%s", name, value));
    }

    private void line(String words) {
        text.append(Plain.escaped(Plain.line(words))).append('\n');
    }
}
