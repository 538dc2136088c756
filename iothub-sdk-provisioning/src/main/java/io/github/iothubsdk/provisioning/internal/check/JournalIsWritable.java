package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalException;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.util.Optional;

/** Nothing is ordered that could not be written down first; said before a person confirms the order. */
record JournalIsWritable(Journal journal) implements PreflightCheck {

    @Override
    public CheckId id() {
        return CheckId.JOURNAL_IS_WRITABLE;
    }

    @Override
    public String name() {
        return "the journal can be written";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        return obstacle()
                .map(obstacle ->
                        failed(obstacle, "a journal that can be written", "Put that right, or name another journal."))
                .orElseGet(() -> passed("nothing is seen that prevents it"));
    }

    private Optional<String> obstacle() {
        try {
            return journal.obstacle();
        } catch (JournalException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
