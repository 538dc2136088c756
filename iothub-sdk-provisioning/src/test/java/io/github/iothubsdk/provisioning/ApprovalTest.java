package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's word beforehand: good for one run of what was looked at, and for nothing else. */
class ApprovalTest {

    private static final Duration BUDGET = Duration.ofHours(1);
    private static final Duration VALID = Duration.ofHours(4);

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();
    private final CreateInstanceRequest request =
            Cloud.request("plant-7").spendAtMost(Money.cny("100.00")).build();
    private final Approval approval = client.approve(client.preflight(request), "jane", VALID);

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    @Test
    void isGoodForOneRun() {
        var done = client.create(reread(approval), BUDGET);

        assertThat(done.runId()).isEqualTo(approval.runId());
        assertThat(cloud.ledger()).contains("1 order, 1 payment, 1 instance RUNNING");
        assertRefused("approval-used", "is over: DONE", () -> client.create(approval, BUDGET));
        assertRefused("approval-used", "is over: DONE", () -> client.create(approval, request, BUDGET));
        assertThat(cloud.ledger()).contains("1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void goesOnWithTheRunThatWasCutOff() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.create(approval, Duration.ofSeconds(30)));

        try (ProvisioningClient other = cloud.client()) {
            var done = other.create(reread(approval), request, BUDGET);

            assertThat(done.runId()).isEqualTo(approval.runId());
        }
        assertThat(cloud.ledger()).contains("1 order, 1 payment, 1 instance RUNNING");
    }

    /** What was sent under it is settled, also when it has expired by then. */
    @Test
    void settlesWhatWasOrderedUnderItAfterItHasExpired() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.create(approval, Duration.ofSeconds(30)));
        cloud.timeSource.advance(VALID);

        client.create(approval, BUDGET);

        assertThat(cloud.ledger()).contains("1 order, 1 payment, 1 instance RUNNING");
    }

    /** A copy that left no trace is not sent again: whether it was the first is not known. */
    @Test
    void sendsNoOtherCopyAfterItHasExpired() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).beforeEffect().dropConnection();
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.create(approval, Duration.ofSeconds(30)));
        cloud.timeSource.advance(VALID);

        assertThatExceptionOfType(ProvisioningException.Unknown.class)
                .isThrownBy(() -> client.create(approval, BUDGET))
                .withMessageContaining("while the approval held has left no trace");
        assertThat(cloud.ledger()).contains("0 orders");
        assertThatExceptionOfType(ProvisioningException.Unknown.class)
                .isThrownBy(() -> client.resume(approval.runId(), BUDGET));
        client.resolve(approval.runId(), Resolution.orderAgain().by("li").because("none is there"));
        assertRefused("approval-expired", "it held until", () -> client.resume(approval.runId(), BUDGET));
        assertThat(cloud.ledger()).contains("0 orders");
    }

    /** The service refused for a while, and the time went by. */
    @Test
    void isNotRepeatedAfterARefusalForNow() {
        Approval shortOne = client.approve(client.preflight(request), "jane", Duration.ofMinutes(1));
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).times(100).rateLimited();

        assertThatExceptionOfType(ProvisioningException.class).isThrownBy(() -> client.create(shortOne, BUDGET));
        cloud.simulator.faults().clear();
        assertThatExceptionOfType(ProvisioningException.class).isThrownBy(() -> client.create(shortOne, BUDGET));

        assertThat(cloud.ledger()).contains("0 orders");
    }

    /** Whoever resumed with more has given a word of their own; this one is for less. */
    @Test
    void paysNoMoreThanWasApproved() {
        cloud.account.orderAmount("488.00");
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.create(approval, BUDGET));
        cloud.simulator.faults().on(Route.QUERY_ORDER).times(1000).status(503, "");
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.resume(approval.runId(), Duration.ofSeconds(5), Money.cny("500.00")));
        cloud.simulator.faults().clear();

        assertRefused("approval-differs", "may spend CNY 500.00", () -> client.create(approval, BUDGET));
        assertThat(cloud.ledger()).contains("0 payments");
    }

    /** What could only not be looked at for the moment has not changed. */
    @Test
    void outlastsAnOutage() {
        CreateInstanceRequest lenient =
                request.toBuilder().allowUnchecked(CheckId.VPC_EXISTS).build();
        Approval ok = client.approve(client.preflight(lenient), "jane", VALID);
        cloud.simulator.faults().on(Route.DESCRIBE_VPC).times(20).status(503, "");

        client.create(ok, BUDGET);

        assertThat(cloud.ledger()).contains("1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void expires() {
        cloud.timeSource.advance(VALID);

        assertRefused("approval-expired", "it held until", () -> client.create(approval, BUDGET));
        assertThat(cloud.ledger()).contains("0 orders");
    }

    /** Its preconditions were looked at in time; the process then lay still. */
    @Test
    void expiresBetweenTheChecksAndTheOrder() {
        Journal pausing = new ForwardingJournal(cloud.journal) {
            @Override
            void append(OwnedRun owned, JournalEntry entry) {
                owned.append(entry);
                if (entry.kind() == JournalEntry.Kind.REACHED && entry.step().equals(StepIds.PREFLIGHT)) {
                    cloud.timeSource.advance(VALID);
                }
            }
        };
        try (ProvisioningClient slow = cloud.builder().journal(pausing).build()) {
            assertRefused("approval-expired", "it held until", () -> slow.create(approval, VALID.multipliedBy(2)));
        }
        assertThat(cloud.ledger()).contains("0 orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "description", "spendAtMost", "network", "markInDescription", "allowUnchecked"})
    void isForNothingElse(String what) {
        UnaryOperator<CreateInstanceRequest.Builder> other = switch (what) {
            case "name" ->
                builder -> CreateInstanceRequest.builder(Demo.REGION, "plant-8")
                        .description("line 7")
                        .network(Demo.VPC, Demo.SUBNET)
                        .database(Cloud.database())
                        .spendAtMost(Money.cny("100.00"))
                        .acceptServiceTerms();
            case "description" -> builder -> builder.description("line 8");
            case "spendAtMost" -> builder -> builder.spendAtMost(Money.cny("100.01"));
            case "network" -> builder -> builder.network("vpc-elsewhere1", Demo.SUBNET);
            case "markInDescription" -> CreateInstanceRequest.Builder::markInDescription;
            default -> builder -> builder.allowUnchecked(CheckId.VPC_EXISTS);
        };
        CreateInstanceRequest changed = other.apply(request.toBuilder()).build();

        assertRefused("approval-differs", "what differs: " + what, () -> client.create(approval, changed, BUDGET));

        assertThat(client.runs()).isEmpty();
        assertThat(cloud.ledger()).contains("0 orders");
        client.create(approval, BUDGET); // it was not used
    }

    @Test
    void isForOneAccount() {
        cloud.simulator.account("other-key", "other-secret");
        var other = CredentialsProvider.of(Credentials.of("other-key", Secret.of("other-secret")));
        try (ProvisioningClient stranger = cloud.builder(other).build()) {
            assertRefused("approval-account", "the credentials are those of", () -> stranger.create(approval, BUDGET));
        }
        assertThat(client.runs()).isEmpty();
    }

    @Test
    void isForOneCloudAndDialect() {
        try (ProvisioningClient elsewhere =
                cloud.builder().endpoint(URI.create("http://127.0.0.1:2")).build()) {
            assertRefused("approval-differs", "endpoint", () -> elsewhere.create(approval, request, BUDGET));
            assertRefused("approval-differs", "endpoint", () -> elsewhere.create(approval, BUDGET));
        }
        try (ProvisioningClient otherwise =
                cloud.builder().dialect(WireDialects.iotHub2020()).build()) {
            assertRefused("approval-differs", "dialect", () -> otherwise.create(approval, BUDGET));
        }
    }

    /** A check that only warns orders by itself; of what was approved it is a change. */
    @Test
    void isForWhatTheChecksHadFound() {
        cloud.account.colleague().order("plant-1").pay();
        cloud.timeSource.advance(Duration.ofMinutes(20));

        assertRefused("approval-drifted", "WARNING now", () -> client.create(approval, BUDGET));

        assertThat(cloud.ledger()).doesNotContain("2 orders");
    }

    @Test
    void saysWhatMustBePutRightWhenACheckFailsNow() {
        cloud.account.cash("20.00");

        assertRefused("balance-suffices", "20.00", () -> client.create(approval, BUDGET));
    }

    @Test
    void isNotGivenToWhatCannotBeOrdered() {
        cloud.account.cash("20.00");

        assertRefused("balance-suffices", "20.00", () -> client.approve(client.preflight(request), "jane", VALID));
    }

    @Test
    void isReadBackWhole() {
        Approval same = reread(approval);

        assertThat(same).isEqualTo(approval);
        assertThat(same.by()).isEqualTo("jane");
        assertThat(same.expires()).isEqualTo(same.at().plus(VALID));
        assertThat(approval.toJson()).doesNotContain(Demo.DB_PASSWORD, Demo.SECRET_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"approval\":1}", "{\"approval\":2,\"run\":{}}", "no JSON"})
    void refusesWhatIsNoApproval(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Approval.parse(text));
    }

    @Test
    void refusesWhatWasChanged() {
        String json = approval.toJson();

        for (String part : List.of("jane", "plant-7", "100.00", "PASSED", Demo.SUBNET)) {
            assertThat(json).contains(part);
            assertThatIllegalArgumentException()
                    .as(part)
                    .isThrownBy(() -> Approval.parse(json.replace(part, part.substring(1))));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Approval.parse(json.substring(0, json.length() - 20)));
    }

    @Test
    void hasItsBounds() {
        var looked = client.preflight(request);
        for (Duration valid : List.of(Duration.ZERO, Duration.ofSeconds(59), Duration.ofDays(31))) {
            assertThatIllegalArgumentException().isThrownBy(() -> client.approve(looked, "jane", valid));
        }
        for (String by : List.of("", "  ", "x".repeat(101))) {
            assertThatIllegalArgumentException().isThrownBy(() -> client.approve(looked, by, VALID));
        }
    }

    @Test
    void isUsedUpByARunThatWasGivenUp() {
        client.begin(Cloud.request("plant-9").build());
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.create(approval, Duration.ofSeconds(30)));
        assertThat(client.abandon(approval.runId()).ended()).contains(RunSummary.Ending.ABANDONED);

        assertRefused("approval-used", "ABANDONED", () -> client.create(approval, BUDGET));
    }

    private static Approval reread(Approval approval) {
        return Approval.parse(approval.toJson());
    }

    private static void assertRefused(String code, String words, ThrowingCallable call) {
        assertThatExceptionOfType(ProvisioningException.Invalid.class)
                .isThrownBy(call)
                .satisfies(e ->
                        assertThat(e.violations().stream().map(Violation::code)).contains(code))
                .withMessageContaining(words);
    }
}
