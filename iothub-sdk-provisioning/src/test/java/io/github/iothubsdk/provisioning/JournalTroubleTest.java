package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTroubleTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    private final Path directory;
    private final Cloud cloud = Cloud.inProcess();
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    JournalTroubleTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private void refuses(Path path) {
        try (var client = cloud.builder().journal(Journals.inDirectory(path)).build()) {
            var invalid = catchThrowableOfType(Invalid.class, () -> client.create(request, HOUR));
            assertThat(invalid).isNotNull().hasCauseInstanceOf(JournalException.class);
            assertThat(invalid.violations()).extracting(Violation::code).containsExactly("journal-unwritable");
            assertThat(invalid).hasMessageContaining(path.toString()).hasMessageContaining("Nothing was ordered");
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void refusesAJournalDirectoryThatIsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        refuses(file);
        refuses(file.resolve("below"));
        assertThat(file).hasContent("x");
    }

    @Test
    void refusesAJournalDirectoryThatIsReadOnly() {
        assertThat(directory.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(directory))
                .as("the superuser may write anywhere")
                .isFalse();
        refuses(directory);
    }

    @Test
    void refusesANameWhoseRunCannotBeRead() throws IOException {
        try (var client =
                cloud.builder().journal(Journals.inDirectory(directory)).build()) {
            RunId run = client.begin(request);
            String file = run + ".jsonl";
            Files.writeString(directory.resolve(file), "00000000 {\"v\":1}\n00000000 {\"v\":1}\n");
            for (int i = 0; i < 2; i++) {
                var invalid = catchThrowableOfType(Invalid.class, () -> client.create(request, HOUR));
                assertThat(invalid).isNotNull().hasMessageContaining("run " + run + " is creating plant-7");
                assertThat(invalid.runId()).isEmpty();
            }
            client.create(Cloud.request("plant-8").build(), HOUR);
            assertThat(client.run(run)).hasValueSatisfying(summary -> {
                assertThat(summary.reason()).contains(UnfinishedReason.RUN_UNREADABLE);
                assertThat(summary.begunAt()).isEmpty();
                assertThat(summary.lastSeen().orElseThrow()).contains(file, "abandon");
            });
            assertThat(client.abandon(run).ended()).contains(RunSummary.Ending.ABANDONED);
            client.create(request, HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 2 orders, 2 payments, 2 instances RUNNING");
    }

    @Test
    void refusesToCreateWhileTheReservedNamesCannotBeRead() throws IOException {
        Files.writeString(directory.resolve("names.log"), "00000000 {\"v\":1}\n");
        refuses(directory);
        Files.writeString(directory.resolve("names.log"), "00000000 {\"v\":1");
        try (var client =
                cloud.builder().journal(Journals.inDirectory(directory)).build()) {
            client.create(request, HOUR); // torn by a power cut: nobody was told that it was there
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void sendsNothingAfterAWriteThatFailedAndLosesNothing() {
        int entries = entriesOfOneRun();
        assertThat(entries).isGreaterThan(8);
        for (int nth = 1; nth <= entries; nth++) {
            try (var broken = Cloud.inProcess()) {
                failsAtWrite(broken, nth);
            }
        }
    }

    private int entriesOfOneRun() {
        var written = new AtomicInteger();
        var counting = new BreakableJournal(cloud.journal, entry -> written.incrementAndGet() > 0);
        try (var client = cloud.builder().journal(counting).build()) {
            client.create(request, HOUR);
        }
        return written.get();
    }

    private void failsAtWrite(Cloud broken, int nth) {
        var writes = new AtomicInteger();
        var sentBefore = new AtomicInteger(-1);
        var journal = new BreakableJournal(broken.journal, entry -> {
            boolean goes = writes.incrementAndGet() < nth;
            if (!goes) {
                sentBefore.compareAndSet(-1, broken.simulator.ledger().calls().size());
            }
            return goes;
        });
        try (var client = broken.builder().journal(journal).build()) {
            var failure = catchThrowableOfType(RuntimeException.class, () -> client.create(request, HOUR));
            assertThat(failure).as("write %d", nth).isNotNull().hasMessageContaining("The disk is full");
            assertThat(failure).isInstanceOf(nth == 1 ? Invalid.class : Unfinished.class);
            if (!broken.simulator.ledger().orders().isEmpty()) {
                String number = broken.simulator.ledger().orders().get(0).number();
                assertThat(failure).as("write %d names the order", nth).hasMessageContaining(number);
            }
        }
        assertThat(broken.simulator.ledger().calls()).as("write %d", nth).hasSize(sentBefore.get());
        try (var mended = broken.client()) {
            if (nth == 1) {
                mended.create(request, HOUR);
            } else {
                mended.resume(mended.unfinishedRuns().get(0).runId(), HOUR);
            }
        }
        assertThat(broken.ledger()).as("write %d", nth).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void keepsTheOrderInTheJournalWhenTheThreadIsInterruptedAsItIsAnswered() {
        try (var client = cloud.builder()
                .journal(Journals.inDirectory(directory))
                .listener(event -> {
                    if (event instanceof ProvisioningEvent.Ordered) {
                        Thread.currentThread().interrupt();
                    }
                })
                .build()) {
            var unfinished = catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(unfinished.step()).isNotEqualTo("journal");
            assertThat(client.unfinishedRuns())
                    .singleElement()
                    .satisfies(run -> assertThat(run.order().map(KnownOrder::number))
                            .contains(cloud.simulator.ledger().orders().get(0).number()));
            client.resume(unfinished.runId().orElseThrow(), HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }
}
