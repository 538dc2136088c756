package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.SchemaTransports;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit finds what is wrong with transports of schemas, in the place where it is wrong. */
@Timeout(120)
class SchemaConformanceBitesTest {

    @SuppressWarnings("NullAway.Init") // started before the first test
    private static EmbeddedMariaDb server;

    @BeforeAll
    static void startTheServer() throws IOException {
        server = EmbeddedMariaDb.start();
    }

    @AfterAll
    static void stopTheServer() {
        server.close();
    }

    private abstract static class Suite extends SchemaTransportConformance {

        final SchemaTransport right() {
            return SchemaTransports.jdbc(rds -> server.jdbcUrl(rds.database()));
        }

        @Override
        protected void createDatabase(String name, String user, String password) throws SQLException {
            server.createDatabase(name, user, password);
        }

        @Override
        protected String jdbcUrl(String name) {
            return server.jdbcUrl(name);
        }
    }

    /** Has one flaw, that of the test that is under way. */
    static final class Flawed extends Suite {

        @SuppressWarnings("NullAway.Init") // set before it is run
        private static volatile SchemaFlaw flaw;

        @Override
        protected SchemaTransport create() {
            SchemaTransport right = right();
            return new SchemaTransport() {
                @Override
                public String probe(SchemaJob job) {
                    return job == null ? right.probe(job) : flaw.probe(right, job);
                }

                @Override
                public SchemaReport run(SchemaJob job) {
                    if (job == null) {
                        return right.run(job);
                    }
                    try {
                        return flaw.run(
                                right, job, server.jdbcUrl(job.database().database()));
                    } catch (SQLException e) {
                        throw new IllegalStateException("the flaw itself failed", e);
                    }
                }
            };
        }
    }

    private static SchemaJob mayReplace(SchemaJob job) {
        return new SchemaJob(
                job.database(),
                job.port(),
                job.password(),
                job.wanted().allowReplacingData(),
                job.runId(),
                job.deadline(),
                job.notes());
    }

    /** Replaces whatever rows are there, though nobody has allowed it. */
    static final class IgnoresTheGuard extends Suite {
        @Override
        protected SchemaTransport create() {
            SchemaTransport right = right();
            return new SchemaTransport() {
                @Override
                public String probe(SchemaJob job) {
                    return right.probe(job);
                }

                @Override
                public SchemaReport run(SchemaJob job) {
                    return right.run(job == null ? job : mayReplace(job));
                }
            };
        }
    }

    /** Ends when it is interrupted, and tells nobody that it was. */
    static final class SwallowsInterrupts extends Suite {
        @Override
        protected SchemaTransport create() {
            SchemaTransport right = right();
            return new SchemaTransport() {
                @Override
                public String probe(SchemaJob job) {
                    return right.probe(job);
                }

                @Override
                public SchemaReport run(SchemaJob job) {
                    try {
                        return right.run(job);
                    } finally {
                        Thread.interrupted();
                    }
                }
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void finds(SchemaFlaw flaw) {
        Flawed.flaw = flaw;
        assertThat(Failing.among(Flawed.class, flaw.found())).containsExactlyInAnyOrderElementsOf(flaw.found());
    }

    @Test
    void findsWhoIgnoresTheGuard() {
        assertThat(Failing.testsOf(IgnoresTheGuard.class))
                .containsExactlyInAnyOrder(
                        "leavesRowsAloneInWhicheverTableTheyAre",
                        "leavesRowsAloneThatAreThere",
                        "refusesADatabaseThatHoldsRows",
                        "refusesAnotherScriptOverAFinishedOneAndCountsItsStatements",
                        "refusesByLookingWhatItRefusesToRun",
                        "runsNoOtherScriptOverAFinishedOne");
    }

    @Test
    void findsWhoSwallowsAnInterrupt() {
        assertThat(Failing.testsOf(SwallowsInterrupts.class))
                .containsExactlyInAnyOrder(
                        "isEndedByAnInterruptThatStaysKnown",
                        "leavesAScriptInItsMiddleWhenInterruptedAndFinishesItLater");
    }
}
