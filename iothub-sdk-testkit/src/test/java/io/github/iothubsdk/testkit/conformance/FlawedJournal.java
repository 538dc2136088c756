package io.github.iothubsdk.testkit.conformance;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A small journal in files, right but for the flaw that it is told to have. Owners are known in this process alone. */
final class FlawedJournal implements Journal {

    enum Flaw {
        NONE,
        FORGETS_ON_REOPEN,
        LETS_TWO_OWN,
        KEEPS_HALF_A_LINE,
        GIVES_A_NAME_TWICE,
        FORGETS_NAMES,
        TAKES_NAMES_FOR_ONE_IN_ANOTHER_CASE,
        SWALLOWS_THE_INTERRUPT,
        DOES_NOT_FENCE,
        HAS_NO_LEASE,
        WRITES_WHEN_IT_IS_CLOSED,
        CUTS_WHAT_IS_LONG,
        FREES_A_RUN_BY_CLOSING_TWICE
    }

    static final Duration LEASE = Duration.ofMinutes(2);
    private static final int LONGEST = 60_000;

    /** Who owns what, by the storage and the run: as a database would know it. */
    private static final Map<Path, Owner> OWNERS = new ConcurrentHashMap<>();

    private static final AtomicLong EPOCHS = new AtomicLong();

    private record Owner(long epoch, Instant until) {}

    private final Path directory;
    private final TimeSource clock;
    private final Flaw flaw;

    FlawedJournal(Path storage, TimeSource clock, Flaw flaw) throws IOException {
        this.directory = flaw == Flaw.FORGETS_ON_REOPEN ? Files.createTempDirectory(storage, "new") : storage;
        this.clock = clock;
        this.flaw = flaw;
    }

    static Path file(Path directory, RunId run) {
        return directory.resolve(run.value() + ".log");
    }

    private boolean has(Flaw one) {
        return flaw == one;
    }

    private Instant until() {
        return has(Flaw.HAS_NO_LEASE) ? Instant.MAX : clock.now().plus(LEASE);
    }

    @Override
    public OwnedRun own(RunId run) {
        Path file = file(directory, run);
        long epoch = EPOCHS.incrementAndGet();
        OWNERS.compute(file, (key, owner) -> {
            if (owner != null && clock.now().isBefore(owner.until()) && !has(Flaw.LETS_TWO_OWN)) {
                throw new JournalException.Owned("Run " + run + " has an owner.");
            }
            return new Owner(epoch, until());
        });
        repair(file);
        return new Owned(run, epoch);
    }

    @Override
    public RunId reserve(String key, RunId run, Optional<RunId> over) {
        Path file = names(key);
        Path lock = directory.resolve("names");
        RunId[] holder = {run};
        OWNERS.compute(lock, (path, unused) -> {
            Optional<RunId> now = holder(key);
            if (now.isPresent() && !now.equals(over) && !has(Flaw.GIVES_A_NAME_TWICE)) {
                holder[0] = now.get();
            } else {
                write(file, run.value());
            }
            return null;
        });
        return holder[0];
    }

    @Override
    public Optional<RunId> holder(String key) {
        Path file = names(key);
        return Files.exists(file) && !read(file).isEmpty() ? Optional.of(new RunId(read(file))) : Optional.empty();
    }

    private Path names(String key) {
        String name = has(Flaw.TAKES_NAMES_FOR_ONE_IN_ANOTHER_CASE) ? key.toLowerCase(Locale.ROOT) : key;
        String of = has(Flaw.FORGETS_NAMES) ? "name" + System.identityHashCode(this) : "name";
        return directory.resolve(of + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public List<JournalEntry> read(RunId run) {
        Path file = file(directory, run);
        return Files.exists(file) ? parse(read(file)) : List.of();
    }

    @Override
    public List<RunId> runs() {
        try (var files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> new RunId(name.substring(0, name.length() - 4)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<JournalEntry> parse(String text) {
        List<JournalEntry> entries = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean whole = i < lines.length - 1;
            if (whole
                    || (has(Flaw.KEEPS_HALF_A_LINE)
                            && lines[i].chars().filter(c -> c == '|').count() == 3)) {
                String[] parts = lines[i].split("\\|", -1);
                String data = parts[3].substring(0, parts[3].length() - parts[3].length() % 4);
                entries.add(new JournalEntry(
                        Instant.parse(parts[0]),
                        JournalEntry.Kind.valueOf(parts[1]),
                        parts[2],
                        new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8)));
            }
        }
        return entries;
    }

    /** Cuts off what is left of a write that was cut off. */
    private void repair(Path file) {
        String text = Files.exists(file) ? read(file) : "\n";
        if (!text.endsWith("\n")) {
            boolean half = has(Flaw.KEEPS_HALF_A_LINE);
            write(file, half ? mend(text) + "\n" : text.substring(0, text.lastIndexOf('\n') + 1));
        }
    }

    private static String mend(String text) {
        int data = text.lastIndexOf('|') + 1;
        return text.substring(0, text.length() - (text.length() - data) % 4);
    }

    private static String read(Path file) {
        boolean interrupted = Thread.interrupted();
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void write(Path file, String text) {
        boolean interrupted = Thread.interrupted();
        try {
            Path fresh = Files.createTempFile(file.getParent(), "fresh", ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Owned implements OwnedRun {
        private final RunId run;
        private final Path file;
        private final long epoch;
        private final List<JournalEntry> late = new ArrayList<>();

        Owned(RunId run, long epoch) {
            this.run = run;
            this.file = file(directory, run);
            this.epoch = epoch;
        }

        @Override
        public List<JournalEntry> entries() {
            List<JournalEntry> all = new ArrayList<>(read(run));
            all.addAll(late);
            return all;
        }

        @Override
        public void append(JournalEntry entry) {
            if (has(Flaw.SWALLOWS_THE_INTERRUPT) && Thread.interrupted()) {
                throw new JournalException("It was interrupted.", null);
            }
            verifyOwnership();
            if (has(Flaw.WRITES_WHEN_IT_IS_CLOSED)) {
                late.add(entry);
            } else {
                write(entry);
            }
        }

        private void write(JournalEntry entry) {
            boolean cut = has(Flaw.CUTS_WHAT_IS_LONG) && entry.data().length() > LONGEST;
            String data = cut ? entry.data().substring(0, LONGEST) : entry.data();
            String line = entry.at() + "|" + entry.kind() + "|" + entry.step() + "|"
                    + Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)) + "\n";
            boolean interrupted = Thread.interrupted();
            try {
                Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new JournalException("It cannot be written.", e);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void renew() {
            verifyOwnership();
        }

        @Override
        public void verifyOwnership() {
            if (has(Flaw.DOES_NOT_FENCE) || has(Flaw.LETS_TWO_OWN)) {
                return;
            }
            OWNERS.compute(file, (key, owner) -> {
                if (owner == null || owner.epoch() != epoch) {
                    throw new JournalException("Run " + run + " is another's.", null);
                }
                return new Owner(epoch, until());
            });
        }

        @Override
        public void close() {
            late.forEach(this::write);
            late.clear();
            boolean any = has(Flaw.FREES_A_RUN_BY_CLOSING_TWICE);
            OWNERS.computeIfPresent(file, (key, owner) -> any || owner.epoch() == epoch ? null : owner);
        }
    }
}
