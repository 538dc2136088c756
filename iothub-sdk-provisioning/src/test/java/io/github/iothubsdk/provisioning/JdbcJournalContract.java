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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the JDBC journal promises, on whichever database. */
abstract class JdbcJournalContract {

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final SettableTicker ticker = new SettableTicker();
    private final Journal here = new JdbcJournal(source(), LEASE, "node here", ticker);
    private final Journal there = new JdbcJournal(source(), LEASE, "node there", ticker);
    private final RunId run = RunId.fresh();

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
        assertThat(there.read(RunId.fresh())).isEmpty();
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
        ticker.advance(LEASE.plusSeconds(1));
        try (Journal.OwnedRun next = there.own(run)) {
            next.append(entry(Kind.SEEN, "AwaitInstance", "{}"));

            assertThatThrownBy(() -> paused.append(entry(Kind.CLAIMED, "PayOrder", "{}")))
                    .isInstanceOf(JournalException.Owned.class)
                    .hasMessageContaining("taken over");
            assertThatThrownBy(paused::confirm).isInstanceOf(JournalException.Owned.class);
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
                ticker.advance(LEASE.dividedBy(3));
                owned.keep();
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
        return new JournalEntry(ticker.now(), kind, step, data);
    }

    @Test
    void takesNoLeaseThatIsRenewedInTheSameInstant() {
        Journal.OwnedRun paused = here.own(run);
        paused.append(entry(Kind.BEGUN, "", "{}"));
        ticker.advance(LEASE.plusSeconds(1));
        Journal late = new JdbcJournal(before("SET epoch", paused::confirm), LEASE, "node late", ticker);

        assertThatThrownBy(() -> late.own(run)).isInstanceOf(JournalException.Owned.class);

        paused.append(entry(Kind.CLAIMED, "PayOrder", "{}"));
        paused.close();
        assertThat(here.read(run)).hasSize(2);
    }

    /** Does something right before the first statement that has these words is prepared. */
    private DataSource before(String words, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        DataSource inner = source();
        InvocationHandler connections = (proxy, method, arguments) -> {
            Connection open = inner.getConnection();
            return proxy(Connection.class, (self, call, values) -> {
                if (call.getName().equals("prepareStatement")
                        && values[0].toString().contains(words)
                        && done.compareAndSet(false, true)) {
                    action.run();
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
