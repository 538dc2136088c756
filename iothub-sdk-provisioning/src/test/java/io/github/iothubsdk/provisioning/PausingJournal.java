package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import java.util.function.Consumer;

/** Does something between a claim and the last look at the ownership, such as nothing for a long time. */
final class PausingJournal extends ForwardingJournal {

    private final Consumer<RunId> pause;

    PausingJournal(Journal inner, Consumer<RunId> pause) {
        super(inner);
        this.pause = pause;
    }

    @Override
    void confirm(OwnedRun owned, RunId run) {
        pause.accept(run);
        owned.verifyOwnership();
    }
}
