package io.github.iothubsdk.testkit.conformance;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A journal on a table that outlives its openings, as a database's, right but for the flaw that it is told to have. */
final class FlawedTable implements Journal {

    enum Flaw {
        NONE,
        PASSES_A_KEY_ON_TWICE,
        PASSES_A_KEY_ON_FROM_WHO_HAD_IT,
        FORGETS_KEYS_AFTER_20_REOPENINGS,
        GIVES_THE_KEY_OF_A_DELETED_RUN,
        LOSES_A_RUN_BY_ITS_KEY,
        SHOWS_WHAT_IT_SAW_FIRST,
        SORTS_BY_TIME,
        DROPS_WHAT_IS_ALIKE,
        KEEPS_100_ENTRIES,
        LISTS_50_RUNS,
        LISTS_RUNS_TWICE,
        LISTS_A_RUN_THAT_IS_NOT_THERE,
        SWALLOWS_THE_INTERRUPT_OF_OWN,
        SWALLOWS_THE_INTERRUPT_OF_RESERVE,
        RENEWS_WHAT_IS_LOST,
        REMEMBERS_THAT_IT_OWNS,
        DELETES_WHAT_IS_LOST,
        TAKES_OVER_IN_TWO_STEPS,
        COUNTS_OWNERS_ANEW_WHEN_FREED,
        COUNTS_OWNERS_ANEW_WHEN_DELETED,
        STORES_NO_KEY_THAT_IS_TAKEN_OVER_FROM_NOBODY,
        KEEPS_ONE_KEY_FOR_A_RUN,
        REMEMBERS_HOLDERS,
        SWALLOWS_THE_INTERRUPT_OF_VERIFY,
        SWALLOWS_THE_INTERRUPT_OF_RENEW,
        SWALLOWS_THE_INTERRUPT_OF_ENTRIES,
        SWALLOWS_THE_INTERRUPT_OF_DELETE,
        KEEPS_THE_RUN_OF_AN_INTERRUPTED_THREAD,
        BRINGS_BACK_WHAT_WAS_DELETED,
        WAITS_FOR_THE_OWNER,
        NAMES_NEITHER_RUN_NOR_OWNER
    }

    static final Duration LEASE = Duration.ofMinutes(2);

    private record Owner(long epoch, Instant until) {}

    /** What is stored. */
    static final class Table {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<RunId, List<JournalEntry>> runs = new HashMap<>();
        private final Map<RunId, Owner> owners = new HashMap<>();
        private final Map<String, RunId> keys = new HashMap<>();
        private final Set<String> hadKeys = new HashSet<>();
        private final Map<RunId, List<JournalEntry>> deleted = new HashMap<>();
        private final Map<RunId, Long> counts = new HashMap<>();
        private long epochs;
        private int openings;
    }

    private final Table table;
    private final TimeSource clock;
    private final Flaw flaw;
    private final int opening;
    private final Map<RunId, List<JournalEntry>> seen = new HashMap<>();
    private final Map<String, RunId> heard = new ConcurrentHashMap<>();

    FlawedTable(Table table, TimeSource clock, Flaw flaw) {
        this.table = table;
        this.clock = clock;
        this.flaw = flaw;
        opening = locked(() -> ++table.openings);
    }

    private boolean has(Flaw one) {
        return flaw == one;
    }

    private <T> T locked(Supplier<T> work) {
        table.lock.lock();
        try {
            return work.get();
        } finally {
            table.lock.unlock();
        }
    }

    private void swallowInterrupt(Flaw one) {
        if (has(one)) {
            Thread.interrupted();
        }
    }

    @Override
    public OwnedRun own(RunId run) {
        swallowInterrupt(Flaw.SWALLOWS_THE_INTERRUPT_OF_OWN);
        boolean late = locked(() -> table.owners.containsKey(run) && !isOwned(run));
        if (has(Flaw.TAKES_OVER_IN_TWO_STEPS) && late) { // looks first and writes then
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            return locked(() -> owned(run));
        }
        if (has(Flaw.WAITS_FOR_THE_OWNER) && locked(() -> isOwned(run))) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_050));
        }
        return locked(() -> {
            if (isOwned(run)) {
                throw new JournalException.Owned(
                        has(Flaw.NAMES_NEITHER_RUN_NOR_OWNER) ? "No." : "Run " + run + " has an owner.");
            }
            return owned(run);
        });
    }

    private boolean isOwned(RunId run) {
        Owner owner = table.owners.get(run);
        return owner != null && clock.now().isBefore(owner.until());
    }

    private Owned owned(RunId run) {
        Owned owned = new Owned(run, nextEpoch(run));
        owned.extend();
        List<JournalEntry> old = table.deleted.get(run);
        if (has(Flaw.BRINGS_BACK_WHAT_WAS_DELETED) && old != null) {
            table.runs.put(run, old);
        }
        return owned;
    }

    private long nextEpoch(RunId run) {
        if (has(Flaw.COUNTS_OWNERS_ANEW_WHEN_FREED)) {
            Owner before = table.owners.get(run);
            return before == null ? 1 : before.epoch() + 1;
        }
        return has(Flaw.COUNTS_OWNERS_ANEW_WHEN_DELETED) ? table.counts.merge(run, 1L, Long::sum) : ++table.epochs;
    }

    @Override
    public RunId reserve(String key, RunId run, Optional<RunId> over) {
        swallowInterrupt(Flaw.SWALLOWS_THE_INTERRUPT_OF_RESERVE);
        if (has(Flaw.PASSES_A_KEY_ON_TWICE)
                && over.isPresent()
                && holder(key).isPresent()) { // looks first and writes then
            boolean free = holder(key).equals(over);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            return free ? locked(() -> give(key, run)) : holder(key).orElse(run);
        }
        return locked(() -> {
            if (has(Flaw.LOSES_A_RUN_BY_ITS_KEY)) {
                table.owners.remove(run);
            }
            RunId holder = table.keys.get(key);
            if (has(Flaw.STORES_NO_KEY_THAT_IS_TAKEN_OVER_FROM_NOBODY) && holder == null && over.isPresent()) {
                return run;
            }
            return holder == null
                            || over.filter(from -> mayLose(key, from, holder)).isPresent()
                            || isFree(holder)
                    ? give(key, run)
                    : holder;
        });
    }

    private boolean mayLose(String key, RunId from, RunId holder) {
        return from.equals(holder) || (has(Flaw.PASSES_A_KEY_ON_FROM_WHO_HAD_IT) && table.hadKeys.contains(key + from));
    }

    private boolean isFree(RunId holder) {
        return has(Flaw.GIVES_THE_KEY_OF_A_DELETED_RUN) && table.deleted.containsKey(holder);
    }

    private RunId give(String key, RunId run) {
        table.hadKeys.add(key + run);
        if (has(Flaw.KEEPS_ONE_KEY_FOR_A_RUN)) {
            table.keys.values().removeIf(run::equals);
        }
        table.keys.put(key, run);
        return run;
    }

    @Override
    public Optional<RunId> holder(String key) {
        boolean forgotten = has(Flaw.FORGETS_KEYS_AFTER_20_REOPENINGS) && opening > 20;
        Optional<RunId> holder = forgotten ? Optional.empty() : locked(() -> Optional.ofNullable(table.keys.get(key)));
        holder.ifPresent(now -> heard.putIfAbsent(key, now));
        return has(Flaw.REMEMBERS_HOLDERS) ? Optional.ofNullable(heard.get(key)) : holder;
    }

    @Override
    public List<JournalEntry> read(RunId run) {
        List<JournalEntry> entries = locked(() -> new ArrayList<>(table.runs.getOrDefault(run, List.of())));
        if (has(Flaw.SORTS_BY_TIME)) {
            entries.sort(Comparator.comparing(JournalEntry::at));
        }
        return entries;
    }

    @Override
    public List<RunId> runs() {
        List<RunId> runs = locked(() -> new ArrayList<>(table.runs.keySet()));
        if (has(Flaw.LISTS_RUNS_TWICE)) {
            runs.addAll(List.copyOf(runs));
        }
        if (has(Flaw.LISTS_A_RUN_THAT_IS_NOT_THERE)) {
            runs.add(RunId.random());
        }
        return has(Flaw.LISTS_50_RUNS) && runs.size() > 50 ? runs.subList(0, 50) : runs;
    }

    private final class Owned implements OwnedRun {
        private final RunId run;
        private final long epoch;
        private boolean looked;
        private boolean closed;

        Owned(RunId run, long epoch) {
            this.run = run;
            this.epoch = epoch;
        }

        void extend() {
            table.owners.put(run, new Owner(epoch, clock.now().plus(LEASE)));
        }

        private boolean isMine() {
            Owner owner = table.owners.get(run);
            return !closed && owner != null && owner.epoch() == epoch;
        }

        private void require(boolean holds) {
            if (!holds) {
                throw new JournalException("Run " + run + " is another's.", null);
            }
        }

        @Override
        public List<JournalEntry> entries() {
            swallowInterrupt(Flaw.SWALLOWS_THE_INTERRUPT_OF_ENTRIES);
            return has(Flaw.SHOWS_WHAT_IT_SAW_FIRST)
                    ? List.copyOf(seen.computeIfAbsent(run, FlawedTable.this::read))
                    : read(run);
        }

        @Override
        public void append(JournalEntry entry) {
            locked(() -> {
                require(isMine());
                List<JournalEntry> entries = table.runs.computeIfAbsent(run, id -> new ArrayList<>());
                if (has(Flaw.KEEPS_100_ENTRIES) && entries.size() == 100) {
                    entries.remove(0);
                }
                if (has(Flaw.SHOWS_WHAT_IT_SAW_FIRST)) {
                    seen.computeIfAbsent(run, FlawedTable.this::read).add(entry);
                }
                return has(Flaw.DROPS_WHAT_IS_ALIKE) && entries.contains(entry) ? run : entries.add(entry);
            });
        }

        @Override
        public void renew() {
            swallowInterrupt(Flaw.SWALLOWS_THE_INTERRUPT_OF_RENEW);
            locked(() -> {
                require(isMine() || has(Flaw.RENEWS_WHAT_IS_LOST));
                extend();
                return run;
            });
        }

        @Override
        public void verifyOwnership() {
            swallowInterrupt(Flaw.SWALLOWS_THE_INTERRUPT_OF_VERIFY);
            locked(() -> {
                require(isMine() || (has(Flaw.REMEMBERS_THAT_IT_OWNS) && looked));
                looked = true;
                return run;
            });
        }

        @Override
        public void delete() {
            swallowInterrupt(Flaw.SWALLOWS_THE_INTERRUPT_OF_DELETE);
            locked(() -> {
                require(isMine() || has(Flaw.DELETES_WHAT_IS_LOST));
                table.counts.remove(run);
                List<JournalEntry> entries = table.runs.remove(run);
                return Optional.ofNullable(table.deleted.put(run, entries == null ? List.of() : entries));
            });
        }

        @Override
        public void close() {
            if (has(Flaw.KEEPS_THE_RUN_OF_AN_INTERRUPTED_THREAD)
                    && Thread.currentThread().isInterrupted()) {
                return;
            }
            locked(() -> {
                Optional<Owner> freed = isMine() ? Optional.ofNullable(table.owners.remove(run)) : Optional.empty();
                closed = true;
                return freed;
            });
        }
    }
}
