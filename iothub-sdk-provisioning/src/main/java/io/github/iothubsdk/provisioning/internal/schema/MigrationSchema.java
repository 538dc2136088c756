package io.github.iothubsdk.provisioning.internal.schema;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.model.MigrationRecord;
import io.github.iothubsdk.provisioning.model.MigrationTool;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import io.github.iothubsdk.provisioning.spi.InspectingSchemaTransport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaInspector;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the script as a change of a migration tool, and waits until the database shows that the tool has run it.
 *
 * <p>The mark in the database is the proof, which nothing makes but running the file. The tool's history is none: it also
 * lists what was only declared as run. But what it says against the file holds: that it failed, or that it was another.
 */
final class MigrationSchema implements InspectingSchemaTransport {

    private final MigrationTool tool;
    private final MigrationFolder folder;
    private final SchemaInspector look;
    /** The runs that this process has told to wait, so that what comes of it is theirs. */
    private final Set<RunId> waiting = ConcurrentHashMap.newKeySet();

    MigrationSchema(Path directory, MigrationTool tool, SchemaInspector look) {
        this.tool = tool;
        this.folder =
                new MigrationFolder(new DbaFolder(directory.toAbsolutePath().normalize()), tool);
        this.look = look;
    }

    @Override
    public String probe(SchemaJob job) {
        requireNonNull(job, "job");
        return FileTask.noticing("the migration", () -> {
            folder.folder().check();
            folder.find(job);
            bytes(job);
            return look(job) + "; " + tool.title() + " runs the script, from a file in "
                    + folder.folder().directory();
        });
    }

    @Override
    public SchemaReport run(SchemaJob job) {
        requireNonNull(job, "job");
        return FileTask.noticing("the migration", () -> {
            Optional<MigrationFolder.Found> file = folder.find(job);
            Optional<MigrationRecord> record = record(job, file.map(MigrationFolder.Found::path));
            boolean failed = record.filter(each -> !each.succeeded()).isPresent();
            if (!failed) {
                sameAs(file, record);
                Optional<SchemaReport> applied = look.applied(job);
                if (applied.isPresent()) {
                    return done(job, whole(job, applied.get()));
                }
            }
            if (file.isEmpty()) {
                look(job);
            }
            job.runId().ifPresent(waiting::add);
            throw parked(write(job, file.isEmpty()), record);
        });
    }

    /** The mark alone tells nothing of what somebody has dropped since, or has cut out of the file. */
    private SchemaReport whole(SchemaJob job, SchemaReport applied) {
        List<String> missing = look.missing(job);
        if (missing.isEmpty()) {
            return applied;
        }
        throw new SchemaException(
                Kind.WAITING,
                "The database has the mark that the script was run, but " + String.join(", ", missing) + ".",
                "Find out what became of them; when they are there, this goes on.");
    }

    private SchemaReport done(SchemaJob job, SchemaReport seen) {
        boolean waited = job.runId().filter(waiting::remove).isPresent();
        return waited
                ? SchemaReport.of(seen.scriptSha256(), seen.statements(), seen.tables(), seen.took(), false)
                        .with(seen.notes())
                : seen;
    }

    private Path write(SchemaJob job, boolean first) {
        Path file = folder.keep(job, bytes(job));
        if (first) {
            job.noteSeededPasswords();
        }
        return file;
    }

    /** What is to stand in the file, if the tool can run such a script. */
    private byte[] bytes(SchemaJob job) {
        try {
            ScriptGuard.stayWithin(job, job.database().database());
            return new MigrationFile(job, tool).bytes();
        } catch (IllegalStateException e) {
            throw SchemaJobs.scriptGone(e);
        }
    }

    /** What the tool's history says of the script's file, under whatever name that is now. */
    private Optional<MigrationRecord> record(SchemaJob job, Optional<Path> file) {
        String name = tool == MigrationTool.LIQUIBASE
                ? ":" + MigrationScript.id(job)
                : file.map(path -> String.valueOf(path.getFileName())).orElse(MigrationFolder.title(job));
        return look.history(job).stream()
                .filter(each -> each.tool() == tool && each.name().endsWith(name))
                .findFirst();
    }

    /** Flyway's checksum can be reckoned; that of Liquibase is of what its parser has made of the file. */
    private void sameAs(Optional<MigrationFolder.Found> file, Optional<MigrationRecord> record) {
        Optional<String> theirs = record.flatMap(MigrationRecord::checksum);
        if (tool == MigrationTool.LIQUIBASE || file.isEmpty() || theirs.isEmpty()) {
            return;
        }
        String ours = checksum(file.get().text());
        if (!theirs.get().equals(ours)) {
            throw new SchemaException(
                    Kind.REFUSED,
                    "Flyway ran " + record.get().name() + " with other content: its checksum there is " + theirs.get()
                            + ", and that of " + file.get().path() + " is " + ours + ".",
                    "Find out what was run. If the database is as it should be, let the run only check that, by"
                            + " what the request expects (docs/schema.md).");
        }
    }

    private static String checksum(String text) {
        try {
            return MigrationFile.flywaysChecksum(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SchemaException parked(Path file, Optional<MigrationRecord> record) {
        String name = tool.title();
        if (record.isEmpty()) {
            return new SchemaException(
                    Kind.WAITING,
                    name + " has to run " + file + ", which says what it does.",
                    "Then this goes on by itself.");
        }
        return record.get().succeeded()
                ? new SchemaException(
                        Kind.WAITING,
                        name + "'s history lists " + record.get().name()
                                + ", but the database has no mark that it was run" + " to its end.",
                        "Find out whether it was only declared as run; take it out of the history, and let " + name
                                + " run it.")
                : new SchemaException(
                        Kind.WAITING,
                        name + "'s history says that " + record.get().name() + " failed.",
                        tool == MigrationTool.FLYWAY
                                ? "Put right what it met, then flyway repair, and migrate again."
                                : "Put right what it met, then update again.");
    }

    /** Whoever writes a change of that history need not be told that there is one. */
    @Override
    public String look(SchemaJob job) {
        requireNonNull(job, "job");
        String own = Histories.words(tool);
        return look.look(new SchemaJob(
                job.database(), job.port(), job.password(), job.wanted(), job.runId(), job.deadline(), note -> {
                    if (note.kind() != SchemaNote.Kind.HISTORY || !note.words().startsWith(own)) {
                        job.notes().accept(note);
                    }
                }));
    }

    @Override
    public Optional<SchemaReport> applied(SchemaJob job) {
        return look.applied(job);
    }

    @Override
    public Optional<UnfinishedSchema> unfinished(SchemaJob job) {
        return look.unfinished(job);
    }

    @Override
    public List<MigrationRecord> history(SchemaJob job) {
        return look.history(job);
    }

    @Override
    public List<String> missing(SchemaJob job) {
        return look.missing(job);
    }

    @Override
    public boolean runsTheScript() {
        return false;
    }
}
