package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import java.util.Optional;

/**
 * What was seen in the database of a form.
 *
 * @param database the one that was looked at; empty when none was
 * @param left what a script has left there that no run explains
 * @param notLooked why none was looked at, and what to do; else empty
 * @param code what the command ends with
 */
record SchemaLook(Optional<RdsDatabase> database, Optional<UnfinishedSchema> left, String notLooked, ExitCode code) {

    /** Without a form no database is known: the service lists those of RDS, and not who initialises them. */
    static SchemaLook withoutForm() {
        return none("Schemas were not looked at: add -f hub.yaml, the form of create, with its schema.", ExitCode.DONE);
    }

    static SchemaLook withoutScript() {
        return none("The database was not looked at: the form names no script. Add --schema FILE.", ExitCode.DONE);
    }

    /** A database that was to be looked at and cannot be is no good ending, and hides no order. */
    static SchemaLook of(ProvisioningClient client, CreateInstanceRequest request) {
        RdsDatabase database = request.database();
        try {
            return new SchemaLook(Optional.of(database), client.orphanedSchema(request), "", ExitCode.DONE);
        } catch (SchemaException e) {
            boolean passes = e.kind() == SchemaException.Kind.UNREACHABLE || e.kind() == SchemaException.Kind.WAITING;
            return none(
                    "The database " + database.database() + " could not be looked at: " + e.getMessage() + " "
                            + e.code().flatMap(Remedies::find).orElse(e.remedy()),
                    passes ? ExitCode.UNEXPECTED : ExitCode.INVALID);
        }
    }

    private static SchemaLook none(String why, ExitCode code) {
        return new SchemaLook(Optional.empty(), Optional.empty(), why, code);
    }

    /** For a program. */
    String word() {
        return !notLooked.isEmpty() ? "NOT_LOOKED" : left.isPresent() ? "UNFINISHED" : "CLEAR";
    }

    /** For a person: one line. */
    String words() {
        if (database.isEmpty()) {
            return notLooked;
        }
        String which = database.get().database() + " on " + database.get().instanceId();
        return left.map(found -> "Half-initialised, and no run of this journal explains it: " + which + ": " + found
                        + ". " + remedy(found))
                .orElse("The schema of " + which + " is not half-initialised, or a run of this journal explains it.");
    }

    /** Somebody may still be at it: nothing here says to begin anew before that is known. */
    static String remedy(UnfinishedSchema found) {
        return found.run().isPresent()
                ? "Resume that run with its own journal. If that is lost and nobody is at it, create runs the script again"
                        + " from its start."
                : "Ask who ran the script without this program. If nobody needs the tables, drop them before create.";
    }
}
