package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that are over may be forgotten; what protects money may not. */
class RetentionTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final RunId KEY = RunId.of("order-4711");

    private final Cloud cloud = Cloud.inProcess();

    private final Path directory;

    RetentionTest(@TempDir Path directory) {
        this.directory = directory;
    }

    enum Kind {
        MEMORY,
        DIRECTORY,
        JDBC
    }

    private Journal journal(Kind kind) {
        return switch (kind) {
            case MEMORY -> Journals.inMemory();
            case DIRECTORY -> Journals.inDirectory(directory);
            case JDBC -> {
                var source = new JdbcDataSource();
                source.setURL("jdbc:h2:mem:" + RunId.random() + ";DB_CLOSE_DELAY=-1");
                yield Journals.jdbc(source);
            }
        };
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private static CreateInstanceRequest request(String name) {
        return Cloud.request(name).build();
    }

    @ParameterizedTest
    @EnumSource
    void forgetsWhatHasBeenOverForSoLong(Kind kind) {
        Journal journal = journal(kind);
        try (var client = cloud.builder().journal(journal).build()) {
            RunId old = client.create(request("plant-1"), HOUR).runId();
            cloud.timeSource.advance(MONTH);
            RunId young = client.create(request("plant-2"), HOUR).runId();
            RunId open = client.begin(request("plant-3"));
            RunId givenUp = client.begin(request("plant-4"));
            client.abandon(givenUp);

            assertThat(client.forgetEnded(MONTH)).containsExactly(old);
            assertThat(client.run(old)).isEmpty();
            assertThat(client.runs()).extracting(run -> run.runId()).containsExactlyInAnyOrder(young, open, givenUp);
            assertThat(client.forgetEnded(MONTH)).isEmpty();
            assertThat(client.forgetEnded(Duration.ZERO)).containsExactlyInAnyOrder(young, givenUp);
            assertThat(client.resume(open, HOUR).runId()).isEqualTo(open);
        }
    }

    /** A message that is delivered again after a year must not buy a second time. */
    @ParameterizedTest
    @EnumSource
    void neverBeginsUnderAForgottenIdAgain(Kind kind) {
        Journal journal = journal(kind);
        try (var client = cloud.builder().journal(journal).build()) {
            String instance =
                    client.create(KEY, request("plant-1"), HOUR).instance().id();
            client.forget(KEY);
            client.instances("cn-north-1").delete(instance);
            int orders = cloud.simulator.ledger().orders().size();

            Invalid refused = catchThrowableOfType(Invalid.class, () -> client.create(KEY, request("plant-1"), HOUR));
            assertThat(refused).hasMessageContaining("order-4711 has ended, and was forgotten");
            assertThat(refused.runId()).isEmpty();
            assertThat(cloud.simulator.ledger().orders()).hasSize(orders);
            try (var owned = journal.own(KEY)) { // and nobody is left with it
                assertThat(owned.entries()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatIsNotOver(Kind kind) {
        Journal journal = journal(kind);
        cloud.account.cash("900").orderAmount("88.00");
        var cheap = Cloud.request("plant-1").spendAtMost(Money.cny("20.00")).build();
        try (var client = cloud.builder().journal(journal).build()) {
            RunId open = catchThrowableOfType(Unfinished.class, () -> client.create(cheap, HOUR))
                    .runId()
                    .orElseThrow();
            int before = journal.read(open).size();
            assertThat(catchThrowableOfType(Unfinished.class, () -> client.forget(open)))
                    .returns(UnfinishedReason.NOT_OVER, Unfinished::reason);
            assertThat(client.forgetEnded(Duration.ZERO)).isEmpty();
            assertThat(journal.read(open)).hasSize(before);
            assertThat(catchThrowableOfType(Unfinished.class, () -> client.forget(RunId.random())))
                    .returns(UnfinishedReason.NO_SUCH_RUN, Unfinished::reason);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhatAnotherOwnerHas(Kind kind) {
        Journal journal = journal(kind);
        try (var client = cloud.builder().journal(journal).build()) {
            RunId done = client.create(request("plant-1"), HOUR).runId();
            try (var owned = journal.own(done)) {
                assertThat(client.forgetEnded(Duration.ZERO)).isEmpty();
                assertThat(catchThrowableOfType(Unfinished.class, () -> client.forget(done)))
                        .returns(UnfinishedReason.OWNED_ELSEWHERE, Unfinished::reason);
                assertThat(owned.entries()).isNotEmpty();
            }
            assertThat(client.forgetEnded(Duration.ZERO)).containsExactly(done);
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsAnotherRunHaveTheNameOfAForgottenOne(Kind kind) {
        Journal journal = journal(kind);
        try (var client = cloud.builder().journal(journal).build()) {
            RunId first = client.begin(request("plant-1"));
            client.abandon(first);
            client.forget(first);
            assertThat(client.create(request("plant-1"), HOUR).instance().name())
                    .isEqualTo("plant-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isGoneForEveryOwner(Kind kind) {
        Journal journal = journal(kind);
        try (var client = cloud.builder().journal(journal).build()) {
            RunId run = client.begin(request("plant-1"));
            client.abandon(run);
            var owned = journal.own(run);
            owned.delete();
            assertThat(owned.entries()).isEmpty();
            assertThat(journal.runs()).doesNotContain(run);
            owned.close();
            if (kind != Kind.JDBC) {
                assertThatThrownBy(owned::delete).hasMessageContaining("not owned any more");
            }
            assertThat(journal.read(run)).isEqualTo(List.of());
        }
    }
}
