package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** What the parts of {@link JournalConformance} share: two openings of one storage, a run, and entries. */
abstract class JournalCase {

    static final JournalEntry BEGUN = entry(Kind.BEGUN, "", "{\"name\":\"plant-7\"}");
    static final JournalEntry CLAIMED = entry(Kind.CLAIMED, "PlaceOrder", "{\"token\":\"t-1\"}");
    static final JournalEntry REACHED = entry(Kind.REACHED, "PlaceOrder", "{\"orderNumber\":\"2026\"}");

    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final int WANTING = 16;

    final VirtualTime time = new VirtualTime();
    final RunId run = RunId.random();

    JournalCase() {}

    /** A journal on the storage of this test. */
    protected abstract Journal open(TimeSource clock) throws Exception;

    /** How long an ownership lasts that nobody renews. */
    protected Optional<Duration> lease() {
        return Optional.empty();
    }

    final Journal open() throws Exception {
        return open(time);
    }

    static JournalEntry entry(Kind kind, String step, String data) {
        return new JournalEntry(Instant.parse("2026-11-22T08:00:00.123456789Z"), kind, step, data);
    }

    /** Writes them as a run's owner, who then gives it up. */
    static void write(Journal journal, RunId run, JournalEntry... entries) {
        try (Journal.OwnedRun owned = journal.own(run)) {
            for (JournalEntry entry : entries) {
                owned.append(entry);
            }
        }
    }

    /** The same but for characters that JSON may escape. */
    static void assertSame(List<JournalEntry> found, JournalEntry... expected) {
        assertThat(found.stream().map(JournalCase::unescaped))
                .containsExactlyElementsOf(
                        List.of(expected).stream().map(JournalCase::unescaped).toList());
    }

    private static JournalEntry unescaped(JournalEntry entry) {
        String data = ESCAPED.matcher(entry.data())
                .replaceAll(code -> String.valueOf((char) Integer.parseInt(code.group(1), 16)));
        return new JournalEntry(entry.at(), entry.kind(), entry.step(), data);
    }

    /** What many come to who do something at once, each on a thread of its own. */
    static <T> List<T> together(IntFunction<Callable<T>> task) throws Exception {
        CyclicBarrier all = new CyclicBarrier(WANTING);
        List<FutureTask<T>> running = new ArrayList<>();
        for (int i = 0; i < WANTING; i++) {
            Callable<T> one = task.apply(i);
            FutureTask<T> future = new FutureTask<>(() -> {
                all.await(30, TimeUnit.SECONDS);
                return one.call();
            });
            running.add(future);
            Thread thread = new Thread(future, "journal-kit-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        List<T> results = new ArrayList<>();
        for (FutureTask<T> future : running) {
            results.add(future.get(60, TimeUnit.SECONDS));
        }
        return results;
    }
}
