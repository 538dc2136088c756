package io.github.iothubsdk.testkit.conformance;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.SchemaScripts;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** What can be wrong with a transport that is otherwise right, and the tests of the kit that find it. */
enum SchemaFlaw {
    RUNS_AGAIN_FOR_ANOTHER_RUN("leavesAFinishedScriptAloneWhicheverRunAsks") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) throws SQLException {
            SchemaReport report = right.run(job);
            boolean another =
                    job.runId().filter(run -> run.value().equals("run-2")).isPresent();
            return report.alreadyThere() && another ? execute(job, url, Integer.MAX_VALUE) : report;
        }
    },
    RUNS_OVER_A_FINISHED_SCRIPT(
            "runsNoOtherScriptOverAFinishedOne", "refusesAnotherScriptOverAFinishedOneAndCountsItsStatements") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) throws SQLException {
            try {
                return right.run(job);
            } catch (SchemaException e) {
                if (String.valueOf(e.getMessage()).contains("another script was applied")) {
                    return execute(job, url, Integer.MAX_VALUE);
                }
                throw e;
            }
        }
    },
    RUNS_THREE_STATEMENTS_OF_MORE("runsTheWholeScriptAndCountsItsTables") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) throws SQLException {
            return statements(job).size() <= 3 ? right.run(job) : execute(job, url, 3);
        }
    },
    IGNORES_WHAT_IS_EXPECTED("failsUntilWhatIsExpectedIsThere") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            SchemaBootstrap told = job.wanted();
            SchemaBootstrap heard = new SchemaBootstrap(
                    told.script(),
                    told.afterInstance(),
                    told.replacesData(),
                    Optional.empty(),
                    told.widerRights(),
                    told.byOthers());
            return right.run(with(job, heard, job.deadline()));
        }
    },
    LEAVES_A_SESSION_WHEN_THE_SCRIPT_FAILS("leavesNoSessionBehindWhenTheScriptFails") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) throws SQLException {
            try {
                return right.run(job);
            } catch (SchemaException e) {
                if (e.kind() == SchemaException.Kind.SCRIPT) {
                    LEAKED.add(connect(job, url));
                }
                throw e;
            }
        }
    },
    IGNORES_THE_DEADLINE("keepsTheDeadline") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            return right.run(with(job, job.wanted(), Deadline.in(Duration.ofDays(9), TimeSource.system())));
        }
    },
    TELLS_THE_PASSWORD_IN_A_NOTE("showsNoSecretAndNoAddressWhenAllIsWell") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            SchemaReport report = right.run(job);
            job.note(SchemaNote.Kind.SECURITY, "done with " + job.password().reveal());
            return report;
        }
    },
    TELLS_THE_PASSWORD_IN_THE_CAUSE(
            "showsNoSecretAndNoAddressWhenItIsRefused", "saysWhichStatementFailedAndRunsACorrectedScript") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            try {
                return right.run(job);
            } catch (SchemaException e) {
                if (e.getCause() == null) {
                    e.initCause(new SQLException(
                            "refused: password=" + job.password().reveal()));
                }
                throw e;
            }
        }
    },
    REFUSES_WHAT_IS_ALLOWED("replacesRowsWhenItMay", "namesTheRowsThatItReplaced") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            SchemaBootstrap told = job.wanted();
            SchemaBootstrap heard = new SchemaBootstrap(
                    told.script(), told.afterInstance(), false, told.expected(), told.widerRights(), told.byOthers());
            return right.run(with(job, heard, job.deadline()));
        }
    },
    TAKES_UNREACHABLE_FOR_DONE("tellsALostConnectionFromAScriptThatFails", "keepsTheDeadline") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            try {
                return right.run(job);
            } catch (SchemaException e) {
                if (e.kind() == SchemaException.Kind.UNREACHABLE) {
                    return SchemaReport.of(job.script().sha256(), 3, 1, Duration.ZERO, false);
                }
                throw e;
            }
        }
    },
    TAKES_A_REFUSED_LOGIN_FOR_UNREACHABLE("refusesALoginThatTheServerRefuses") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            try {
                return right.run(job);
            } catch (SchemaException e) {
                if (e.kind() == SchemaException.Kind.REFUSED) {
                    throw new SchemaException(SchemaException.Kind.UNREACHABLE, "away", "wait");
                }
                throw e;
            }
        }
    },
    LOCKS_IN_ITS_OBJECT("letsOneOfTwoRunsApplyItToOneDatabase") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) throws SQLException {
            ReentrantLock lock = LOCKS.computeIfAbsent(right, each -> new ReentrantLock());
            lock.lock();
            try {
                if (!DONE.add(System.identityHashCode(right) + url)) {
                    return SchemaReport.of(job.script().sha256(), 3, 1, Duration.ZERO, true);
                }
                right.probe(job);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
                return execute(job, url, Integer.MAX_VALUE);
            } finally {
                lock.unlock();
            }
        }
    },
    NOTES_THAT_IT_IS_DONE_BEFORE_IT_BEGINS("takesNoScriptForDoneThatWasCutOff") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            if (DONE.contains(url)) {
                return SchemaReport.of(job.script().sha256(), 3, 1, Duration.ZERO, true);
            }
            try {
                return right.run(job);
            } catch (SchemaException e) {
                if (e.kind() == SchemaException.Kind.UNREACHABLE) {
                    DONE.add(url);
                }
                throw e;
            }
        }
    },
    LOOKS_AT_THE_FIRST_TABLE_ALONE("leavesRowsAloneInWhicheverTableTheyAre") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) throws SQLException {
            try {
                return right.run(job);
            } catch (SchemaException e) {
                if (String.valueOf(e.getMessage()).contains("rows in") && firstIsEmpty(job, url)) {
                    return right.run(with(job, job.wanted().allowReplacingData(), job.deadline()));
                }
                throw e;
            }
        }
    },
    GOES_ON_AFTER_THE_DEADLINE("leavesNothingAtWorkAfterTheDeadline") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            try {
                return right.run(job);
            } catch (SchemaException e) {
                if (job.deadline().passed()) {
                    Thread late = new Thread(() -> executeLate(job, url), "late");
                    late.setDaemon(true);
                    late.start();
                }
                throw e;
            }
        }
    },
    LEAVES_A_SESSION_WHEN_IT_IS_LATE("leavesNothingAtWorkAfterTheDeadline") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) throws SQLException {
            try {
                return right.run(job);
            } catch (SchemaException e) {
                if (job.deadline().passed()) {
                    LEAKED.add(connect(job, url));
                }
                throw e;
            }
        }
    },
    IGNORES_WIDER_RIGHTS("refusesAnAccountThatMayWriteElsewhereUnlessThatIsAllowed") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            return right.run(with(job, job.wanted().allowWiderRights(), job.deadline()));
        }
    },
    RUNS_FIFTY_STATEMENTS_OF_MORE("runsAScriptOfManyStatements") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) throws SQLException {
            return statements(job).size() <= 50 ? right.run(job) : execute(job, url, 50);
        }
    },
    STORES_LATIN_TEXT_ALONE("storesTextAsItIs") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            byte[] latin = job.script().text().getBytes(StandardCharsets.ISO_8859_1);
            SchemaBootstrap told = job.wanted();
            SchemaBootstrap heard = new SchemaBootstrap(
                    SchemaScripts.bytes(latin),
                    told.afterInstance(),
                    told.replacesData(),
                    told.expected(),
                    told.widerRights(),
                    told.byOthers());
            SchemaReport done = right.run(with(job, heard, job.deadline()));
            return SchemaReport.of(
                    job.script().sha256(), done.statements(), done.tables(), Duration.ZERO, done.alreadyThere());
        }
    },
    TELLS_THE_ADDRESS_WHEN_IT_IS_CUT_OFF(
            "keepsTheDeadline", "tellsALostConnectionFromAScriptThatFails", "takesNoScriptForDoneThatWasCutOff") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            try {
                return right.run(job);
            } catch (SchemaException e) {
                throw e.kind() == SchemaException.Kind.UNREACHABLE
                        ? new SchemaException(e.kind(), "lost: " + url, e.remedy())
                        : e;
            }
        }
    },
    NOTES_THE_PASSWORD_WHEN_IT_FAILS(
            "keepsTheDeadline",
            "saysWhichStatementFailedAndRunsACorrectedScript",
            "takesNoScriptForDoneThatWasCutOff",
            "tellsALostConnectionFromAScriptThatFails") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            try {
                return right.run(job);
            } catch (SchemaException e) {
                if (e.kind() == SchemaException.Kind.SCRIPT || e.kind() == SchemaException.Kind.UNREACHABLE) {
                    job.note(
                            SchemaNote.Kind.SECURITY,
                            "failed with " + job.password().reveal());
                }
                throw e;
            }
        }
    },
    LETS_ANOTHER_SCRIPT_PASS_BY_LOOKING("refusesByLookingWhatItRefusesToRun") {
        @Override
        SchemaReport run(SchemaTransport right, SchemaJob job, String url) {
            return right.run(job);
        }

        @Override
        String probe(SchemaTransport right, SchemaJob job) {
            try {
                return right.probe(job);
            } catch (SchemaException e) {
                if (String.valueOf(e.getMessage()).contains("another script was applied")) {
                    return "clear";
                }
                throw e;
            }
        }
    };

    private static final Set<Connection> LEAKED = ConcurrentHashMap.newKeySet();
    private static final Set<String> DONE = ConcurrentHashMap.newKeySet();
    private static final Map<SchemaTransport, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final String found;

    SchemaFlaw(String... found) {
        this.found = String.join(" ", found);
    }

    /** The tests that must fail. */
    List<String> found() {
        return List.of(found.split(" "));
    }

    abstract SchemaReport run(SchemaTransport right, SchemaJob job, String url) throws SQLException;

    String probe(SchemaTransport right, SchemaJob job) {
        return right.probe(job);
    }

    private static boolean firstIsEmpty(SchemaJob job, String url) throws SQLException {
        try (Connection open = connect(job, url);
                Statement statement = open.createStatement()) {
            ResultSet first = statement.executeQuery("SELECT MIN(table_name) FROM information_schema.tables"
                    + " WHERE table_schema = DATABASE() AND table_name NOT LIKE 'iothub%'");
            first.next();
            ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + first.getString(1));
            rows.next();
            return rows.getInt(1) == 0;
        }
    }

    /** What does not sleep, half a second later. */
    private static void executeLate(SchemaJob job, String url) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        try (Connection open = connect(job, url);
                Statement statement = open.createStatement()) {
            for (String sql : statements(job)) {
                if (!sql.contains("SLEEP")) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the flaw itself failed", e);
        }
    }

    static SchemaJob with(SchemaJob job, SchemaBootstrap wanted, Deadline deadline) {
        return new SchemaJob(job.database(), job.port(), job.password(), wanted, job.runId(), deadline, job.notes());
    }

    static List<String> statements(SchemaJob job) {
        return Stream.of(job.script().text().split(";"))
                .filter(each -> !each.isBlank())
                .toList();
    }

    static Connection connect(SchemaJob job, String url) throws SQLException {
        return DriverManager.getConnection(
                url, job.database().user(), job.password().reveal());
    }

    /** Runs the first so many of its statements without looking at anything. */
    static SchemaReport execute(SchemaJob job, String url, int most) throws SQLException {
        try (Connection open = connect(job, url);
                Statement statement = open.createStatement()) {
            for (String sql : statements(job).stream().limit(most).toList()) {
                statement.execute(sql);
            }
        }
        return SchemaReport.of(job.script().sha256(), statements(job).size(), 1, Duration.ZERO, false);
    }
}
