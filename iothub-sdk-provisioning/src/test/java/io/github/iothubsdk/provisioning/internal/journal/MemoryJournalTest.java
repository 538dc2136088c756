package io.github.iothubsdk.provisioning.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryJournalTest {

    private static final RunId RUN = new RunId("run-1");
    private static final RunId OTHER = new RunId("run-2");
    private static final JournalEntry ENTRY = new JournalEntry(Instant.EPOCH, JournalEntry.Kind.SEEN, "a", "{}");

    private final Journal journal = new MemoryJournal();

    @Test
    void givesBackWhatItsOwnerWrote() {
        assertThat(journal.runs()).isEmpty();
        assertThat(journal.read(RUN)).isEmpty();
        try (var owned = journal.own(RUN)) {
            assertThat(journal.runs()).isEmpty();
            owned.append(ENTRY);
            assertThat(owned.entries()).containsExactly(ENTRY);
        }
        assertThat(journal.runs()).containsExactly(RUN);
        assertThat(journal.read(RUN)).containsExactly(ENTRY);
    }

    @Test
    void hasOneOwnerUntilItLetsGo() {
        Journal.OwnedRun first = journal.own(RUN);
        assertThatThrownBy(() -> journal.own(RUN)).isInstanceOf(JournalException.Owned.class);
        first.close();
        try (var second = journal.own(RUN)) {
            first.close();
            assertThatThrownBy(() -> journal.own(RUN)).isInstanceOf(JournalException.Owned.class);
            assertThatThrownBy(() -> first.append(ENTRY)).hasMessageContaining("not owned any more");
            second.append(ENTRY);
        }
        assertThat(journal.read(RUN)).hasSize(1);
    }

    @Test
    void passesAKeyOnOnlyFromTheRunThatHasIt() {
        assertThat(journal.holder("plant-7")).isEmpty();
        assertThat(journal.reserve("plant-7", RUN, Optional.empty())).isEqualTo(RUN);
        assertThat(journal.reserve("plant-7", OTHER, Optional.empty())).isEqualTo(RUN);
        assertThat(journal.reserve("plant-7", OTHER, Optional.of(OTHER))).isEqualTo(RUN);
        assertThat(journal.holder("plant-7")).contains(RUN);
        assertThat(journal.reserve("plant-7", OTHER, Optional.of(RUN))).isEqualTo(OTHER);
        assertThat(journal.holder("plant-7")).contains(OTHER);
    }
}
