package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An engine with steps that the test plays, a time that it sets, and a journal that it can break. */
final class Engine implements TimeSource, ServiceTime, Accounts, Journal {

    static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    static final Place PLACE = new Place("http://127.0.0.1:1", "dialect", null);

    /** What the steps of the tests leave; what was bought is told when it is an order. */
    record Made(String what) implements Milestone {
        @Override
        public String told() {
            return what + " is made";
        }

        @Override
        public List<String> bought() {
            return what.startsWith("order") ? List.of(what) : List.of();
        }
    }

    /** Plays what it was given, one turn after another. */
    static final class Played implements Step {
        final Deque<Function<StepContext, Outcome>> attempts = new ArrayDeque<>();
        final Deque<Function<StepContext, Outcome>> recoveries = new ArrayDeque<>();
        final Deque<Function<StepContext, Prepared>> preparations = new ArrayDeque<>();
        final List<Claim> recovered = new ArrayList<>();
        private final String name;
        private final boolean commits;

        Played(String name, boolean commits) {
            this.name = name;
            this.commits = commits;
        }

        Played attempt(Outcome outcome) {
            attempts.add(context -> outcome);
            return this;
        }

        Played recovery(Outcome outcome) {
            recoveries.add(context -> outcome);
            return this;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public MilestoneFormat<?, ?> leaves() {
            return MilestoneFormat.itself(Made.class);
        }

        @Override
        public boolean commits() {
            return commits;
        }

        @Override
        public Prepared prepare(StepContext context) {
            return preparations.isEmpty()
                    ? Prepared.ready()
                    : preparations.remove().apply(context);
        }

        @Override
        public Outcome attempt(StepContext context) {
            return attempts.remove().apply(context);
        }

        @Override
        public Outcome recover(StepContext context, Claim claim) {
            recovered.add(claim);
            return recoveries.remove().apply(context);
        }
    }

    final List<ProvisioningEvent> events = new ArrayList<>();
    final Played look = new Played("Look", false);
    final Played buy = new Played("Buy", true);
    final List<Step> steps = List.of(look, buy);
    final Journal inner = Journals.inMemory();
    final ProgressCodec codec = new ProgressCodec(steps, Map.of());
    final OwnerGate gate = new OwnerGate(this, PLACE, false, this);
    final Runs runs = new Runs(this, codec, request -> steps, this, gate);
    final StepEngine flow = new StepEngine(dependencies());

    boolean trusted = true;
    boolean closed;
    Duration untilFree = Duration.ZERO;
    String account = "785455908941";
    String key = "0123456789ab";

    @Nullable
    RuntimeException accountFails;

    @Nullable
    RuntimeException journalFails;

    int asked;
    int pinned;
    int kept;
    int confirmed;
    int letGo;
    private Duration passed = Duration.ZERO;

    StepEngine.Dependencies dependencies() {
        return new StepEngine.Dependencies(runs, this, this, () -> untilFree, () -> closed, events::add);
    }

    static CreateInstanceRequest request(String name) {
        return CreateInstanceRequest.builder("cn-north-1", name)
                .network("vpc-a", "subnet-b")
                .database(RdsDatabase.of("mysql-1", "iothub", "host", "user", Secret.of("a-password")))
                .acceptServiceTerms()
                .build();
    }

    Run begin() {
        return runs.begin(RunId.random(), request("plant-7"), hour());
    }

    Deadline hour() {
        return Deadline.in(Duration.ofHours(1), this);
    }

    Optional<StepEngine.Wait> advance(Run run) {
        return flow.advance(run, hour());
    }

    StepContext turn(Run run) {
        return flow.lookOnly(run, "Buy", hour());
    }

    List<JournalEntry.Kind> kinds(Run run) {
        return inner.read(run.progress().runId()).stream()
                .map(JournalEntry::kind)
                .toList();
    }

    static Outcome made(String what) {
        return new Outcome.Reached(new Made(what));
    }

    static ApiException unreachable(boolean mayHaveHappened) {
        return new ApiException.Unreachable("no answer came", null, "req-9", mayHaveHappened);
    }

    void pass(Duration time) {
        passed = passed.plus(time);
    }

    @Override
    public Instant now() {
        return START.plus(passed);
    }

    @Override
    public boolean isTrusted() {
        return trusted;
    }

    @Override
    public long nanos() {
        return passed.toNanos();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pass(duration);
    }

    /** The last that was scheduled, and after what. */
    @Nullable
    FutureTask<Void> scheduled;

    @Nullable
    Duration delay;

    @Override
    public Future<?> schedule(Duration after, Runnable task) {
        var future = new FutureTask<Void>(task, null);
        scheduled = future;
        delay = after;
        return future;
    }

    @Override
    public Owner ask(Deadline deadline) {
        asked++;
        if (accountFails != null) {
            throw accountFails;
        }
        return new Owner(account, key);
    }

    @Override
    public void pin() {
        pinned++;
    }

    @Override
    public void unpin() {
        pinned--;
    }

    @Override
    public String fingerprint() {
        return key;
    }

    private void work() {
        if (journalFails != null) {
            throw journalFails;
        }
    }

    static JournalException full() {
        return new JournalException("The disk is full.", null);
    }

    @Override
    public OwnedRun own(RunId run) {
        work();
        OwnedRun owned = inner.own(run);
        return new OwnedRun() {
            @Override
            public List<JournalEntry> entries() {
                return owned.entries();
            }

            @Override
            public void append(JournalEntry entry) {
                work();
                owned.append(entry);
            }

            @Override
            public void renew() {
                work();
                kept++;
            }

            @Override
            public void verifyOwnership() {
                work();
                confirmed++;
            }

            @Override
            public void close() {
                letGo++;
                owned.close();
                work();
            }
        };
    }

    @Override
    public RunId reserve(String name, RunId run, Optional<RunId> over) {
        work();
        return inner.reserve(name, run, over);
    }

    @Override
    public Optional<RunId> holder(String name) {
        work();
        return inner.holder(name);
    }

    @Override
    public List<JournalEntry> read(RunId run) {
        work();
        return inner.read(run);
    }

    @Override
    public List<RunId> runs() {
        work();
        return inner.runs();
    }

    static List<JournalEntry.Kind> kinds(JournalEntry.Kind... kinds) {
        return Arrays.asList(kinds);
    }
}
