package io.github.iothubsdk.provisioning.spi;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * One database to initialise.
 *
 * @param database which one, and as whom
 * @param port asks the service for the RDS instance's port; may throw an {@code ApiException}
 * @param password of the database's user
 * @param wanted what to run, and what it may and must do
 * @param runId the run it is for; empty while only probing
 * @param deadline when the caller stops waiting
 * @param notes is told what a person should know, at once; warnings of the plan while only probing, and events of the
 *     run and part of its report while running
 */
public record SchemaJob(
        RdsDatabase database,
        IntSupplier port,
        Secret password,
        SchemaBootstrap wanted,
        Optional<RunId> runId,
        Deadline deadline,
        Consumer<SchemaNote> notes) {
    /** Refuses what is null. */
    public SchemaJob {
        requireNonNull(database, "database");
        requireNonNull(deadline, "deadline");
        requireNonNull(notes, "notes");
        requireNonNull(password, "password");
        requireNonNull(port, "port");
        requireNonNull(runId, "runId");
        requireNonNull(wanted, "wanted");
    }

    /** What to run. */
    public SchemaScript script() {
        return wanted.script();
    }

    /** Whether tables that hold rows may be dropped. */
    public boolean mayReplaceData() {
        return wanted.replacesData();
    }

    /** Tells whoever has run a script with password hashes in it that anybody may know the passwords. */
    public void noteSeededPasswords() {
        if (script().seedsPasswords()) {
            note(
                    SchemaNote.Kind.SECURITY,
                    "The script makes accounts, administrators among them, with passwords whose hashes stand in it for"
                            + " everyone to read: change these passwords before anybody can reach the hub.");
        }
    }

    /** Tells a note. */
    public void note(SchemaNote.Kind kind, String words) {
        notes.accept(SchemaNote.of(kind, words));
    }
}
