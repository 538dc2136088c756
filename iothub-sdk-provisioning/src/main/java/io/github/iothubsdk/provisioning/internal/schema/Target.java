package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.internal.script.Scripts;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The database to initialise: what was done to it, what stands in the way, what it has come to. */
final class Target {

    private final SchemaJob job;
    private final Tables tables;
    private final Expected expected;
    private final Marker marker;
    private final Optional<Marker.Entry> before;

    Target(Connection connection, SchemaJob job) throws SQLException {
        this.job = job;
        Query query = new Query(connection);
        tables = new Tables(query, new Histories(query).besides(job.script()));
        expected = new Expected(job, tables);
        marker = new Marker(query);
        before = marker.read();
    }

    /** Whether this script was applied to its end, and what it was to leave is still there. */
    boolean applied() throws SQLException {
        Optional<Marker.Entry> entry = before.filter(found -> found.applied() && found.isOf(job));
        if (entry.isPresent() && !unmet().isEmpty()) {
            throw new SchemaException(
                    Kind.REFUSED,
                    "The script was applied before (" + entry.get().words() + "), but now " + unmet() + ".",
                    "Find out who changed the database; to run the script again, drop the table " + Marker.TABLE + ".");
        }
        return entry.isPresent();
    }

    /**
     * Whether all that was expected is there though no script of ours was ever begun: somebody ran the script as it is.
     * Where nothing is expected, or rows of others may be there, nothing can be told.
     */
    boolean appliedUnmarked() throws SQLException {
        if (!Expected.isTold(job) || job.mayReplaceData() || before.isPresent() || !unmet().isEmpty()) {
            return false;
        }
        job.note(
                SchemaNote.Kind.UNMARKED,
                "the database is as expected, and nothing in it tells by which script: it was not run from the SDK's file");
        return true;
    }

    /** What is missing of the script's tables and of what is expected, and which script the mark speaks of instead; for a person. */
    List<String> missing() throws SQLException {
        List<String> missing = new ArrayList<>();
        before.filter(entry -> !entry.applied())
                .ifPresent(entry -> missing.add("a script did not come to its end (" + entry.words() + ")"));
        before.filter(entry -> entry.applied() && !entry.isOf(job))
                .ifPresent(entry -> missing.add("another script was applied there: " + entry.words()));
        missing.addAll(expected.unmet());
        expected.absent().ifPresent(missing::add);
        return missing;
    }

    /** What a script has left: begun by its mark, or only a part of its tables there; in whatever case of letters. */
    Optional<UnfinishedSchema> unfinished() throws SQLException {
        Set<String> wanted = Scripts.tables(job.script());
        int there = (int) tables.all().stream()
                .map(table -> table.name().toLowerCase(Locale.ROOT))
                .filter(wanted::contains)
                .count();
        boolean begun = before.filter(entry -> !entry.applied()).isPresent();
        return begun || (there > 0 && there < wanted.size())
                ? Optional.of(UnfinishedSchema.of(
                        there,
                        wanted.size(),
                        before.map(Marker.Entry::startedAt),
                        before.map(Marker.Entry::runId).filter(id -> !id.isEmpty())))
                : Optional.empty();
    }

    /** What there is, for a person; changes nothing. */
    String look() throws SQLException {
        if (applied()) {
            return "this script was applied already";
        }
        return clear() ? "no rows in the way" : "rows that may be replaced";
    }

    /** Claims the database for this script. */
    void begin() throws SQLException {
        marker.started(job, clear());
    }

    /** Looks at what was expected, and only then says that the script was applied. */
    SchemaReport finish(ScriptRun.Result result) throws SQLException {
        String unmet = unmet();
        if (!unmet.isEmpty()) {
            throw new SchemaException(
                            Kind.SCRIPT,
                            "The script ran to its end, but " + unmet + ".",
                            "Check that it is the right script; a corrected one runs from the start.")
                    .because("script-failed");
        }
        marker.finished(result.statements());
        return report(result.statements(), result.took(), false);
    }

    SchemaReport report(int statements, Duration took, boolean alreadyThere) throws SQLException {
        return SchemaReport.of(job.script().sha256(), statements, tables.all().size(), took, alreadyThere);
    }

    /**
     * Scripts of this kind drop their tables first, so rows of others must not be there, unless they may be lost. What
     * an unfinished script left is its own, if the database was clear when the first of them began.
     *
     * @return whether whatever is in the database now is a script's own
     */
    private boolean clear() throws SQLException {
        boolean unfinished = before.filter(entry -> !entry.applied()).isPresent();
        if (unfinished) {
            String same = before.get().isOf(job)
                    ? "it runs again"
                    : "this one, " + job.script().sha256() + ", runs";
            job.note(
                    SchemaNote.Kind.RESTARTED,
                    "a script did not come to its end (" + before.get().words() + "); " + same + " from the start");
            if (before.get().ownsRows()) {
                return true;
            }
        } else if (before.isPresent() && !job.mayReplaceData()) {
            throw refused("another script was applied there: " + before.get().words() + ", while this one is "
                    + job.script().sha256());
        }
        String filled = tables.filled();
        if (!filled.isEmpty() && !job.mayReplaceData()) {
            throw refused("rows in " + filled);
        }
        if (!filled.isEmpty() || (before.isPresent() && !unfinished)) {
            job.note(
                    SchemaNote.Kind.DATA_REPLACED,
                    "what is in the database may be lost, as allowed: "
                            + (filled.isEmpty() ? "no rows" : "rows in " + filled)
                            + before.map(entry -> ", " + entry.words()).orElse(""));
        }
        return filled.isEmpty();
    }

    /** What is not as expected, for a person; empty when all is. */
    private String unmet() throws SQLException {
        return String.join(" and ", expected.unmet());
    }

    private SchemaException refused(String what) {
        return new SchemaException(
                        Kind.REFUSED,
                        "The database " + job.database().database() + " is not empty: " + what + ".",
                        "Name an empty database, or let the rows be lost: SchemaBootstrap.of(script).allowReplacingData().")
                .because("database-not-empty");
    }
}
