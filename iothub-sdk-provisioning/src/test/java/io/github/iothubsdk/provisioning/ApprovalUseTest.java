package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an approval is given for, and what uses it up: an order under it, and nothing less. */
class ApprovalUseTest {

    private static final Duration BUDGET = Duration.ofHours(1);
    private static final Duration VALID = Duration.ofHours(4);
    private static final String ONCE = "1 order, 1 payment, 1 instance RUNNING";

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();
    private final CreateInstanceRequest request =
            Cloud.request("plant-7").spendAtMost(Money.cny("100.00")).build();

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private Approval approval() {
        return client.approve(client.preflight(request), "jane", VALID);
    }

    @Test
    void tellsWhenWasLookedAtWhatItIsFor() {
        Instant before = cloud.timeSource.instant();
        Preflight looked = client.preflight(request);
        assertThat(looked.lookedAt())
                .hasValueSatisfying(at -> assertThat(Duration.between(before, at))
                        .isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(1)));
        cloud.timeSource.advance(Duration.ofMinutes(14));

        Approval approval = client.approve(looked, "jane", VALID);

        assertThat(approval.lookedAt()).isEqualTo(looked.lookedAt().orElseThrow());
        assertThat(Approval.parse(approval.toJson()).lookedAt()).isEqualTo(approval.lookedAt());
        assertThat(Duration.between(approval.lookedAt(), approval.at()))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
    }

    /** What it was like days ago is nothing that anybody can agree to now. */
    @Test
    void isNotGivenForAnOldPreflight() {
        Preflight looked = client.preflight(request);
        cloud.timeSource.advance(Duration.ofMinutes(15).plusSeconds(2));

        assertRefused("preflight-old", "15 minutes", () -> client.approve(looked, "jane", VALID));
        try (ProvisioningClient other = cloud.client()) {
            assertRefused("preflight-old", "15 minutes", () -> other.approve(looked, "jane", VALID));
        }
    }

    /** A machine that was asleep since: its monotonic clock stood still, its wall clock did not. */
    @Test
    void isNotGivenForAPreflightFromBeforeTheMachineSlept() {
        Preflight looked = client.preflight(request);
        cloud.timeSource.jump(BUDGET);

        assertRefused("preflight-old", "15 minutes", () -> client.approve(looked, "jane", VALID));
    }

    @Test
    void isNotGivenForAPreflightThatDoesNotTellWhenItWasMade() {
        Preflight made = Preflight.of(request, client.preflight(request).checks());

        assertThat(made.lookedAt()).isEmpty();
        assertRefused("preflight-old", "does not tell", () -> client.approve(made, "jane", VALID));
        Preflight later = Preflight.of(request, made.checks(), Instant.MAX);
        assertRefused("preflight-old", "15 minutes from now", () -> client.approve(later, "jane", VALID));
    }

    @Test
    void outlastsAMistypedKey() {
        Approval approval = approval();
        try (ProvisioningClient mistyped = cloud.builder("mistyped").build()) {
            assertThatExceptionOfType(ProvisioningException.Invalid.class)
                    .isThrownBy(() -> mistyped.create(approval, BUDGET))
                    .withMessageContaining("secret key");
        }

        assertThat(client.create(approval, BUDGET).runId()).isEqualTo(approval.runId());
        assertThat(cloud.ledger()).contains(ONCE);
        assertRefused("approval-used", "is over: DONE", () -> client.create(approval, BUDGET));
    }

    /** Such as what stood in the way and is put right. */
    @Test
    void outlastsWhatACheckFound() {
        Approval approval = approval();
        cloud.account.cash("20.00");
        assertRefused("balance-suffices", "20.00", () -> client.create(approval, BUDGET));
        assertRefused("balance-suffices", "20.00", () -> client.resume(approval.runId(), BUDGET));
        cloud.account.cash("5000.00");

        client.create(approval, BUDGET);

        assertThat(cloud.ledger()).contains(ONCE);
        assertRefused("approval-used", "is over: DONE", () -> client.create(approval, BUDGET));
    }

    /** What was typed for a create that was refused is not the word of the next one; a resume takes up that very run. */
    @ParameterizedTest
    @CsvSource({"CREATE, New-1234", "RESUME, Typed-1234"})
    void takesThePasswordOfItsOwnWordAfterARefusal(String again, String password) {
        List<String> sent = new CopyOnWriteArrayList<>();
        try (ProvisioningClient other = cloud.builder()
                .secrets(database -> Optional.of(Secret.of("New-1234")))
                .transport(() -> new InProcess(cloud.simulator) {
                    @Override
                    public HttpResponse send(HttpRequest call) throws IOException, InterruptedException {
                        sent.add(new String(call.body(), StandardCharsets.UTF_8));
                        return super.send(call);
                    }
                })
                .build()) {
            Approval approval = approval();
            CreateInstanceRequest typed = request.toBuilder()
                    .database(RdsDatabase.of(
                            Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of("Typed-1234")))
                    .build();
            cloud.account.cash("20.00");
            assertRefused("balance-suffices", "20.00", () -> other.create(approval, typed, BUDGET));
            cloud.account.cash("5000.00");

            if (again.equals("CREATE")) {
                other.create(approval, BUDGET);
            } else {
                other.resume(approval.runId(), BUDGET);
            }
        }
        assertThat(sent)
                .filteredOn(body -> body.contains("-1234\""))
                .singleElement()
                .asString()
                .contains(password);
    }

    /** A run is in nobody's way but its own where a stranger's instance has its name. */
    @Test
    void namesNoOtherRunWhereAStrangersInstanceHasTheName() {
        Approval approval = approval();
        cloud.account.instance("plant-7");
        cloud.timeSource.advance(Duration.ofMinutes(1));

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(ProvisioningException.Invalid.class)
                    .isThrownBy(() -> client.create(approval, BUDGET))
                    .withMessageContaining("Choose another name, or use that instance.")
                    .satisfies(e -> assertThat(e.violations())
                            .allSatisfy(violation ->
                                    assertThat(violation.otherRun()).isEmpty()));
        }
        assertThatExceptionOfType(ProvisioningException.Invalid.class)
                .isThrownBy(() -> client.resume(approval.runId(), BUDGET))
                .withMessageContaining("Choose another name, or use that instance.");
    }

    /** It is in the way of what was agreed to for as long as it is there. */
    @Test
    void outlastsAnOrderOfAnotherName() {
        Approval approval = approval();
        cloud.account.instance("plant-1");
        cloud.timeSource.advance(Duration.ofMinutes(1));
        assertRefused("approval-drifted", "WARNING now", () -> client.create(approval, BUDGET));
        assertRefused("approval-drifted", "WARNING now", () -> client.create(approval, BUDGET));
        assertThat(cloud.ledger()).contains("0 orders");
        cloud.account.removeInstance("plant-1");
        cloud.timeSource.advance(Duration.ofMinutes(1));

        client.create(approval, BUDGET);

        assertThat(cloud.ledger()).contains("1 order, 1 payment");
    }

    /** Or an order could be placed under it on findings of before the refusal. */
    @Test
    void looksAtEverythingAgainAfterARefusal() {
        Approval approval = approval();
        Journal pausing = new ForwardingJournal(cloud.journal) {
            @Override
            void append(OwnedRun owned, JournalEntry entry) {
                owned.append(entry);
                if (entry.kind() == JournalEntry.Kind.REACHED && entry.step().equals(StepIds.PREFLIGHT)) {
                    cloud.account.instance("plant-7");
                    cloud.timeSource.advance(Duration.ofMinutes(1));
                }
            }
        };
        try (ProvisioningClient slow = cloud.builder().journal(pausing).build()) {
            assertRefused("name-is-free", "plant-7", () -> slow.create(approval, BUDGET));
        }
        cloud.account.removeInstance("plant-7").cash("20.00");
        cloud.timeSource.advance(Duration.ofMinutes(1));

        assertRefused("balance-suffices", "20.00", () -> client.create(approval, BUDGET));
        cloud.account.cash("5000.00");
        client.create(approval, BUDGET);
        assertThat(cloud.ledger()).contains("1 order, 1 payment");
    }

    @Test
    void staysExpired() {
        Approval approval = approval();
        cloud.timeSource.advance(VALID);

        assertRefused("approval-expired", "it held until", () -> client.create(approval, BUDGET));
        assertRefused("approval-expired", "it held until", () -> client.create(approval, BUDGET));
        assertRefused("approval-expired", "it held until", () -> client.resume(approval.runId(), BUDGET));
        assertThat(cloud.ledger()).contains("0 orders");
    }

    /** An order was sent under it: another one is somebody else's word. */
    @Test
    void isUsedUpByAnOrderThatWasRefused() {
        Approval approval = approval();
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).quotaExceeded();
        assertRefused("order-refused", "quota", () -> client.create(approval, BUDGET));

        assertRefused("approval-used", "is over: INVALID", () -> client.create(approval, BUDGET));
        assertRefused("approval-used", "used up", () -> client.resume(approval.runId(), BUDGET));
        assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
    }

    /** Its id is in its file: whoever begins a run under it would take it away. */
    @Test
    void isNotUsedUpByAnotherRequestUnderItsId() {
        Approval approval = approval();
        CreateInstanceRequest other = Cloud.request("plant-8").build();

        assertRefused("run-id-of-approval", "an approval", () -> client.create(approval.runId(), other, BUDGET));
        assertRefused("run-id-of-approval", "an approval", () -> client.create(approval.runId(), request, BUDGET));
        assertRefused("run-id-of-approval", "an approval", () -> client.begin(approval.runId(), other));
        assertThat(client.start(approval.runId(), other, BUDGET).result())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(ProvisioningException.Invalid.class);
        assertThat(client.runs()).isEmpty();

        client.create(approval, BUDGET);
        assertThat(client.runs()).extracting(RunSummary::name).containsExactly(Optional.of("plant-7"));
        assertThat(client.create(approval.runId(), request, BUDGET).runId()).isEqualTo(approval.runId());
        assertThat(cloud.ledger()).contains(ONCE);
    }

    private static void assertRefused(String code, String words, ThrowingCallable call) {
        assertThatExceptionOfType(ProvisioningException.Invalid.class)
                .isThrownBy(call)
                .satisfies(e ->
                        assertThat(e.violations().stream().map(Violation::code)).contains(code))
                .withMessageContaining(words);
    }
}
