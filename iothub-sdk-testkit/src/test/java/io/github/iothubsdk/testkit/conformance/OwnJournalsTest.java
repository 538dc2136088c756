package io.github.iothubsdk.testkit.conformance;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.internal.journal.JdbcJournal;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The journals that come with the SDK pass the kit that everybody's must. */
class OwnJournalsTest {

    private static final Duration LEASE = Duration.ofMinutes(2);

    @Nested
    class InMemory extends JournalConformance {
        private final Journal journal = Journals.inMemory();

        @Override
        protected Journal open(TimeSource clock) {
            return journal;
        }
    }

    @Nested
    class InADirectoryTest extends JournalConformance {

        private final Path directory;

        InADirectoryTest(@TempDir Path directory) {
            this.directory = directory;
        }

        @Override
        protected Journal open(TimeSource clock) {
            return Journals.inDirectory(directory);
        }

        @Override
        protected boolean tear(RunId run, int bytes) throws IOException {
            try (var file = new RandomAccessFile(
                    directory.resolve(run.value() + ".jsonl").toFile(), "rw")) {
                file.setLength(file.length() - bytes);
            }
            return true;
        }
    }

    /** Each opening is a node of its own. */
    abstract static class InADatabase extends JournalConformance {

        abstract DataSource source();

        @Override
        protected Journal open(TimeSource clock) {
            return new JdbcJournal(source(), LEASE, "a node", clock);
        }

        @Override
        protected Optional<Duration> lease() {
            return Optional.of(LEASE);
        }
    }

    @Nested
    class OnH2 extends InADatabase {
        private static final DataSource POOL = JdbcConnectionPool.create("jdbc:h2:mem:kit;DB_CLOSE_DELAY=-1", "sa", "");

        @Override
        DataSource source() {
            return POOL;
        }
    }

    @Nested
    class OnMariaDb extends InADatabase {

        @SuppressWarnings("NullAway.Init") // started before the first test
        private static EmbeddedMariaDb server;

        @BeforeAll
        static void startTheServer() throws IOException, SQLException {
            server = EmbeddedMariaDb.start();
            server.createDatabase("journal", "journal_rw", "Journal1234");
        }

        @AfterAll
        static void stopTheServer() {
            server.close();
        }

        @Override
        DataSource source() {
            MysqlDataSource source = new MysqlDataSource();
            source.setURL(server.jdbcUrl("journal"));
            source.setUser("journal_rw");
            source.setPassword("Journal1234");
            return source;
        }
    }
}
