package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.internal.journal.JdbcJournal;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the JDBC journal promises, on whichever database. */
abstract class JdbcJournalContract {

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final VirtualTime timeSource = new VirtualTime();
    private final Journal here = new JdbcJournal(source(), LEASE, "node here", timeSource);
    private final Journal there = new JdbcJournal(source(), LEASE, "node there", timeSource);
    private final RunId run = RunId.random();

    /** A pool, or something that gives out connections like one. */
    abstract DataSource source();

    @Test
    void givesBackWhatWasWrittenInOrder() {
        List<JournalEntry> written = List.of(
                entry(Kind.BEGUN, "", "{\"name\":\"灌装线😀 \\\"七\\\"\\\\\"}"),
                entry(Kind.CLAIMED, "PlaceOrder", "{}"),
                entry(Kind.REACHED, "PlaceOrder", "{\"orderNumber\":\"1\"}"));
        try (Journal.OwnedRun owned = here.own(run)) {
            written.forEach(owned::append);
            assertThat(owned.entries()).isEqualTo(written);
        }
        List<JournalEntry> read = there.read(run);

        assertThat(read).extracting(JournalEntry::kind).containsExactly(Kind.BEGUN, Kind.CLAIMED, Kind.REACHED);
        assertThat(read.get(0).data())
                .isEqualTo("{\"name\":\"\\u704c\\u88c5\\u7ebf\\ud83d\\ude00 \\\"\\u4e03\\\"\\\\\"}");
        assertThat(there.runs()).contains(run);
        assertThat(there.read(RunId.random())).isEmpty();
    }

    @Test
    void saysThatAReservationNamesNoRun() throws SQLException {
        here.reserve("a key", run, Optional.empty());
        try (Connection open = source().getConnection();
                Statement change = open.createStatement()) {
            change.executeUpdate("UPDATE iothub_sdk_journal SET data = 'Not a run' WHERE seq = -1");
            if (!open.getAutoCommit()) {
                open.commit();
            }
        }
        assertThatThrownBy(() -> here.holder("a key"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("names no run");
    }

    @Test
    void refusesASecondOwnerAndNamesTheFirst() {
        try (Journal.OwnedRun owned = here.own(run)) {
            owned.append(entry(Kind.BEGUN, "", "{}"));
            assertThatThrownBy(() -> there.own(run))
                    .isInstanceOf(JournalException.Owned.class)
                    .hasMessageContaining("node here");
        }
        try (Journal.OwnedRun next = there.own(run)) {
            assertThat(next.entries()).hasSize(1);
        }
    }

    @Test
    void letsNoFormerOwnerWriteOnceItsLeaseWasTaken() {
        Journal.OwnedRun paused = here.own(run);
        paused.append(entry(Kind.BEGUN, "", "{}"));
        timeSource.advance(LEASE.plusSeconds(1));
        try (Journal.OwnedRun next = there.own(run)) {
            next.append(entry(Kind.SEEN, "AwaitInstance", "{}"));

            assertThatThrownBy(() -> paused.append(entry(Kind.CLAIMED, "PayOrder", "{}")))
                    .isInstanceOf(JournalException.Owned.class)
                    .hasMessageContaining("taken over");
            assertThatThrownBy(paused::verifyOwnership).isInstanceOf(JournalException.Owned.class);
            paused.close();
            next.append(entry(Kind.SEEN, "AwaitInstance", "{}"));
            assertThat(next.entries()).hasSize(3);
        }
        assertThat(here.read(run)).extracting(JournalEntry::kind).doesNotContain(Kind.CLAIMED);
    }

    @Test
    void keepsTheLeaseUpWhileTheRunIsWorkedOn() {
        try (Journal.OwnedRun owned = here.own(run)) {
            owned.append(entry(Kind.BEGUN, "", "{}"));
            for (int i = 0; i < 10; i++) {
                timeSource.advance(LEASE.dividedBy(3));
                owned.renew();
            }
            assertThatThrownBy(() -> there.own(run)).isInstanceOf(JournalException.Owned.class);
        }
    }

    @Test
    void givesARunToOneOfManyWhoWantItAtOnce() {
        AtomicInteger owners = new AtomicInteger();
        IntStream.range(0, 16).parallel().forEach(i -> {
            try {
                there.own(run);
                owners.incrementAndGet();
            } catch (JournalException.Owned e) {
                assertThat(e).hasMessageContaining(run.value());
            }
        });
        assertThat(owners.get()).isEqualTo(1);
    }

    private JournalEntry entry(Kind kind, String step, String data) {
        return new JournalEntry(timeSource.now(), kind, step, data);
    }

    @Test
    void takesNoLeaseThatIsRenewedInTheSameInstant() {
        Journal.OwnedRun paused = here.own(run);
        paused.append(entry(Kind.BEGUN, "", "{}"));
        timeSource.advance(LEASE.plusSeconds(1));
        Journal late = new JdbcJournal(before("SET epoch", paused::verifyOwnership), LEASE, "node late", timeSource);

        assertThatThrownBy(() -> late.own(run)).isInstanceOf(JournalException.Owned.class);

        paused.append(entry(Kind.CLAIMED, "PayOrder", "{}"));
        paused.close();
        assertThat(here.read(run)).hasSize(2);
    }

    @Test
    void givesARunToAnotherInTheMomentItsLeaseEnds() {
        Journal.OwnedRun first = here.own(run);
        first.append(entry(Kind.BEGUN, "", "{}"));
        Instant end = timeSource.now().plus(LEASE);
        timeSource.advance(LEASE.minusMillis(1));
        assertThatThrownBy(() -> there.own(run))
                .isInstanceOf(JournalException.Owned.class)
                .hasMessageContaining("node here, whose lease lasts until " + end);
        timeSource.advance(Duration.ofMillis(1));
        there.own(run).close();
    }

    /** A check of who owns it each second must not be a write each second. */
    @Test
    void leavesTheLeaseAloneUntilHalfOfItIsOver() {
        List<String> statements = new ArrayList<>();
        Journal.OwnedRun owned = new JdbcJournal(watched(statements::add), LEASE, "node", timeSource).own(run);
        statements.clear();
        timeSource.advance(LEASE.dividedBy(2));
        owned.renew();
        assertThat(statements).isEmpty();
        timeSource.advance(Duration.ofMillis(1));
        owned.renew();
        assertThat(statements).hasSize(1);
        timeSource.advance(LEASE.minusMillis(1));
        assertThatThrownBy(() -> there.own(run)).isInstanceOf(JournalException.Owned.class);
        owned.close();
    }

    @Test
    void prolongsTheLeaseWithEachWriteAndNoneThatFailed() {
        Journal.OwnedRun owned = here.own(run);
        timeSource.advance(LEASE.dividedBy(2));
        owned.append(entry(Kind.BEGUN, "", "{}"));
        timeSource.advance(LEASE.minusMillis(1));
        assertThatThrownBy(() -> there.own(run)).isInstanceOf(JournalException.Owned.class);
        owned.close();

        Journal failing = new JdbcJournal(before("VALUES (?, ?, ?, 0", this::fail), LEASE, "node", timeSource);
        Journal.OwnedRun unlucky = failing.own(run);
        timeSource.advance(LEASE.dividedBy(2));
        assertThatThrownBy(() -> unlucky.append(entry(Kind.CLAIMED, "PayOrder", "{}")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> unlucky.append(entry(Kind.CLAIMED, "PayOrder", "{}")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("may or may not be in the journal");
        assertThat(unlucky.entries()).hasSize(1);
        timeSource.advance(LEASE.dividedBy(2));
        there.own(run).close();
        assertThat(there.read(run)).hasSize(1);
    }

    private void fail() {
        throw new IllegalStateException("the connection is gone");
    }

    @Test
    void keepsNoRunThatItCouldNotReadAsItTookIt() {
        Journal failing = new JdbcJournal(before("SELECT written_at", this::fail), LEASE, "node", timeSource);
        assertThatThrownBy(() -> failing.own(run)).isInstanceOf(IllegalStateException.class);
        there.own(run).close();
    }

    @Test
    void takesNoNewRunThatAnotherTakesInTheSameInstant() {
        here.runs();
        Journal late = new JdbcJournal(before("INSERT", () -> here.own(run)), LEASE, "node late", timeSource);
        assertThatThrownBy(() -> late.own(run))
                .isInstanceOf(JournalException.Owned.class)
                .hasMessageContaining("another owner");
    }

    @Test
    void givesNoKeyTwiceThoughTwoWantItInTheSameInstant() {
        RunId other = RunId.random();
        String key = "key of " + run;
        assertThat(here.holder(key)).isEmpty();
        Journal late = new JdbcJournal(
                before("INSERT", () -> here.reserve(key, other, Optional.empty())), LEASE, "node late", timeSource);
        assertThat(late.reserve(key, run, Optional.empty())).isEqualTo(other);
        assertThat(late.reserve(key, run, Optional.of(run))).isEqualTo(other);
        assertThat(late.reserve(key, run, Optional.of(other))).isEqualTo(run);
        assertThat(here.holder(key)).contains(run);
    }

    /** Its user may lack the right to create tables once the table is there, and each statement is a round trip. */
    @Test
    void createsItsTableOnce() {
        List<String> statements = new ArrayList<>();
        Journal journal = new JdbcJournal(watched(statements::add), LEASE, "node", timeSource);
        journal.runs();
        journal.runs();
        journal.read(run);
        assertThat(statements).filteredOn(words -> words.startsWith("CREATE")).hasSize(1);
        assertThat(statements).hasSize(4);
    }

    @Test
    void givesAConnectionBackAsItWas() throws SQLException {
        try (Connection only = source().getConnection()) {
            only.setAutoCommit(true);
            DataSource single = proxy(
                    DataSource.class,
                    (pool, ask, none) -> proxy(
                            Connection.class,
                            (self, call, values) ->
                                    call.getName().equals("close") ? null : invoke(call, only, values)));
            Journal journal = new JdbcJournal(single, LEASE, "node", timeSource);
            Journal.OwnedRun owned = journal.own(run);
            assertThat(only.getAutoCommit()).isTrue();
            assertThatThrownBy(() -> journal.own(run)).isInstanceOf(JournalException.Owned.class);
            assertThat(only.getAutoCommit()).isTrue();
            owned.close();
        }
    }

    @Test
    void tellsAnEntryThatThisVersionCannotReadAndHidesNoOther() throws SQLException {
        try (Journal.OwnedRun owned = here.own(run)) {
            owned.append(entry(Kind.BEGUN, "", "{\"a\":\"~\u007f\u0080\"}"));
            owned.append(entry(Kind.SEEN, "", "{}"));
            owned.append(entry(Kind.SEEN, "", "{}"));
        }
        execute("UPDATE iothub_sdk_journal SET kind = 'DREAMT' WHERE seq = 2 AND run_id = '" + run + "'");
        execute("UPDATE iothub_sdk_journal SET written_at = 'then' WHERE seq = 3 AND run_id = '" + run + "'");
        List<JournalEntry> read = there.read(run);
        assertThat(read).extracting(JournalEntry::kind).containsExactly(Kind.BEGUN, Kind.UNREADABLE, Kind.UNREADABLE);
        assertThat(read.get(0).data()).isEqualTo("{\"a\":\"~\u007f\\u0080\"}");
        assertThat(read.get(1).data()).contains("an entry that this version cannot read");
    }

    @Test
    void passesOverRowsThatAreNoRuns() throws SQLException {
        here.own(run).close();
        execute("INSERT INTO iothub_sdk_journal"
                + " (run_id, seq, epoch, lease_until, written_at, kind, step, data)"
                + " VALUES ('Of somebody else " + run + "', 1, 1, 0, '', 'BEGUN', '', '{}')");
        assertThat(here.runs()).doesNotContain(run);
        try (Journal.OwnedRun owned = here.own(run)) {
            owned.append(entry(Kind.BEGUN, "", "{}"));
        }
        assertThat(here.runs()).contains(run);
    }

    private void execute(String statement) throws SQLException {
        try (Connection open = source().getConnection();
                Statement change = open.createStatement()) {
            assertThat(change.executeUpdate(statement)).isEqualTo(1);
            if (!open.getAutoCommit()) {
                open.commit();
            }
        }
    }

    /** Does something right before the first statement that has these words is prepared. */
    private DataSource before(String words, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return watched(statement -> {
            if (statement.contains(words) && done.compareAndSet(false, true)) {
                action.run();
            }
        });
    }

    /** Tells of each statement right before it is prepared. */
    private DataSource watched(Consumer<String> watcher) {
        DataSource inner = source();
        InvocationHandler connections = (proxy, method, arguments) -> {
            Connection open = inner.getConnection();
            return proxy(Connection.class, (self, call, values) -> {
                if (call.getName().equals("prepareStatement")) {
                    watcher.accept(values[0].toString());
                }
                return invoke(call, open, values);
            });
        };
        return proxy(DataSource.class, connections);
    }

    private static Object invoke(Method call, Object target, Object[] values) throws Throwable {
        try {
            return call.invoke(target, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
